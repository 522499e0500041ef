import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followed } from '../../src/drafts';

const document = (languageId: string, scheme = 'file') => ({ languageId, uri: { scheme } });
const [essay, letter, code] = [document('markdown'), document('quarto', 'untitled'), document('python')];
const log = document('log', 'output');

test('the draft with the cursor is followed', () => {
  assert.equal(followed(undefined, { active: essay, visible: [essay], preview: false }), essay);
  assert.equal(followed(essay, { active: letter, visible: [essay, letter], preview: false }), letter);
});

test('who opens another file has left the draft', () => {
  assert.equal(followed(essay, { active: code, visible: [essay, code], preview: false }), undefined);
  assert.equal(followed(undefined, { active: log, visible: [log], preview: false }), undefined);
});

test('who looks at the log, a walkthrough or a preview has not', () => {
  assert.equal(followed(essay, { active: log, visible: [essay, log], preview: false }), essay);
  assert.equal(followed(essay, { active: undefined, visible: [essay], preview: false }), essay);
  // The preview took the place of its editor.
  assert.equal(followed(essay, { active: undefined, visible: [], preview: true }), essay);
  assert.equal(followed(essay, { active: undefined, visible: [], preview: false }), undefined);
});

test('the other side of a diff is no draft', () => {
  const old = document('markdown', 'git');
  assert.equal(followed(undefined, { active: old, visible: [old], preview: false }), undefined);
});
