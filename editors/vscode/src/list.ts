// The view "Sources": what the draft at hand cites, what is known of each, and where. The server finds the sources and the words.

import * as vscode from 'vscode';
import type { Client } from './client';
import type { CurrentDraft } from './current';
import { rows, type Listed, type PlaceRow, type Row, type State } from './rows';

const VIEW = 'ibid.sources';
/** Which welcome an empty list gives: `none`, `stopped`, `off`, `empty`; `listed` where there is something. */
const CONTEXT = 'ibid.list';
/** A list that changes at every letter cannot be read. */
const PAUSE = 400;

/** A row that says that nothing was looked up, and leads there. */
type Invitation = { invitation: true };
type Node = Row | PlaceRow | Invitation;

const ICONS: Record<State, [name: string, colour?: string]> = {
  present: ['pass', 'testing.iconPassed'],
  moved: ['arrow-right'],
  unknown: ['question'],
  broken: ['error', 'list.errorForeground'],
  unchecked: ['circle-outline'],
};

export class SourceList implements vscode.TreeDataProvider<Node>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.changed.event;
  private readonly view: vscode.TreeView<Node>;
  private readonly subscriptions: vscode.Disposable;
  private pending: NodeJS.Timeout | undefined;
  /** The draft that is listed, and its rows. */
  private draft: vscode.TextDocument | undefined;
  private rows: Row[] = [];
  private invited = false;
  private shown = '';

  constructor(
    private readonly server: Client,
    private readonly current: CurrentDraft,
  ) {
    this.view = vscode.window.createTreeView<Node>(VIEW, { treeDataProvider: this, showCollapseAll: true });
    this.subscriptions = vscode.Disposable.from(
      this.changed,
      this.view,
      this.view.onDidChangeVisibility(() => this.soon(0)),
      current.onDidTurn(() => this.soon(0)),
      current.onDidStir(() => this.soon(PAUSE)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === current.document) this.soon(PAUSE);
      }),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('ibid')) this.soon(0);
      }),
    );
    this.soon(0);
  }

  dispose(): void {
    clearTimeout(this.pending);
    this.subscriptions.dispose();
  }

  /** The draft that the list is of, which is the one that its rows have places in. */
  get document(): vscode.TextDocument | undefined {
    return this.draft?.isClosed ? undefined : this.draft;
  }

  getChildren(node?: Node): Node[] {
    if (!node) return this.invited ? [...this.rows, { invitation: true }] : this.rows;
    return 'places' in node ? node.places : [];
  }

  getTreeItem(node: Node): vscode.TreeItem {
    if ('invitation' in node) return invitationItem();
    return 'places' in node ? sourceItem(node) : placeItem(node);
  }

  private soon(pause: number): void {
    clearTimeout(this.pending);
    this.pending = setTimeout(() => void this.refresh(), pause);
  }

  private async refresh(): Promise<void> {
    if (!this.view.visible) return;
    const draft = this.current.document;
    const params = draft && { textDocument: { uri: draft.uri.toString() } };
    const listed = params && (await this.server.ask<Listed[] | null>('ibid/sources', params));
    // The writer may have turned to another draft meanwhile.
    if (this.current.document !== draft) return;
    const line = (number: number) => (draft && number < draft.lineCount ? draft.lineAt(number).text : '');
    this.put(draft, rows(listed ?? [], line), this.state(draft, listed));
  }

  private state(draft: vscode.TextDocument | undefined, listed: Listed[] | null | undefined): string {
    if (!draft) return 'none';
    if (this.server.state === 'off') return 'off';
    if (listed === undefined) return this.server.state === 'stopped' ? 'stopped' : 'starting';
    return listed?.length ? 'listed' : 'empty';
  }

  /** Takes other rows, if they are others: drawing the same list anew would make it flicker. */
  private put(draft: vscode.TextDocument | undefined, list: Row[], state: string): void {
    // A server that is on its way up says nothing yet of a draft that is listed already.
    if (state === 'starting' && draft === this.draft) return;
    // Whoever has chosen never to look anything up has been asked.
    const never = vscode.workspace.getConfiguration('ibid').inspect('network')?.globalValue === 'off';
    const invited = !never && list.length > 0 && list.every((row) => row.state === 'unchecked');
    const shown = JSON.stringify([draft?.uri.toString(), list, state, invited]);
    this.draft = draft;
    if (shown === this.shown) return;
    [this.shown, this.rows, this.invited] = [shown, list, invited];
    this.view.description = draft && list.length > 0 ? summary(list) : undefined;
    void vscode.commands.executeCommand('setContext', CONTEXT, state);
    this.changed.fire();
  }
}

/** A line beside the title: how many, and what is wrong with them. */
function summary(list: Row[]): string {
  const count = (state: State) => list.filter((row) => row.state === state).length;
  const parts = [`${list.length}`];
  if (count('broken')) parts.push(`${count('broken')} broken`);
  if (count('moved')) parts.push(`${count('moved')} moved`);
  return parts.join(' · ');
}

function sourceItem(row: Row): vscode.TreeItem {
  const item = new vscode.TreeItem(row.label, vscode.TreeItemCollapsibleState.Collapsed);
  const [name, colour] = ICONS[row.state] ?? ICONS.unknown;
  item.id = row.id;
  item.description = row.words;
  item.tooltip = row.tooltip;
  item.iconPath = new vscode.ThemeIcon(name, colour ? new vscode.ThemeColor(colour) : undefined);
  item.accessibilityInformation = { label: row.spoken };
  item.contextValue = row.url ? 'source url' : 'source';
  const [first] = row.places;
  if (first) item.command = goTo(first);
  return item;
}

function placeItem(place: PlaceRow): vscode.TreeItem {
  const item = new vscode.TreeItem({ label: place.label, highlights: [place.highlight] });
  item.id = place.id;
  item.accessibilityInformation = { label: place.spoken };
  item.contextValue = 'place';
  item.command = goTo(place);
  return item;
}

function invitationItem(): vscode.TreeItem {
  const item = new vscode.TreeItem('Not looked up yet');
  item.id = 'invitation';
  item.description = 'Check sources';
  item.tooltip = 'Whether these sources are there, and say what you quote from them, can be looked up in the net.\nNothing is sent until you allow it.';
  item.iconPath = new vscode.ThemeIcon('globe');
  item.accessibilityInformation = { label: 'Not looked up yet. Check sources; nothing is sent until you allow it.' };
  item.command = { command: 'ibid.checkSourcesOfDraft', title: 'Check sources' };
  return item;
}

const goTo = (place: PlaceRow): vscode.Command => ({ command: 'ibid.source.goTo', title: 'Go there', arguments: [place] });
