// Owns the connection to the server: at most one at any time.

import { homedir } from 'node:os';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type ErrorHandler,
  type LanguageClientOptions,
} from 'vscode-languageclient/node';
import { DRAFTS } from './drafts';
import { RestartPolicy } from './restart';
import { findServer, type Found } from './server';
import type { Status } from './status';

export class Client {
  private client: LanguageClient | undefined;
  private readonly policy = new RestartPolicy();
  private pending: NodeJS.Timeout | undefined;
  /** Starts and stops wait for one another here: two starts at once would leave two servers. */
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly extensionDir: string,
    private readonly log: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  /** Starts the server, or starts it anew: asked for by a person or by a changed setting. */
  restart(): Promise<void> {
    this.policy.forget();
    return this.enqueue(() => this.start());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  /** The program that would be run now, for commands that use it outside the server. */
  program(): Found {
    return findServer({
      trusted: vscode.workspace.isTrusted,
      setting: settings().get<string | null>('path'),
      extensionDir: this.extensionDir,
      home: homedir(),
      searchPath: process.env['PATH'] ?? process.env['Path'] ?? '',
      windows: process.platform === 'win32',
    });
  }

  private enqueue(step: () => Promise<void>): Promise<void> {
    clearTimeout(this.pending);
    this.queue = this.queue.then(step).catch((error: unknown) => this.log.error(String(error)));
    return this.queue;
  }

  private async start(): Promise<void> {
    await this.end();
    if (!settings().get<boolean>('enable')) return this.status.off();

    const found = this.program();
    if ('problem' in found) return this.refuse(found.problem);

    this.log.info(`Starting ${found.command}`);
    this.status.starting();
    const env = { ...process.env, IBID_LOG: settings().get<string>('logLevel', 'warn') };
    const run = { command: found.command, args: ['lsp'], options: { env } };
    const client = new LanguageClient('ibid', 'ibid', run, this.options());
    this.client = client;
    try {
      await client.start();
      this.status.running(client.initializeResult?.serverInfo?.version);
    } catch (error) {
      // The library has told the writer already; a server that cannot start will not by being asked again.
      this.log.error(String(error));
      this.status.stopped(String(error));
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: DRAFTS,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'ibid',
      synchronize: { configurationSection: 'ibid' },
      errorHandler: this.errorHandler(),
    };
  }

  private errorHandler(): ErrorHandler {
    return {
      // A failed write is only the first sign of a server that is gone; `closed` decides.
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      // Restarting is left to the queue: the library would start this client while a person's restart makes another.
      closed: () => {
        if (this.client?.isRunning()) this.recover();
        return { action: CloseAction.DoNotRestart, handled: true, message: 'The server ended by itself' };
      },
    };
  }

  private recover(): void {
    const delay = this.policy.afterCrash(Date.now());
    if (delay === undefined) {
      return this.refuse('The ibid server keeps crashing. It stays off until you restart it; the log says what happened.');
    }
    this.status.starting();
    this.pending = setTimeout(() => void this.enqueue(() => this.start()), delay);
  }

  private refuse(problem: string): void {
    this.log.error(problem);
    this.status.stopped(problem);
    void offerRemedy(problem);
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // Stopping a client that never started is an error of its own.
    if (client?.needsStop()) await client.dispose(2000);
  }
}

/** Not awaited by anyone: a message stays until the writer answers it, and a restart must not wait for that. */
async function offerRemedy(problem: string): Promise<void> {
  const answer = await vscode.window.showErrorMessage(problem, 'Open settings', 'Restart', 'Show the log');
  if (answer === 'Open settings') await vscode.commands.executeCommand('workbench.action.openSettings', 'ibid.path');
  if (answer === 'Restart') await vscode.commands.executeCommand('ibid.restart');
  if (answer === 'Show the log') await vscode.commands.executeCommand('ibid.showLog');
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('ibid');
}
