// What the walkthrough leads to: an example draft, its first problem, a repair. Useful in a draft of one's own just as well.

import * as vscode from 'vscode';
import type { CurrentDraft } from './current';

const WALKTHROUGH = 'firstDraft';

export function registerTour(context: vscode.ExtensionContext, current: CurrentDraft): vscode.Disposable {
  const command = vscode.commands.registerCommand;
  return vscode.Disposable.from(
    command('ibid.getStarted', () => {
      const walkthrough = `${context.extension.id}#${WALKTHROUGH}`;
      return vscode.commands.executeCommand('workbench.action.openWalkthrough', walkthrough, false);
    }),
    command('ibid.openExample', () => openExample(context.extensionUri)),
    command('ibid.nextProblem', async () => {
      if (await current.show()) await vscode.commands.executeCommand('editor.action.marker.next');
    }),
    command('ibid.showRepairs', async () => {
      const editor = await current.show();
      if (!editor) return;
      stepToProblem(editor);
      await vscode.commands.executeCommand('editor.action.quickFix');
    }),
  );
}

let example: vscode.TextDocument | undefined;

/** A draft that is in no file, to be played with; beside whatever is open, as the walkthrough must stay in sight. */
async function openExample(extension: vscode.Uri): Promise<void> {
  if (!example || example.isClosed) {
    const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(extension, 'walkthrough', 'example.md'));
    example = await vscode.workspace.openTextDocument({ language: 'markdown', content: new TextDecoder().decode(bytes) });
  }
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document === example);
  const column = shown?.viewColumn ?? (vscode.window.tabGroups.activeTabGroup.activeTab ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active);
  await vscode.window.showTextDocument(example, column);
}

/** Puts the cursor at the first problem, unless it is at one. */
function stepToProblem(editor: vscode.TextEditor): void {
  const found = vscode.languages.getDiagnostics(editor.document.uri).filter((one) => one.source === 'ibid');
  const cursor = editor.selection.active;
  const [first] = found.sort((a, b) => a.range.start.compareTo(b.range.start));
  if (!first || found.some((one) => one.range.contains(cursor))) return;
  editor.selection = new vscode.Selection(first.range.start, first.range.start);
  editor.revealRange(first.range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
