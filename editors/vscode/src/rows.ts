// The sources of a draft as rows of a list: their words, not how VS Code draws them.

interface Position {
  line: number;
  character: number;
}

export interface Range {
  start: Position;
  end: Position;
}

export type State = 'present' | 'moved' | 'unknown' | 'broken' | 'unchecked';

/** What the server answers to `ibid/sources`, of each source. */
export interface Listed {
  label: string;
  detail: string;
  url?: string;
  state: State;
  words: string;
  places: Range[];
}

export interface Row {
  /** Stays the same as long as the source does, so that what is unfolded stays unfolded. */
  id: string;
  label: string;
  /** What is known of it. */
  words: string;
  state: State;
  tooltip: string;
  /** For who hears the list. */
  spoken: string;
  /** Where a browser can see it. */
  url?: string;
  /** What to write down of it: its address, or else what it is known by. */
  address: string;
  places: PlaceRow[];
}

export interface PlaceRow {
  id: string;
  label: string;
  /** Which part of the label cites. */
  highlight: [number, number];
  spoken: string;
  range: Range;
}

/** Letters beside a citation; the list is narrow. */
const BEFORE = 28;
const AFTER = 40;
const LONGEST = 200;

/** The rows of a list; `line` gives the text of a line of the draft. */
export function rows(listed: Listed[], line: (number: number) => string): Row[] {
  const known = new Map<string, number>();
  return listed.map((source) => {
    const times = known.get(source.detail) ?? 0;
    known.set(source.detail, times + 1);
    return row(source, times ? `${source.detail} ${times}` : source.detail, line);
  });
}

function row(source: Listed, id: string, line: (number: number) => string): Row {
  const [label, detail, words] = [clean(source.label), clean(source.detail), clean(source.words)];
  const url = source.url && /^https?:\/\//i.test(source.url) ? source.url : undefined;
  const cited = source.places.length === 1 ? 'cited once' : `cited ${source.places.length} times`;
  return {
    id,
    label,
    words,
    state: source.state,
    tooltip: [...new Set([label, detail]), `${words}, ${cited}`].join('\n'),
    spoken: `${label}, ${words}, ${cited}`,
    ...(url && { url }),
    address: url ?? source.detail,
    places: source.places.map((range, n) => place(range, `${id} ${n}`, line)),
  };
}

function place(range: Range, id: string, line: (number: number) => string): PlaceRow {
  const { start, end } = range;
  const first = line(start.line);
  const cited = start.line === end.line ? first.slice(start.character, end.character) : first.slice(start.character);
  const before = tail(clean(first.slice(0, start.character), false));
  const shown = head(clean(seen(cited)), LONGEST);
  const after = head(clean(line(end.line).slice(end.character), false), AFTER);
  const number = `${start.line + 1}: `;
  return {
    id,
    label: `${number}${before}${shown}${after}`.trimEnd(),
    highlight: [number.length + before.length, number.length + before.length + shown.length],
    spoken: `line ${start.line + 1}: ${before}${shown}${after}`,
    range,
  };
}

/** Of a link its words: an address would fill the row. */
function seen(cited: string): string {
  return /^!?\[([^^@\]][^\]]*)\][([]/.exec(cited)?.[1] ?? cited;
}

/** Titles come from the net: on one line, and nothing in them that turns or hides letters. */
export function clean(text: string, ends = true): string {
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2060-\u2069\ufeff]/g, ' ').replace(/\s+/g, ' ');
  return ends ? head(plain.trim(), LONGEST) : plain;
}

function head(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most).replace(/\s*\S{0,16}$/, '')} …`;
}

function tail(text: string): string {
  return text.length <= BEFORE ? text.trimStart() : `… ${text.slice(-BEFORE).replace(/^\S{0,16}\s+/, '')}`;
}
