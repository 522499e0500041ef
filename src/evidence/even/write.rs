//! The walk over the words of a fold that writes them in one spelling.

use super::number::{currency, number};
use super::short::{either, long, shared};
use super::spelling::american;
use super::{Even, Joint, Kind, Short};
use crate::evidence::figure::scale;
use crate::evidence::token::{Token, tokens};
use std::borrow::Cow;
use std::ops::Range;

/// Words that a hyphen after `re` makes: `re-sign` is not `resign`. Their beginnings.
const OTHERS: [&str; 24] = [
    "act", "bound", "call", "collect", "count", "cover", "creat", "dress", "form", "lease", "mark", "pair", "petition",
    "place", "press", "sent", "serve", "sign", "solve", "sort", "store", "strain", "tire", "treat",
];

/// Writes `folded`.
pub fn write(folded: &str) -> Even {
    let all = tokens(folded);
    let mut writer = Writer { folded, all: &all, out: Even::default(), kind: Kind::Touch, counted: 0 };
    let mut at = 0;
    while at < all.len() {
        at += writer.token(at).max(1);
    }
    writer.out
}

/// One folded word, number or sign in its one spelling.
pub fn alone(word: &str) -> Cow<'_, str> {
    let token = Token { start: 0, end: word.len() as u32, hash: 0, word: true };
    match number(word, &[token], "", false) {
        Some(found) => Cow::Owned(found.text),
        None if word == "%" => Cow::Borrowed("percent"),
        None if word == "&" => Cow::Borrowed("and"),
        None => american(word),
    }
}

struct Writer<'a> {
    folded: &'a str,
    all: &'a [Token],
    out: Even,
    /// What parts the next word from the last.
    kind: Kind,
    /// The token behind the last number.
    counted: usize,
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
        if let Some(taken) = self.money(at).or_else(|| self.number(at)) {
            self.counted = at + taken;
            return taken;
        }
        if let Some(taken) = self.sign(at) {
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
        if let Some(taken) = self.groups(at) {
            return Some(taken);
        }
        let rest = self.all.get(at..)?;
        let found = number(self.folded, rest, before, priced)?;
        let range = self.span(at, found.tokens);
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

    /// Digits with spaces between their thousands, `12 500`, if nothing goes with them.
    fn groups(&mut self, at: usize) -> Option<usize> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let first = self.text(at);
        let fits = digits(first) && first.len() <= 3 && !first.starts_with('0');
        let is_group =
            |index: &usize| self.text(*index).len() == 3 && digits(self.text(*index)) && !self.touches(*index);
        let more = (at + 1..).take(4).take_while(is_group).count();
        let end = self.span(at, more + 1).end;
        let known = currency(self.text(at + more + 1)).is_some() || scale(self.folded, end).is_some();
        if !fits || more == 0 || known {
            return None;
        }
        for index in at..=at + more {
            let kind = std::mem::replace(&mut self.kind, Kind::Digits);
            self.part(self.text(index), self.span(index, 1), kind, Short::No, false);
        }
        self.kind = Kind::Touch;
        Some(more + 1)
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

    /// `&` between words, `%` and `per cent`.
    fn sign(&mut self, at: usize) -> Option<usize> {
        let taken = match self.text(at) {
            "&" if !self.touches(at) && !self.touches(at + 1) => return self.symbol("and", at, 1),
            "%" | "percent" => 1,
            "per" if self.text(at + 1) == "cent" => 2,
            _ => return None,
        };
        if self.counted == at && at > 0 {
            self.kind = Kind::Touch;
        }
        self.symbol("percent", at, taken)
    }

    fn symbol(&mut self, text: &str, at: usize, taken: usize) -> Option<usize> {
        let range = self.span(at, taken);
        let kind = std::mem::replace(&mut self.kind, Kind::Touch);
        self.part(text, range, kind, Short::No, false);
        Some(taken)
    }

    /// The bytes of some tokens in a row.
    fn span(&self, at: usize, count: usize) -> Range<usize> {
        let first = self.all.get(at).map_or(0, |token| token.start as usize);
        let last = self.all.get(at + count.max(1) - 1).map_or(first, |token| token.end as usize);
        first..last.max(first)
    }
}
