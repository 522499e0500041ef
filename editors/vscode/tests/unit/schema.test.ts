import assert from 'node:assert/strict';
import { test } from 'node:test';
import manifest from '../../package.json';
import { rulesInSchema, serverSettings } from '../../src/schema';

const withRules = (schema: object) => ({ contributes: { configuration: [{}, { properties: { 'ibid.rules': schema } }] } });

test('rules are read from either way a schema can list them', () => {
  assert.deepEqual(rulesInSchema(withRules({ properties: { 'bare-site': {}, 'empty-link': {} } })), ['bare-site', 'empty-link']);
  assert.deepEqual(rulesInSchema(withRules({ propertyNames: { enum: ['bare-site'] } })), ['bare-site']);
});

test('a schema without names gives none', () => {
  assert.deepEqual(rulesInSchema(withRules({ type: 'object' })), []);
  assert.deepEqual(rulesInSchema({}), []);
});

test('the manifest ends with the group that the server generates', () => {
  const groups = manifest.contributes.configuration;
  assert.equal(groups.at(-1)?.title, 'Rules and style');
  const settings = serverSettings(manifest as object);
  assert.ok(settings.includes('rules'));
  assert.ok(!settings.includes('path'));
});
