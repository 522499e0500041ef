// When to start a server again that ended by itself. The library's own policy gives up for good when a dead server is
// first noticed by a failed write, which under load is a matter of luck.

/** More crashes than this within the window are no accident. */
const LIMIT = 5;
const WINDOW = 3 * 60_000;

/** The first restart is at once, for a server that was merely killed; a sick one gets ever more time. */
const DELAYS = [0, 1_000, 2_000, 4_000, 8_000];

export class RestartPolicy {
  /** Times of the crashes within the window, oldest first. */
  private crashes: number[] = [];

  /** Milliseconds to wait before starting again, or undefined to leave it stopped. */
  afterCrash(now: number): number | undefined {
    this.crashes = [...this.crashes.filter((then) => now - then < WINDOW), now];
    if (this.crashes.length > LIMIT) return undefined;
    return DELAYS[this.crashes.length - 1];
  }

  /** Someone asked for a restart: what happened before no longer counts. */
  forget(): void {
    this.crashes = [];
  }
}
