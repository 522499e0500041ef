// The names of rules and settings, read from the manifest, so that no list of them is kept here.

interface Schema {
  title?: string;
  properties?: Record<string, Schema>;
  propertyNames?: { enum?: string[] };
}

interface Manifest {
  contributes?: { configuration?: Schema[] };
}

export function rulesInSchema(manifest: Manifest): string[] {
  const groups = manifest.contributes?.configuration ?? [];
  const rules = groups.map((group) => group.properties?.['ibid.rules']).find((schema) => schema !== undefined);
  return [...Object.keys(rules?.properties ?? {}), ...(rules?.propertyNames?.enum ?? [])];
}

/** The settings that are sent to the server, without their prefix: the generated group, and what it logs. */
export function serverSettings(manifest: Manifest): string[] {
  const group = manifest.contributes?.configuration?.find((one) => one.title === 'Rules and style');
  return [...Object.keys(group?.properties ?? {}), 'ibid.logLevel', 'ibid.logExcerpts'].map((name) => name.replace(/^ibid\./, ''));
}
