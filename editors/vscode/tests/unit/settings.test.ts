import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosen } from '../../src/settings';

function configuration(inspections: Record<string, object>) {
  return { get: (name: string) => `effective ${name}`, inspect: (name: string) => inspections[name] };
}

test('only what someone chose is sent', () => {
  const settings = configuration({
    'citation-style': { key: 'ibid.citation-style', defaultValue: 'auto', globalValue: undefined, languageIds: ['markdown'] },
    rules: { key: 'ibid.rules', defaultValue: {}, workspaceValue: { 'bare-site': 'off' } },
    ignore: { key: 'ibid.ignore', defaultValue: [], globalLanguageValue: [] },
  });
  assert.deepEqual(chosen(['citation-style', 'rules', 'ignore', 'known-sites'], settings), {
    rules: 'effective rules',
    ignore: 'effective ignore',
  });
});

test('a default that a language overrides is still a default', () => {
  const settings = configuration({ rules: { defaultValue: {}, defaultLanguageValue: {} } });
  assert.deepEqual(chosen(['rules'], settings), {});
});
