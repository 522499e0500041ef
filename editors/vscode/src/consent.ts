// Whether sources may be looked up in the net: asked of the writer once, in plain words, and kept in the writer's own settings.

import * as vscode from 'vscode';

export const CHOOSE_NETWORK = 'ibid.chooseNetwork';

type Network = 'ask' | 'on' | 'off';

interface Choice extends vscode.QuickPickItem {
  network: Network;
}

const CHOICES: Choice[] = [
  { network: 'ask', label: 'Ask me each time', detail: 'Before anything is sent, a question says how many sources would be looked up.' },
  { network: 'on', label: 'Whenever I check sources', detail: 'Without a question. Opening and writing a draft still sends nothing.' },
  { network: 'off', label: 'Never', detail: 'No connection is opened.' },
];

export function registerConsent(): vscode.Disposable {
  return vscode.commands.registerCommand(CHOOSE_NETWORK, () => chooseNetwork());
}

/** What the writer chose; undefined if nothing. */
export async function chooseNetwork(): Promise<Network | undefined> {
  const settings = vscode.workspace.getConfiguration('ibid');
  const now = settings.get<Network>('network');
  const items = CHOICES.map((choice) => ({ ...choice, description: choice.network === now ? 'as it is now' : '' }));
  const picked = await vscode.window.showQuickPick(items, {
    title: 'May ibid look your sources up in the net?',
    placeHolder: 'Only addresses and identifiers are sent, never your words',
    ignoreFocusOut: true,
  });
  if (!picked) return undefined;
  // Never is a choice too, though it is the default.
  if (picked.network !== settings.inspect('network')?.globalValue) await settings.update('network', picked.network, vscode.ConfigurationTarget.Global);
  return picked.network;
}
