// Owns the connection to the server: at most one at any time.

import { homedir } from 'node:os';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as vscode from 'vscode';
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type ErrorHandler,
  type LanguageClientOptions,
  type ConfigurationMiddleware,
  type DidChangeConfigurationMiddleware,
  type Middleware,
} from 'vscode-languageclient/node';
import { besideMarkdown, ownCommands } from './beside';
import { DOCUMENTS } from './drafts';
import { RestartPolicy } from './restart';
import { findServer, type Found } from './server';
import { chosen } from './settings';
import type { Status } from './status';

/** A server answers its first request within milliseconds; a program that is none may never do so. */
const PATIENCE = 30_000;

/** Whatever goes wrong with the connection, the writer hears of it from this extension: once, and with a remedy. */
class QuietLanguageClient extends LanguageClient {
  override error(message: string, data?: unknown): void {
    super.error(message, data, false);
  }
}

/** `off` by a setting; `stopped` because something is wrong. */
export type State = 'off' | 'starting' | 'running' | 'stopped';

export class Client implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private now: State = 'off';
  private readonly stirred = new vscode.EventEmitter<vscode.Uri | undefined>();
  /** The server has looked at a document again, or, without one, has come or gone. */
  readonly onDidStir = this.stirred.event;
  private readonly policy = new RestartPolicy();
  private pending: NodeJS.Timeout | undefined;
  /** Starts and stops wait for one another here: two starts at once would leave two servers. */
  private queue: Promise<void> = Promise.resolve();
  private waiting = 0;

  constructor(
    private readonly extensionDir: string,
    private readonly serverSettings: string[],
    private readonly log: vscode.LogOutputChannel,
    private readonly status: Status,
  ) {}

  get state(): State {
    return this.now;
  }

  dispose(): void {
    this.stirred.dispose();
  }

  /** Starts the server, or starts it anew: asked for by a person or by a changed setting. */
  restart(): Promise<void> {
    this.policy.forget();
    return this.enqueue(() => this.start());
  }

  stop(): Promise<void> {
    return this.enqueue(() => this.end());
  }

  /** The server's answer to a request of its own, or undefined while there is no server that knows it. */
  async ask<T>(method: string, params: unknown): Promise<T | undefined> {
    if (!this.client?.isRunning()) return undefined;
    return this.client.sendRequest<T>(method, params).catch((error: unknown) => {
      this.log.debug(`${method}: ${reason(error)}`);
      return undefined;
    });
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
    this.waiting++;
    this.queue = this.queue
      .then(step)
      .catch((error: unknown) => this.log.error(reason(error)))
      .finally(() => this.waiting--);
    return this.queue;
  }

  private async start(): Promise<void> {
    await this.end();
    if (!settings().get<boolean>('enable')) {
      this.status.off();
      return this.turn('off');
    }

    const found = this.program();
    if ('problem' in found) return this.refuse(found.problem);

    this.log.info(`Starting ${found.command}`);
    this.status.starting();
    this.turn('starting');
    const client = new QuietLanguageClient('ibid', 'ibid', { command: found.command, args: ['lsp'] }, this.options());
    client.registerFeature(ownCommands);
    this.client = client;
    try {
      await within(PATIENCE, client.start());
      this.status.running(client.initializeResult?.serverInfo?.version);
      this.turn('running');
    } catch (error) {
      // Not tried again: what cannot start now will not a second later.
      this.refuse(`${found.command} does not run as a server: ${reason(error)}`);
      await this.end();
    }
  }

  private options(): LanguageClientOptions {
    return {
      documentSelector: DOCUMENTS,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      diagnosticCollectionName: 'ibid',
      synchronize: { configurationSection: 'ibid' },
      // Trust that is granted later starts the server anew.
      initializationOptions: { trusted: vscode.workspace.isTrusted },
      // What a server writes beside the protocol is its log, and most of a log is no error.
      stdioOptions: { stdout: this.keep, stderr: this.keep },
      errorHandler: this.errorHandler(),
      initializationFailedHandler: () => false,
      middleware: {
        executeCommand: showExplanations,
        ...besideMarkdown,
        provideDiagnostics: this.noteDiagnostics,
        workspace: { configuration: this.answerConfiguration, didChangeConfiguration: this.sendConfiguration },
      },
    };
  }

  private turn(state: State): void {
    this.now = state;
    this.stirred.fire(undefined);
  }

  /** The editor asks for diagnostics after every change, of the draft and of what the server knows of its sources. */
  private readonly noteDiagnostics: Middleware['provideDiagnostics'] = async (document, known, token, next) => {
    const report = await next(document, known, token);
    this.stirred.fire('uri' in document ? document.uri : document);
    return report;
  };

  private chosen(scope?: vscode.Uri): Record<string, unknown> {
    return chosen(this.serverSettings, vscode.workspace.getConfiguration('ibid', scope));
  }

  private readonly answerConfiguration: ConfigurationMiddleware['configuration'] = async (asked, token, next) => {
    const answers = await next(asked, token);
    if (!Array.isArray(answers)) return answers;
    return asked.items.map((item, i) =>
      item.section === 'ibid' ? this.chosen(item.scopeUri ? vscode.Uri.parse(item.scopeUri) : undefined) : answers[i],
    );
  };

  private readonly sendConfiguration: DidChangeConfigurationMiddleware['didChangeConfiguration'] = async () => {
    // A server that goes need not hear of a change, and one that comes asks by itself.
    if (this.waiting > 0 || !this.client?.isRunning()) return;
    await this.client.sendNotification('workspace/didChangeConfiguration', { settings: { ibid: this.chosen() } });
  };

  private readonly keep = (lines: Readable): void => {
    createInterface({ input: lines, crlfDelay: Infinity }).on('line', (line) => this.log.info(line));
  };

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
    this.turn('starting');
    this.pending = setTimeout(() => void this.enqueue(() => this.start()), delay);
  }

  private refuse(problem: string): void {
    this.log.error(problem);
    this.status.stopped(problem);
    this.turn('stopped');
    void offerRemedy(problem);
  }

  private async end(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // Disposed of even when it is down, as one that is not starts its server again when there is something to send.
    // One that never came up has its process ended, and then complains that it was not running.
    await client?.dispose(2000).catch((error: unknown) => this.log.debug(reason(error)));
  }
}

/** Not awaited by anyone: a message stays until the writer answers it, and a restart must not wait for that. */
async function offerRemedy(problem: string): Promise<void> {
  const answer = await vscode.window.showErrorMessage(problem, 'Open settings', 'Restart', 'Show the log');
  if (answer === 'Open settings') await vscode.commands.executeCommand('workbench.action.openSettings', 'ibid.path');
  if (answer === 'Restart') await vscode.commands.executeCommand('ibid.restart');
  if (answer === 'Show the log') await vscode.commands.executeCommand('ibid.showLog');
}

/** The server's "Explain" action would open the page as plain text; here it comes as a preview. */
const showExplanations: Middleware['executeCommand'] = (command, args: unknown[], next) =>
  command === 'ibid.explain' ? vscode.commands.executeCommand('ibid.explainRule', args[0]) : next(command, args);

function within<T>(time: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${time / 1000} s`)), time);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function settings(): vscode.WorkspaceConfiguration {
  return vscode.workspace.getConfiguration('ibid');
}
