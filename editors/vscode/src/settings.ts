// What the server is told of the settings: what someone chose, and nothing else. The editor would send every setting,
// at its default when nobody touched it, and the server would take that for a choice that outweighs `ibid.toml`.

/** The part of `vscode.WorkspaceConfiguration` that is needed here. */
export interface Configuration {
  get(name: string): unknown;
  inspect(name: string): object | undefined;
}

export function chosen(names: string[], configuration: Configuration): Record<string, unknown> {
  const choices = names.filter((name) => isChosen(configuration.inspect(name)));
  return Object.fromEntries(choices.map((name) => [name, configuration.get(name)]));
}

/** Beside the default, an inspection has one value for each place a setting can be made in. */
function isChosen(inspection: object | undefined): boolean {
  return Object.entries(inspection ?? {}).some(
    ([place, value]) => place.endsWith('Value') && !place.startsWith('default') && value !== undefined,
  );
}
