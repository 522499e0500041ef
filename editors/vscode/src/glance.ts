// The draft at a glance, in the status bar: what is broken and what wants a source. The server counts and finds the words.

import * as vscode from 'vscode';
import type { Client } from './client';
import type { CurrentDraft } from './current';

/** What the server answers to `ibid/status`; null for a document that it does not check. */
interface Status {
  broken: number;
  unsourced: number;
  label: string;
  detail: string;
}

/** Diagnostics come in bursts while somebody types; the bar may follow after them. */
const PAUSE = 300;

/** What the hover offers besides the click; nothing else may be run from it. */
const LINKS: [title: string, command: string][] = [
  ['Next problem', 'ibid.nextProblem'],
  ['Fix what is safe', 'ibid.fixAll'],
  ['Show the sources', 'ibid.showSources'],
];

export class Glance implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('ibid.glance', vscode.StatusBarAlignment.Left, 0);
  private readonly subscriptions: vscode.Disposable;
  private pending: NodeJS.Timeout | undefined;

  constructor(
    private readonly server: Client,
    private readonly current: CurrentDraft,
  ) {
    this.item.name = 'ibid: the draft at a glance';
    // The list is opened by it, and never closed: that is what a second click on "Problems" would do.
    this.item.command = { command: 'workbench.panel.markers.view.focus', title: 'Show the problems' };
    this.subscriptions = vscode.Disposable.from(
      current.onDidTurn(() => this.soon(0)),
      current.onDidStir(() => this.soon(PAUSE)),
    );
  }

  dispose(): void {
    clearTimeout(this.pending);
    this.subscriptions.dispose();
    this.item.dispose();
  }

  private soon(pause: number): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.show(), pause);
  }

  private async show(): Promise<void> {
    const draft = this.current.document;
    const status = draft && (await this.server.ask<Status | null>('ibid/status', { textDocument: { uri: draft.uri.toString() } }));
    // The writer may have turned to another draft meanwhile.
    if (this.current.document !== draft) return;
    if (!status) return this.item.hide();
    const found = status.broken + status.unsourced > 0;
    this.item.text = `$(${found ? 'quote' : 'check'}) ${status.label}`;
    this.item.tooltip = tooltip(status.detail, found);
    this.item.accessibilityInformation = { label: `ibid: ${status.label}; ${status.detail}` };
    this.item.show();
  }
}

function tooltip(detail: string, found: boolean): vscode.MarkdownString {
  const links = found ? LINKS : LINKS.slice(-1);
  const text = new vscode.MarkdownString();
  text.appendText(`ibid · ${detail}`);
  text.appendMarkdown(`\n\n${links.map(([title, command]) => `[${title}](command:${command})`).join(' · ')}`);
  text.isTrusted = { enabledCommands: links.map(([, command]) => command) };
  return text;
}
