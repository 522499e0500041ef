//! A quotation taken apart: what its writer says the source says, and where something was left out or put in.

use super::grave::is_negator;
use super::{FEWEST_CHARS, FEWEST_WORDS};
use crate::evidence::fold::{Folded, Folder, Side, fold};
use crate::evidence::token::{Token, tokens};
use std::ops::Range;

/// What stands before a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: it is the first.
    None,
    /// An ellipsis: the source goes on in between.
    Ellipsis,
    /// Words in brackets, which may stand for others of the source.
    Insertion,
}

/// Words of a quotation that must stand in the source as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// In bytes of [`Quotation::folded`].
    pub range: Range<usize>,
    /// What parts it from the piece before.
    pub gap: Gap,
    /// Whether its last word may go on in the source: `walk[ed]`.
    pub open: bool,
}

/// A quotation, read.
#[derive(Clone, Debug)]
pub struct Quotation {
    /// All pieces with a space between them, folded.
    pub folded: Folded,
    /// In order; none is empty, and none ends in punctuation.
    pub pieces: Vec<Piece>,
    /// The quotation folded as it stands, brackets and dots included, for a source that has them too.
    pub literal: String,
}

/// A longer word in brackets that touches a word is a word of its own.
const LONGEST_ENDING: usize = 4;
/// More words in brackets than these are a remark, not part of the sentence.
const LONGEST_CLAIM: usize = 3;
/// How far a bracket is looked for, in bytes.
const LONGEST_BRACKET: usize = 400;

impl Quotation {
    /// Reads the words between the quotation marks, or with them.
    pub fn read(text: &str) -> Self {
        let literal = fold(text, Side::Quotation).text;
        let literal = literal[trimmed(&literal, 0..literal.len())].to_owned();
        let mut reader = Reader { folder: Folder::new(Side::Quotation), marks: Vec::new() };
        reader.read(text);
        let folded = reader.folder.finish();
        let pieces = pieces(&folded.text, &reader.marks);
        Quotation { folded, pieces, literal }
    }

    /// The tokens of all pieces.
    pub fn tokens(&self) -> Vec<Token> {
        tokens(&self.folded.text)
    }

    /// Whether it is too short to be likened to anything.
    pub fn is_short(&self) -> bool {
        let words = self.tokens().iter().filter(|token| token.word).count();
        let wide = self.folded.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum::<usize>();
        words < FEWEST_WORDS || wide < FEWEST_CHARS
    }
}

/// Where a piece ends in the fold, what follows it, and whether it is open.
struct Mark {
    at: usize,
    gap: Gap,
    open: bool,
}

struct Reader {
    folder: Folder,
    marks: Vec<Mark>,
}

impl Reader {
    fn read(&mut self, text: &str) {
        let mut start = 0;
        let mut at = 0;
        while let Some(found) = text.get(at..).and_then(|rest| rest.find(['[', '(', '.', '\u{2026}'])) {
            at += found;
            if let Some(length) = ellipsis(&text[at..]) {
                self.cut(text, start..at, Gap::Ellipsis, false);
                at += length;
                start = at;
            } else if let Some(inside) = bracket(text, at) {
                self.bracket(text, start..at, inside.clone());
                at = inside.end + 1;
                start = at;
            } else {
                at += text[at..].chars().next().map_or(1, char::len_utf8);
            }
        }
        self.folder.push(&text[start..], start);
    }

    fn cut(&mut self, text: &str, before: Range<usize>, gap: Gap, open: bool) {
        self.folder.push(&text[before.clone()], before.start);
        self.marks.push(Mark { at: self.folder.len(), gap, open });
        self.folder.part(before.end);
    }

