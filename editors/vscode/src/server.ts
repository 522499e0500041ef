// Which `ibid` to run. Knows files and paths, not VS Code, so that it can be tested without an editor.

import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';

export interface Surroundings {
  /** A workspace nobody vouched for must not choose what runs. */
  trusted: boolean;
  /** The setting `ibid.path`. */
  setting: string | null | undefined;
  /** Where the extension was unpacked. */
  extensionDir: string;
  home: string;
  /** The variable PATH. */
  searchPath: string;
  windows: boolean;
}

export type Found = { command: string } | { problem: string };

export function findServer(at: Surroundings, runs: (file: string) => boolean = isExecutable): Found {
  const program = at.windows ? 'ibid.exe' : 'ibid';
  const bundled = path.join(at.extensionDir, 'server', program);
  const setting = at.setting?.trim();

  if (at.trusted && setting) return fromSetting(setting, at, runs);
  if (runs(bundled)) return { command: bundled };
  if (!at.trusted) {
    // Messages are shown as plain text: no backticks.
    return { problem: 'ibid came without a server for this machine. Trust this workspace to use the one on PATH.' };
  }
  const command = onPath(program, at, runs);
  if (command) return { command };
  return { problem: 'ibid found no server to run. Install ibid so that it is on PATH, or name it in the setting ibid.path.' };
}

/** A path that leads nowhere is a mistake to report: another server in its place would hide it. */
function fromSetting(setting: string, at: Surroundings, runs: (file: string) => boolean): Found {
  const isBareName = !/[/\\]/.test(setting) && setting !== '~';
  const command = isBareName ? onPath(setting, at, runs) : setting.replace(/^~(?=[/\\]|$)/, () => at.home);
  if (command && runs(command)) return { command };
  return { problem: `The setting ibid.path names ${setting}, which is not a program. Correct it, or empty it to use the server that came with the extension.` };
}

function onPath(program: string, at: Surroundings, runs: (file: string) => boolean): string | undefined {
  return at.searchPath
    .split(at.windows ? ';' : ':')
    // An empty or relative entry means the current folder, where a downloaded draft may have brought its own `ibid`.
    .filter((dir) => path.isAbsolute(dir))
    .map((dir) => path.join(dir, program))
    .find(runs);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
