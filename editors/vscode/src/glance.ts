// The draft at a glance, in the status bar: what is broken and what wants a source. The server counts and finds the words.

import * as vscode from 'vscode';
import type { Client } from './client';
import { LANGUAGES } from './drafts';

/** What the server answers to `ibid/status`; null for a document that it does not check. */
interface Status {
  broken: number;
  unsourced: number;
  label: string;
  detail: string;
}

/** Diagnostics come in bursts while somebody types; the bar may follow after them. */
const PAUSE = 300;

export class Glance implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem('ibid.glance', vscode.StatusBarAlignment.Left, 0);
  private readonly subscriptions: vscode.Disposable;
  private pending: NodeJS.Timeout | undefined;

  constructor(private readonly server: Client) {
    this.item.name = 'ibid: the draft at a glance';
    this.item.command = { command: 'workbench.actions.view.problems', title: 'Show the problems' };
    this.subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeActiveTextEditor(() => this.soon(0)),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => {
        const active = vscode.window.activeTextEditor?.document.uri.toString();
        if (uris.some((uri) => uri.toString() === active)) this.soon(PAUSE);
      }),
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
    const draft = vscode.window.activeTextEditor?.document;
    const asked = draft && LANGUAGES.includes(draft.languageId) ? draft : undefined;
    const status = asked && (await this.server.ask<Status | null>('ibid/status', { textDocument: { uri: asked.uri.toString() } }));
    // The writer may have gone to another editor meanwhile.
    if (vscode.window.activeTextEditor?.document !== draft) return;
    if (!status) return this.item.hide();
    const found = status.broken + status.unsourced > 0;
    this.item.text = `$(${found ? 'quote' : 'check'}) ${status.label}`;
    this.item.tooltip = `ibid · ${status.detail}`;
    this.item.accessibilityInformation = { label: `ibid: ${status.label}; ${status.detail}` };
    this.item.show();
  }
}
