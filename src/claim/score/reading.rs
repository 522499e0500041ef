//! A sentence as tokens: words, numbers and marks, in small letters, digits as zeros, with the lists that each stands in.

use super::lexicon::{self, Lists, hash};
use std::ops::Range;

/// A word, a number, or a mark.
#[derive(Clone, Debug)]
pub struct Token {
    /// In bytes of [`Reading::plain`].
    pub range: Range<usize>,
    /// Of its small letters.
    pub hash: u64,
    /// The lists it stands in.
    pub lists: Lists,
    /// What it is.
    pub kind: Kind,
    /// Whether it starts with a capital letter.
    pub capital: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Letters.
    Word,
    /// Two capital letters or more, and nothing else.
    Acronym,
    /// Digits with points and commas between them.
    Number,
    /// Four digits from 1500 to 2099.
    Year,
    /// Anything else that is no space.
    Mark,
}

/// A sentence, read once.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The tokens, a space before each and one at the end.
    pub plain: Vec<u8>,
    /// In order.
    pub tokens: Vec<Token>,
    /// How many tokens stand in each list.
    pub counts: [u8; lexicon::LISTS],
    /// How many words it has.
    pub words: usize,
    /// How many of each mark it has, by its byte.
    marks: [u8; 128],
}

impl Reading {
    /// Reads a sentence of prose: 0 stands for what a reader does not see, 1 for an object.
    pub fn new(sentence: &str) -> Self {
        let mut reading = Self {
            plain: Vec::with_capacity(sentence.len() + sentence.len() / 8 + 8),
            tokens: Vec::with_capacity(sentence.len() / 5 + 4),
            counts: [0; lexicon::LISTS],
            words: 0,
            marks: [0; 128],
        };
        let mut chars = sentence.char_indices().filter(|(_, c)| *c != '\0').peekable();
        while let Some((_, first)) = chars.next() {
            let class = class(first);
            if class == Class::Space {
                continue;
            }
            let start = reading.open(first);
            if class == Class::Mark {
                reading.close(start, first, 1, 0, Kind::Mark);
                continue;
            }
            let (mut length, mut capitals, mut year) = (1, usize::from(first.is_uppercase()), digit(first));
            while let Some(&(at, next)) = chars.peek() {
                let joins = matches!(next, '\'' | '\u{2019}') && class == Class::Letter
                    || matches!(next, '.' | ',') && class == Class::Digit;
                let inside =
                    joins && sentence[at + next.len_utf8()..].chars().next().is_some_and(|c| self::class(c) == class);
                if self::class(next) != class && !inside {
                    break;
                }
                chars.next();
                reading.push(next);
                length += 1;
                capitals += usize::from(next.is_uppercase());
                year = year.saturating_mul(10).saturating_add(digit(next));
            }
            let kind = match class {
                Class::Digit if length == 4 && (1500..2100).contains(&year) => Kind::Year,
                Class::Digit => Kind::Number,
                _ if length > 1 && capitals == length => Kind::Acronym,
                _ => Kind::Word,
            };
            reading.close(start, first, length, capitals, kind);
        }
        reading.plain.push(b' ');
        reading
    }

    fn open(&mut self, first: char) -> usize {
        self.plain.push(b' ');
        let start = self.plain.len();
        self.push(first);
        start
    }

    /// Adds a character as n-grams see it.
    fn push(&mut self, c: char) {
        match c {
            '0'..='9' => self.plain.push(b'0'),
            '\u{2018}' | '\u{2019}' => self.plain.push(b'\''),
            '\u{201c}' | '\u{201d}' | '\u{ab}' | '\u{bb}' | '\u{201e}' => self.plain.push(b'"'),
            '\u{2013}' | '\u{2014}' => self.plain.extend_from_slice(b"--"),
            _ if c.is_ascii() => self.plain.push(c.to_ascii_lowercase() as u8),
            _ => {
                for small in c.to_lowercase() {
                    self.plain.extend_from_slice(small.encode_utf8(&mut [0; 4]).as_bytes());
                }
            }
        }
    }

    fn close(&mut self, start: usize, first: char, length: usize, capitals: usize, kind: Kind) {
        let range = start..self.plain.len();
        if let (Kind::Mark, Some(count)) =
            (kind, self.plain.get(start).and_then(|byte| self.marks.get_mut(usize::from(*byte))))
        {
            *count = count.saturating_add(1);
        }
        let hash = hash(&self.plain[range.clone()]);
        let lists = if matches!(kind, Kind::Word | Kind::Acronym) { lexicon::lists(hash) } else { 0 };
        let mut rest = lists;
        while rest != 0 {
            let count = &mut self.counts[rest.trailing_zeros() as usize];
            *count = count.saturating_add(1);
            rest &= rest - 1;
        }
        self.words += usize::from(matches!(kind, Kind::Word | Kind::Acronym));
        let capital = capitals > 0 && first.is_uppercase() && (length > 1 || first != 'I');
        self.tokens.push(Token { range, hash, lists, kind, capital });
    }

    /// How many words of `list` it has.
    pub fn count(&self, list: Lists) -> u8 {
        self.counts.get(list.trailing_zeros() as usize).copied().unwrap_or(0)
    }

    /// How many of these marks it has.
    pub fn marks(&self, marks: &[u8]) -> usize {
        marks.iter().filter_map(|mark| self.marks.get(usize::from(*mark))).map(|count| usize::from(*count)).sum()
    }

    /// The token at `index` in small letters; empty outside the sentence.
    pub fn text(&self, index: usize) -> &[u8] {
        self.tokens.get(index).map_or(b"", |token| &self.plain[token.range.clone()])
    }

    /// Whether the token at `index` is one of `any`.
    pub fn is(&self, index: usize, any: &[&str]) -> bool {
        let text = self.text(index);
        any.iter().any(|one| one.as_bytes() == text)
    }

    /// Whether the token at `index` stands in one of `lists`.
    pub fn has(&self, index: usize, lists: Lists) -> bool {
        self.tokens.get(index).is_some_and(|token| token.lists & lists != 0)
    }

    /// Whether the token at `index` is a number, in digits or in letters.
    pub fn is_number(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == Kind::Number) || self.has(index, lexicon::NUMBERS)
    }

    /// Whether the token at `index` is a name: a capital letter where the sentence does not ask for one.
    pub fn is_name(&self, index: usize) -> bool {
        let capital = self.tokens.get(index).is_some_and(|token| token.capital);
        capital && index > 0 && !self.is(index - 1, &[".", "!", "?", ":", "\""])
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Space,
    Letter,
    Digit,
    Mark,
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' => Class::Letter,
        '0'..='9' => Class::Digit,
        _ if c.is_whitespace() => Class::Space,
        _ if c.is_alphabetic() => Class::Letter,
        _ => Class::Mark,
    }
}

fn digit(c: char) -> u32 {
    c.to_digit(10).unwrap_or(10_000)
}
