// Where VS Code comes in: wires settings, commands and the server together.

import * as vscode from 'vscode';
import { registerShowReferences } from './beside';
import { Client } from './client';
import { registerOpenConfig } from './config';
import { registerConsent } from './consent';
import { CurrentDraft } from './current';
import { DRAFTS } from './drafts';
import { registerExplain } from './explain';
import { Glance } from './glance';
import { SourceList } from './list';
import { rulesInSchema, serverSettings } from './schema';
import { registerSources } from './sources';
import { Status } from './status';
import { registerTour } from './tour';

/** Settings the server cannot take while it runs. */
const NEEDS_RESTART = ['ibid.enable', 'ibid.path'];

let client: Client | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel('ibid', { log: true });
  const status = new Status(DRAFTS);
  const manifest = context.extension.packageJSON;
  const server = new Client(context.extensionPath, serverSettings(manifest), log, status);
  client = server;
  const current = new CurrentDraft(server);
  const list = new SourceList(server, current);

  context.subscriptions.push(
    log,
    status,
    server,
    current,
    list,
    new Glance(server, current),
    registerConsent(),
    registerTour(context, current),
    registerExplain(server, rulesInSchema(manifest)),
    registerOpenConfig(server),
    registerShowReferences(),
    registerSources(server, current, list),
    vscode.commands.registerCommand('ibid.fixAll', () => codeAction('source.fixAll.ibid', 'first')),
    vscode.commands.registerCommand('ibid.renumberFootnotes', () => codeAction('source.renumberFootnotes.ibid', 'first')),
    // By label or by first use: the menu asks.
    vscode.commands.registerCommand('ibid.sortDefinitions', () => codeAction('source.sortDefinitions.ibid', 'ifSingle')),
    vscode.commands.registerCommand('ibid.rewriteLink', () => codeAction('refactor.rewrite.form.ibid', 'ifSingle')),
    vscode.commands.registerCommand('ibid.citeHere', () => codeAction('refactor.rewrite.cite.ibid', 'never')),
    vscode.commands.registerCommand('ibid.restart', () => server.restart()),
    vscode.commands.registerCommand('ibid.showLog', () => log.show()),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (NEEDS_RESTART.some((setting) => change.affectsConfiguration(setting))) void server.restart();
    }),
  );
  // Until then there is nothing that the views could be about.
  void vscode.commands.executeCommand('setContext', 'ibid.active', true);
  await server.restart();
}

export function deactivate(): Promise<void> | undefined {
  return client?.stop();
}

/** Has the server's actions of a kind, in the draft; `apply` says whether one is taken without a menu. */
function codeAction(kind: string, apply: 'first' | 'ifSingle' | 'never'): Thenable<unknown> {
  return vscode.commands.executeCommand('editor.action.codeAction', { kind, apply });
}
