// The draft that the views beside the editor follow, and when something about it may be other than it was.

import * as vscode from 'vscode';
import type { Client } from './client';
import { followed } from './drafts';

/** Where commands and menus ask whether there is one. */
const CONTEXT = 'ibid.draft';

export class CurrentDraft implements vscode.Disposable {
  private current: vscode.TextDocument | undefined;
  private readonly turned = new vscode.EventEmitter<void>();
  private readonly stirred = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable;

  /** The writer has turned to another draft, or to none. */
  readonly onDidTurn = this.turned.event;
  /** What the server knows of the draft may have changed; comes in bursts. */
  readonly onDidStir = this.stirred.event;

  constructor(server: Client) {
    const stir = (uri: vscode.Uri | undefined) => {
      if (this.current && (!uri || uri.toString() === this.current.uri.toString())) this.stirred.fire();
    };
    this.subscriptions = vscode.Disposable.from(
      this.turned,
      this.stirred,
      vscode.window.onDidChangeActiveTextEditor(() => this.look()),
      vscode.window.onDidChangeVisibleTextEditors(() => this.look()),
      vscode.window.tabGroups.onDidChangeTabs(() => this.look()),
      vscode.window.tabGroups.onDidChangeTabGroups(() => this.look()),
      vscode.languages.onDidChangeDiagnostics(({ uris }) => uris.forEach(stir)),
      server.onDidStir((uri) => {
        // No draft, yet a server that comes or goes: views say so.
        if (!uri && !this.current) return this.turned.fire();
        stir(uri);
      }),
    );
    this.look();
  }

  get document(): vscode.TextDocument | undefined {
    return this.current?.isClosed ? undefined : this.current;
  }

  /** Shows the draft where it is shown already, or else where the cursor is. */
  async show(): Promise<vscode.TextEditor | undefined> {
    const document = this.document;
    if (!document) return undefined;
    const editor = vscode.window.visibleTextEditors.find((one) => one.document === document);
    return vscode.window.showTextDocument(document, { viewColumn: editor?.viewColumn });
  }

  dispose(): void {
    this.subscriptions.dispose();
  }

  private look(): void {
    const next = followed(this.document, {
      active: vscode.window.activeTextEditor?.document,
      visible: vscode.window.visibleTextEditors.map((editor) => editor.document),
      preview: isPreview(vscode.window.tabGroups.activeTabGroup.activeTab?.input),
    });
    if (next === this.current) return;
    this.current = next;
    void vscode.commands.executeCommand('setContext', CONTEXT, next !== undefined);
    this.turned.fire();
  }
}

function isPreview(input: unknown): boolean {
  const shown = input instanceof vscode.TabInputWebview || input instanceof vscode.TabInputCustom ? input.viewType : '';
  return shown.includes('markdown.preview');
}
