// The names of the rules, read from the settings' schema, so that no list of them is kept here.

interface Schema {
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
