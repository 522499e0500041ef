import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import manifest from '../../package.json';

// The bundle of the tests stands elsewhere; `npm run` starts where the manifest is.
const has = (file: string) => existsSync(path.resolve(file));
const { contributes } = manifest;
const commands = contributes.commands.map((one) => one.command);
const [walkthrough] = contributes.walkthroughs;

test('whatever leads to a command of ours leads to one that there is', () => {
  const named = JSON.stringify([contributes.menus, contributes.viewsWelcome, contributes.walkthroughs]).match(/(?<=command:|"command":"|onCommand:)ibid\.[A-Za-z.]+/g) ?? [];
  assert.ok(named.length > 20);
  assert.deepEqual([...new Set(named)].filter((name) => !commands.includes(name)), []);
});

test('each step of the walkthrough shows something and can be completed', () => {
  assert.ok(walkthrough);
  for (const { id, media, completionEvents } of walkthrough.steps) {
    const shown = 'image' in media ? media.image : media.markdown;
    assert.ok(shown && has(shown), `${id}: ${shown}`);
    assert.ok(completionEvents.length > 0, id);
  }
});

test('no step is written in Markdown that the walkthrough does not read', () => {
  const words = walkthrough?.steps.map((step) => step.description).join('\n') ?? '';
  assert.doesNotMatch(words, /`/);
});
