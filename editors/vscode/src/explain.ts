// `ibid: Explain a rule`: the rule's page, as `ibid explain` prints it, in a Markdown preview.

import * as vscode from 'vscode';
import type { Client } from './client';
import { run } from './run';

const SCHEME = 'ibid-rule';

export function registerExplain(client: Client, rulesInSchema: string[]): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
      provideTextDocumentContent: (uri) => run(client, ['explain', ruleOf(uri)]),
    }),
    vscode.commands.registerCommand('ibid.explainRule', async (named?: unknown) => {
      const rule = typeof named === 'string' ? named : await askForRule(rulesInSchema);
      if (rule) await explain(rule);
    }),
  );
}

async function explain(rule: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${rule}.md` });
  try {
    // Opened first, because the preview would show a failure as an empty page.
    await vscode.workspace.openTextDocument(uri);
    // Locked, because a preview turns to whichever draft is clicked next.
    await vscode.commands.executeCommand('markdown.showLockedPreviewToSide', uri);
  } catch (error) {
    void vscode.window.showErrorMessage(error instanceof Error ? error.message : String(error));
  }
}

function ruleOf(uri: vscode.Uri): string {
  return uri.path.replace(/^\//, '').replace(/\.md$/, '');
}

/** The rules that found something in this draft come first: one of them is why the writer asks. */
async function askForRule(rulesInSchema: string[]): Promise<string | undefined> {
  const here = rulesFoundInDraft();
  const others = rulesInSchema.filter((rule) => !here.includes(rule));
  if (here.length + others.length === 0) return vscode.window.showInputBox({ prompt: 'Name of the rule' });

  const items: vscode.QuickPickItem[] = [...here, ...others].map((label) => ({ label }));
  if (here.length > 0) items.unshift({ label: 'found in this draft', kind: vscode.QuickPickItemKind.Separator });
  if (others.length > 0) {
    items.splice(items.length - others.length, 0, { label: 'other rules', kind: vscode.QuickPickItemKind.Separator });
  }
  const picked = await vscode.window.showQuickPick(items, { placeHolder: 'Which rule?' });
  return picked?.label;
}

function rulesFoundInDraft(): string[] {
  const draft = vscode.window.activeTextEditor?.document.uri;
  if (!draft) return [];
  const rules = vscode.languages
    .getDiagnostics(draft)
    .filter((found) => found.source === 'ibid')
    .map((found) => (typeof found.code === 'object' ? String(found.code.value) : String(found.code)));
  return [...new Set(rules)].sort();
}
