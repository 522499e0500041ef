// What the server shows of a draft, beside what VS Code shows of Markdown by itself: nothing of it twice.

import * as vscode from 'vscode';
import type { Middleware, StaticFeature } from 'vscode-languageclient/node';
import { CHOOSE_NETWORK } from './consent';

/** Shows the places that a count leads to: the server's name for it, since the editor's own takes no plain data. */
const SHOW_REFERENCES = 'ibid.showReferences';

interface Position {
  line: number;
  character: number;
}

interface Location {
  uri: string;
  range: { start: Position; end: Position };
}

const position = ({ line, character }: Position): vscode.Position => new vscode.Position(line, character);

export function registerShowReferences(): vscode.Disposable {
  return vscode.commands.registerCommand(SHOW_REFERENCES, (uri: string, at: Position, places: Location[]) => {
    const locations = places.map(
      (place) => new vscode.Location(vscode.Uri.parse(place.uri), new vscode.Range(position(place.range.start), position(place.range.end))),
    );
    return vscode.commands.executeCommand('editor.action.showReferences', vscode.Uri.parse(uri), position(at), locations);
  });
}

/** Tells the server which commands of ours it can count on. */
export const ownCommands: StaticFeature = {
  fillClientCapabilities(capabilities) {
    const commands = { commands: [SHOW_REFERENCES, CHOOSE_NETWORK] };
    capabilities.experimental = { ...(capabilities.experimental as object | undefined), commands };
  },
  initialize() {},
  getState: () => ({ kind: 'static' }),
  clear() {},
};

/** Whether VS Code's own Markdown extension looks after this document. */
function isShared(document: vscode.TextDocument): boolean {
  return document.languageId === 'markdown' && vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined;
}

/** The characters at which that extension is asked too; without one, everybody is. */
const SHARED_TRIGGERS: (string | undefined)[] = [undefined, '/', '#', '.'];

/** Files, headings and labels are marked by the server, as VS Code offers them itself. */
function isNative(item: vscode.CompletionItem): boolean {
  return (item as { data?: { native?: boolean } }).data?.native === true;
}

export const besideMarkdown: Pick<Middleware, 'provideCompletionItem' | 'provideDocumentSymbols'> = {
  async provideCompletionItem(document, at, context, token, next) {
    const offered = await next(document, at, context, token);
    const incomplete = context.triggerKind === vscode.CompletionTriggerKind.TriggerForIncompleteCompletions;
    if (!offered || incomplete || !isShared(document) || !SHARED_TRIGGERS.includes(context.triggerCharacter)) return offered;
    if (Array.isArray(offered)) return offered.filter((item) => !isNative(item));
    offered.items = offered.items.filter((item) => !isNative(item));
    return offered;
  },
  // Two outlines would be shown one below the other, each with every heading.
  provideDocumentSymbols: (document, token, next) => (isShared(document) ? undefined : next(document, token)),
};