    /// Words in brackets at `inside`, after the words `before`.
    fn bracket(&mut self, text: &str, before: Range<usize>, inside: Range<usize>) {
        let said = text[inside.clone()].trim();
        let letters = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let follows = letters(text[inside.end + 1..].chars().next());
        let touches = letters(text[before.clone()].chars().next_back());
        let plain = said.trim_matches(['*', '_']).trim_end_matches(['!', '.']);
        if plain.eq_ignore_ascii_case("sic") {
            self.folder.push(&text[before.clone()], before.start);
            self.folder.part(before.end);
        } else if follows && !touches && said.chars().count() == 1 || is_claim(said) {
            // `[T]he`: a letter in another case. `[did not]`: words that must not pass as a remark.
            self.folder.push(&text[before.clone()], before.start);
            self.folder.push(&text[inside.clone()], inside.start);
        } else {
            let open = touches && !follows && said.chars().count() <= LONGEST_ENDING;
            self.cut(text, before, Gap::Insertion, open);
        }
    }
}

/// Whether a few words in brackets deny something: those have to be the source's.
fn is_claim(said: &str) -> bool {
    let folded = fold(said, Side::Quotation).text;
    let all = tokens(&folded);
    all.len() <= LONGEST_CLAIM && all.iter().any(|token| is_negator(&folded[token.range()]))
}

/// What the square bracket at `at` holds; `(sic)` and `(...)` count too.
fn bracket(text: &str, at: usize) -> Option<Range<usize>> {
    let close = match text.as_bytes().get(at)? {
        b'[' => b']',
        b'(' => b')',
        _ => return None,
    };
    let end = at + 1 + text.as_bytes()[at + 1..].iter().take(LONGEST_BRACKET).position(|&b| b == close)?;
    let inside = at + 1..end;
    let round = text[inside.clone()].trim().trim_end_matches('!');
    let counts = close == b']' || round.eq_ignore_ascii_case("sic");
    counts.then_some(inside)
}

/// The length of the ellipsis at the start of `text`, in brackets or not.
fn ellipsis(text: &str) -> Option<usize> {
    let open = match text.chars().next()? {
        '[' => Some(']'),
        '(' => Some(')'),
        _ => None,
    };
    let Some(close) = open else { return dots(text) };
    let inside = text[1..].trim_start();
    let rest = inside.get(dots(inside)?..)?.trim_start();
    rest.starts_with(close).then_some(text.len() - rest.len() + 1)
}

/// The length of `...`, `. . .` or `\u{2026}` at the start of `text`.
fn dots(text: &str) -> Option<usize> {
    let mut count = 0;
    let mut end = 0;
    for (index, c) in text.char_indices() {
        match c {
            '.' => count += 1,
            '\u{2026}' => count += 3,
            c if c.is_whitespace() => continue,
            _ => break,
        }
        end = index + c.len_utf8();
    }
    (count >= 3).then_some(end)
}

fn pieces(folded: &str, marks: &[Mark]) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut start = 0;
    let mut gap = Gap::None;
    let last = Mark { at: folded.len(), gap: Gap::None, open: false };
    for mark in marks.iter().chain([&last]) {
        let range = trimmed(folded, start..mark.at);
        // A remark beside an ellipsis is part of it.
        let wider = gap == Gap::Ellipsis || mark.gap == Gap::Ellipsis;
        if range.is_empty() {
            gap = if wider { Gap::Ellipsis } else { mark.gap };
        } else {
            let open = mark.open && range.end == mark.at;
            let before = if found.is_empty() { Gap::None } else { gap };
            found.push(Piece { range, gap: before, open });
            gap = mark.gap;
        }
        start = mark.at;
    }
    found
}

/// `range` without quotation marks, punctuation and spaces around it; signs of numbers stay.
fn trimmed(folded: &str, range: Range<usize>) -> Range<usize> {
    const MARKS: [char; 11] = ['.', ',', ';', ':', '!', '?', '\'', ' ', '-', '\u{3002}', '\u{3001}'];
    let text = &folded[range.clone()];
    let end = text.trim_end_matches(MARKS).len();
    let text = &text[..end];
    let mut start = end - text.trim_start_matches(MARKS).len();
    let digit = text[start..].starts_with(|c: char| c.is_ascii_digit());
    if digit && text[..start].ends_with(['-', '.']) {
        start -= 1;
    }
    range.start + start..range.start + end
}
