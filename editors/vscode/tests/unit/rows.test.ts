import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clean, rows, type Listed } from '../../src/rows';

const TEXT = ['The mill stood still, and nobody knew since when, says [the log](https://harbour.example.net/log).', 'So it did.[^1] See', '[the long', 'map](https://maps.example.net/weir) of it.'];
const line = (number: number) => TEXT[number] ?? '';
const range = (startLine: number, start: number, endLine: number, end: number) => ({ start: { line: startLine, character: start }, end: { line: endLine, character: end } });
const LINK = range(0, TEXT[0]!.indexOf('[the'), 0, TEXT[0]!.length - 1);

function listed(change: Partial<Listed> = {}): Listed {
  return { label: 'The log', detail: 'harbour.example.net/log', url: 'https://harbour.example.net/log', state: 'present', words: 'there', places: [LINK], ...change };
}

const one = (change?: Partial<Listed>) => rows([listed(change)], line)[0]!;
const marked = ({ label, highlight: [start, end] }: { label: string; highlight: [number, number] }) => label.slice(start, end);

test('a place is its line, with the words around it, and of a link the words alone', () => {
  const [place] = one().places;
  assert.equal(place?.label, '1: … knew since when, says the log.');
  assert.equal(marked(place!), 'the log');
});

test('a mark stays a mark, and a link over two lines is one', () => {
  const [mark, link] = one({ places: [range(1, 10, 1, 14), range(2, 0, 3, 35)] }).places;
  assert.deepEqual([mark?.label, marked(mark!)], ['2: So it did.[^1] See', '[^1]']);
  assert.equal(link?.label.slice(0, 2), '3:');
  assert.match(link!.label, /of it\.$/);
});

test('places that the draft no longer has are empty rows, not faults', () => {
  assert.equal(one({ places: [range(9, 4, 9, 8)] }).places[0]?.label, '10:');
});

test('what is heard says the state and how often', () => {
  assert.equal(one().spoken, 'The log, there, cited once');
  assert.equal(one({ places: [LINK, LINK], words: 'not found' }).spoken, 'The log, not found, cited 2 times');
});

test('only pages of the web are opened', () => {
  assert.equal(one().url, 'https://harbour.example.net/log');
  for (const url of ['file:///etc/passwd', 'command:workbench.action.quit', 'javascript:1', undefined]) {
    const row = rows([{ ...listed(), url } as Listed], line)[0]!;
    assert.equal(row.url, undefined);
    assert.equal(row.address, 'harbour.example.net/log');
  }
});

test('a title from the net is one line of plain letters', () => {
  assert.equal(clean(' a\u202eb\u0000\nc\u2066 '), 'a b c');
  assert.ok(one({ label: 'x'.repeat(5000) }).label.length < 210);
});

test('sources that are known by the same are told apart', () => {
  const ids = rows([listed(), listed()], line).map((row) => row.id);
  assert.equal(new Set(ids).size, 2);
});
