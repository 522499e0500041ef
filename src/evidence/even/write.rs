//! The walk over the words of a fold that writes them in one spelling.

use super::number::{currency, number};
use super::short::{either, long, shared};
use super::spelling::american;
use super::{Even, Joint, Kind, Short};
use crate::evidence::token::{Token, tokens};
use std::ops::Range;

/// Words that a hyphen after `re` makes: `re-sign` is not `resign`. Their beginnings.
const OTHERS: [&str; 24] = [
    "act", "bound", "call", "collect", "count", "cover", "creat", "dress", "form", "lease", "mark", "pair", "petition",
    "place", "press", "sent", "serve", "sign", "solve", "sort", "store", "strain", "tire", "treat",
];

/// Writes `folded`.
pub fn write(folded: &str) -> Even {
    let all = tokens(folded);
    let mut writer = Writer { folded, all: &all, out: Even::default(), kind: Kind::Touch };
    let mut at = 0;
    while at < all.len() {
        at += writer.token(at).max(1);
    }
    writer.out
}

struct Writer<'a> {
    folded: &'a str,
    all: &'a [Token],
    out: Even,
    /// What parts the next word from the last.
    kind: Kind,
}

impl<'a> Writer<'a> {
    fn text(&self, index: usize) -> &'a str {
        self.all.get(index).map_or("", |token| &self.folded[token.range()])
    }

    /// Whether nothing stands between two neighbouring tokens.
    fn touches(&self, index: usize) -> bool {
        let before = index.checked_sub(1).and_then(|before| self.all.get(before));
        before.zip(self.all.get(index)).is_some_and(|(one, other)| one.end == other.start)
    }

    /// Writes the token at `at` and those that go with it; says how many.
    fn token(&mut self, at: usize) -> usize {
        let word = self.text(at);
        if at > 0 && !self.touches(at) {
            self.kind = Kind::Space;
        }
        if word == "-" && self.is_joint(at) {
            let stem = if self.touches(at) { self.text(at - 1) } else { "" };
            let other = stem == "re" && OTHERS.iter().any(|word| self.text(at + 1).starts_with(word));
            self.kind = if other { Kind::Space } else { Kind::Hyphen };
            return 1;
        }
        if let Some(taken) = self.money(at).or_else(|| self.number(at)).or_else(|| self.sign(at)) {
            return taken;
        }
        let range = self.all[at].range();
        if let Some((stem, rest)) = long(word) {
            self.word(stem, range.clone());
            self.part(rest, range, Kind::Space, Short::No, true);
        } else if let Some((stem, short)) = either(word) {
            self.word(stem, range.clone());
            self.part(if short == Short::S { "s" } else { "d" }, range, Kind::Space, short, true);
        } else {
            self.word(word, range);
        }
        1
    }

    /// A word that is not short for two.
    fn word(&mut self, word: &str, range: Range<usize>) {
        let kind = std::mem::replace(&mut self.kind, Kind::Touch);
        match shared(word) {
            Some((letters, short)) => self.part(letters, range, kind, short, false),
            None => self.part(&american(word), range, kind, Short::No, false),
        }
    }

    fn part(&mut self, text: &str, range: Range<usize>, kind: Kind, short: Short, inner: bool) {
        let at = self.out.letters.text.len() as u32;
        self.out.joints.push(Joint { at, kind, short, inner });
        self.out.letters.append(text, range.start, range.len());
    }

    /// Whether the hyphen at `at` joins two words, one of them of letters.
    fn is_joint(&self, at: usize) -> bool {
        let (before, after) = (at.checked_sub(1).map_or("", |before| self.text(before)), self.text(at + 1));
        let word = |word: &str, end: Option<char>| !word.is_empty() && end.is_some_and(char::is_alphanumeric);
        let letters = |end: Option<char>| end.is_some_and(char::is_alphabetic);
        let (left, right) = (before.chars().next_back(), after.chars().next());
        let tight = self.touches(at) && self.touches(at + 1);
        tight && word(before, left) && word(after, right) && (letters(left) || letters(right))
    }

    /// A number, and a currency's name behind it.
    fn number(&mut self, at: usize) -> Option<usize> {
        let before = at.checked_sub(1).map_or("", |before| self.text(before));
        let priced = matches!(before, "$" | "\u{20ac}" | "\u{a3}");
        let rest = self.all.get(at..)?;
        let found = number(self.folded, rest, before, priced)?;
        let range = self.span(at, found.tokens);
        if self.is_group(at) {
            self.kind = Kind::Digits;
        }
        let us = usize::from(self.text(at + found.tokens) == "us");
        let sign = currency(self.text(at + found.tokens + us)).filter(|_| !priced && !found.text.ends_with("th"));
        let kind = std::mem::replace(&mut self.kind, Kind::Touch);
        let Some(sign) = sign else {
            self.part(&found.text, range, kind, Short::No, false);
            return Some(found.tokens);
        };
        let taken = found.tokens + us + 1;
        let whole = self.span(at, taken);
        self.part(sign, whole.clone(), kind, Short::No, false);
        self.part(&found.text, whole, Kind::Touch, Short::No, true);
        Some(taken)
    }

    /// Whether three digits follow others across a space, as thousands may.
    fn is_group(&self, at: usize) -> bool {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let (before, own) = (at.checked_sub(1).map_or("", |before| self.text(before)), self.text(at));
        self.kind == Kind::Space && own.len() == 3 && digits(own) && (1..=3).contains(&before.len()) && digits(before)
    }

    /// `usd 5` and `us$5`: what stands before the number.
    fn money(&mut self, at: usize) -> Option<usize> {
        let word = self.text(at);
        if word == "us" && self.text(at + 1) == "$" && self.touches(at + 1) {
            return self.symbol("$", at, 2);
        }
        let code = matches!(word, "usd" | "eur" | "gbp");
        let digits = self.text(at + 1).starts_with(|c: char| c.is_ascii_digit());
        let sign = currency(word).filter(|_| code && digits)?;
        let rest = self.all.get(at + 1..)?;
        let found = number(self.folded, rest, sign, true)?;
        self.symbol(sign, at, 1)?;
        let range = self.span(at + 1, found.tokens);
        self.part(&found.text, range, Kind::Touch, Short::No, false);
        self.kind = Kind::Touch;
        Some(1 + found.tokens)
    }

    /// `&` between words, `percent` and `per cent`.
    fn sign(&mut self, at: usize) -> Option<usize> {
        match self.text(at) {
            "&" if !self.touches(at) && !self.touches(at + 1) => self.symbol("and", at, 1),
            "percent" => self.symbol_behind("%", at, 1),
            "per" if self.text(at + 1) == "cent" => self.symbol_behind("%", at, 2),
            _ => None,
        }
    }

    fn symbol(&mut self, text: &str, at: usize, taken: usize) -> Option<usize> {
        let range = self.span(at, taken);
        let kind = std::mem::replace(&mut self.kind, Kind::Touch);
        self.part(text, range, kind, Short::No, false);
        Some(taken)
    }

    fn symbol_behind(&mut self, text: &str, at: usize, taken: usize) -> Option<usize> {
        self.kind = Kind::Touch;
        self.symbol(text, at, taken)
    }

    /// The bytes of some tokens in a row.
    fn span(&self, at: usize, count: usize) -> Range<usize> {
        let first = self.all.get(at).map_or(0, |token| token.start as usize);
        let last = self.all.get(at + count.max(1) - 1).map_or(first, |token| token.end as usize);
        first..last.max(first)
    }
}
