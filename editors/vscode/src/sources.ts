// What can be done with sources: `ibid: Check sources` and its like, and the menu of the list. The server looks them up, and says
// itself what came of it.

import * as vscode from 'vscode';
import type { Client } from './client';
import { chooseNetwork } from './consent';
import type { CurrentDraft } from './current';
import type { SourceList } from './list';
import type { PlaceRow, Row } from './rows';

/** What the server answers to an editor that can ask for consent: that there is none. Null if it has heard. */
type Answer = { refused: 'network' } | null;

export function registerSources(client: Client, current: CurrentDraft, list: SourceList): vscode.Disposable {
  const command = vscode.commands.registerCommand;
  const ofDraft = (name: string) => () => {
    const document = current.document;
    return document && lookUp(client, name, [document.uri.toString()]);
  };
  const atCursor = (name: string) => () => {
    const editor = vscode.window.activeTextEditor;
    return editor && lookUp(client, name, [editor.document.uri.toString(), editor.selection.active]);
  };
  return vscode.Disposable.from(
    command('ibid.checkSourcesOfDraft', ofDraft('ibid.checkSources')),
    command('ibid.refreshSourcesOfDraft', ofDraft('ibid.refreshSources')),
    command('ibid.checkSourceHere', atCursor('ibid.checkSource')),
    command('ibid.fetchReferenceHere', atCursor('ibid.fetchReference')),
    command('ibid.showSources', () => vscode.commands.executeCommand('ibid.sources.focus')),
    command('ibid.source.goTo', (place: PlaceRow) => goTo(list, place)),
    command('ibid.source.check', (row: Row) => {
      const [document, first] = [list.document, row.places[0]];
      return document && first && lookUp(client, 'ibid.checkSource', [document.uri.toString(), first.range.start]);
    }),
    command('ibid.source.open', (row: Row) => row.url && open(row.url)),
    command('ibid.source.copy', (row: Row) => vscode.env.clipboard.writeText(row.address)),
  );
}

/** The names of the server's own commands are taken by the library, which would send them without a draft. */
async function lookUp(client: Client, command: string, args: unknown[]): Promise<void> {
  const run = () => client.ask<Answer>('workspace/executeCommand', { command, arguments: args });
  let answer = await run();
  if (answer?.refused === 'network') {
    const chosen = await chooseNetwork();
    if (!chosen || chosen === 'off') return;
    // The server hears of the choice on its own way, some time after it was made.
    for (let tries = 0; tries < 30 && answer?.refused; tries++) {
      await new Promise((resume) => setTimeout(resume, 100));
      answer = await run();
    }
  }
  if (answer === undefined) void vscode.window.showErrorMessage('The ibid server does not run, or does not know this draft.');
}

/** The cursor goes before the citation; were it selected, the next letter would replace it. */
async function goTo(list: SourceList, { range }: PlaceRow): Promise<void> {
  const document = list.document;
  if (!document) return;
  const { start, end } = range;
  const place = document.validateRange(new vscode.Range(start.line, start.character, end.line, end.character));
  const shown = vscode.window.visibleTextEditors.find((one) => one.document === document);
  const selection = new vscode.Range(place.start, place.start);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: shown?.viewColumn, selection });
  editor.revealRange(place, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** As it is written: an address that was taken apart and put together again may be another, in what it has escaped. */
function open(url: string): Thenable<boolean> {
  return vscode.env.openExternal(url as unknown as vscode.Uri);
}
