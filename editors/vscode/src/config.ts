// `ibid: Open ibid.toml`: the project's own configuration, made by `ibid init` when there is none.

import * as vscode from 'vscode';
import type { Client } from './client';
import { run } from './run';

const NAMES = ['ibid.toml', '.ibid.toml'];

export function registerOpenConfig(client: Client): vscode.Disposable {
  return vscode.commands.registerCommand('ibid.openConfig', async () => {
    const folder = await chooseFolder();
    if (!folder) return;
    try {
      const config = (await existing(folder)) ?? (await create(client, folder));
      if (config) await vscode.window.showTextDocument(config);
    } catch (error) {
      void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
    }
  });
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const draft = vscode.window.activeTextEditor?.document.uri;
  const around = draft && vscode.workspace.getWorkspaceFolder(draft);
  if (around) return around;
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.length > 1 ? vscode.window.showWorkspaceFolderPick() : folders[0];
}

async function existing(folder: vscode.WorkspaceFolder): Promise<vscode.Uri | undefined> {
  for (const name of NAMES) {
    const file = vscode.Uri.joinPath(folder.uri, name);
    const found = await vscode.workspace.fs.stat(file).then(() => true, () => false);
    if (found) return file;
  }
  return undefined;
}

async function create(client: Client, folder: vscode.WorkspaceFolder): Promise<vscode.Uri | undefined> {
  const answer = await vscode.window.showInformationMessage(`${folder.name} has no ibid.toml yet.`, 'Create it');
  if (answer !== 'Create it') return undefined;
  await run(client, ['init'], folder.uri.fsPath);
  return existing(folder);
}
