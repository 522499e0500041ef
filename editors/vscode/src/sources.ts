// `ibid: Check sources` and its like: the server looks the sources of the draft up, and says itself what came of it.

import * as vscode from 'vscode';
import type { Client } from './client';

export function registerSources(client: Client): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('ibid.checkSourcesOfDraft', () => lookUp(client, 'ibid.checkSources')),
    vscode.commands.registerCommand('ibid.checkSourceHere', () => lookUp(client, 'ibid.checkSource')),
    vscode.commands.registerCommand('ibid.refreshSourcesOfDraft', () => lookUp(client, 'ibid.refreshSources')),
  );
}

async function lookUp(client: Client, command: string): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  // The names of the server's own commands are taken by the library, which would send them without a draft.
  const { line, character } = editor.selection.active;
  const args = [editor.document.uri.toString(), { line, character }];
  const answer = await client.ask('workspace/executeCommand', { command, arguments: args });
  // Null is the answer of a server that has heard.
  if (answer === undefined) void vscode.window.showErrorMessage('The ibid server does not run, or does not know this draft.');
}
