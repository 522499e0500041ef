//! Numbers with a check digit: `ISBN 978-0-306-40615-7`, `ISSN 0378-5955`, `orcid.org/0000-0002-1825-0097`.

use super::{BOOK_FORMS, Fault, Kind, Slip, digits, goes_on, skip_form, skip_gap, starts_with};
use std::ops::Range;

/// Digits and perhaps `X`, grouped.
struct Number {
    range: Range<usize>,
    /// Without what groups them, `X` in upper case.
    plain: String,
}

impl Number {
    fn slip(self, kind: Kind, fault: Fault) -> Option<Slip> {
        Some(Slip::new(kind, self.range, fault))
    }

    fn is_misplaced(&self) -> bool {
        self.plain[..self.plain.len() - 1].contains('X')
    }
}

/// `ISBN`, `ISBN-13:`, `ISBN (10)`.
pub fn isbn(text: &str, _: usize, at: usize) -> Option<Slip> {
    let from = skip_form(text, at, BOOK_FORMS);
    let number = grouped(text, from, |number| match number.len() {
        10 => !number.starts_with("978") && !number.starts_with("979"),
        length => length == 13,
    })?;
    let length = number.plain.len();
    if number.is_misplaced() || (length == 13 && number.plain.ends_with('X')) {
        // `978-X-XXXX-XXXX-X` is a pattern.
        return if number.plain.matches('X').count() > 1 { None } else { number.slip(Kind::Isbn, Fault::Letter) };
    }
    let expected = match length {
        10 => check_10(&number.plain),
        13 if !number.plain.starts_with("978") && !number.plain.starts_with("979") => {
            return number.slip(Kind::Isbn, Fault::BookPrefix);
        }
        13 => check_13(&number.plain),
        // Nine digits and fewer, or fifteen and more, may be many things.
        11 | 12 | 14 => return number.slip(Kind::Isbn, Fault::Length { digits: length }),
        9 if number.range.len() > 9 => return number.slip(Kind::Isbn, Fault::Length { digits: 9 }),
        _ => return None,
    };
    verdict(number, Kind::Isbn, expected)
}

/// `ISSN`, `ISSN-L:`, `ISSN (online)`.
pub fn issn(text: &str, _: usize, at: usize) -> Option<Slip> {
    let from = skip_form(text, at, &["-L", "-l", "(print)", "(online)", "(Print)", "(Online)"]);
    let number = grouped(text, from, |number| number.len() == 8)?;
    let length = number.plain.len();
    if length != 8 {
        // `ISSN 2019` is a year, and a run of figures may be a shelf mark.
        let close = matches!(length, 7 | 9) && number.range.len() == length + 1;
        return if close { number.slip(Kind::Issn, Fault::Length { digits: length }) } else { None };
    }
    if number.is_misplaced() {
        return None;
    }
    let sum: u32 = values(&number.plain[..7]).zip((2..=8).rev()).map(|(value, weight)| value * weight).sum();
    let expected = mark((11 - sum % 11) % 11);
    if number.plain.ends_with(expected) && number.range.len() == 8 && !in_address(text, from) {
        let right = format!("{}-{}", &number.plain[..4], &number.plain[4..]);
        return Some(Slip::new(Kind::Issn, number.range.clone(), Fault::Ungrouped).right(number.range, right, true));
    }
    verdict(number, Kind::Issn, expected)
}

/// `orcid.org/`, `ORCID:`, `ORCID iD`.
pub fn orcid(text: &str, _: usize, at: usize) -> Option<Slip> {
    let host = starts_with(text, at, ".org/");
    let mut from = if host { at + ".org/".len() } else { skip_gap(text, at) };
    if !host && starts_with(text, from, "id") && !goes_on(text, from + 2) {
        from = skip_gap(text, from + 2);
    }
    let number = grouped(text, from, |number| number.len() == 16)?;
    let length = number.plain.len();
    if length != 16 {
        let close = matches!(length, 14 | 15 | 17 | 18) && number.plain.starts_with("000");
        return if close { number.slip(Kind::Orcid, Fault::Length { digits: length }) } else { None };
    }
    if number.is_misplaced() {
        return None;
    }
    let total = values(&number.plain[..15]).fold(0, |total, value| (total + value) * 2 % 11);
    let expected = mark((12 - total) % 11);
    if number.plain.ends_with(expected) && number.range.len() == 16 {
        let plain = &number.plain;
        let right = format!("{}-{}-{}-{}", &plain[..4], &plain[4..8], &plain[8..12], &plain[12..]);
        return Some(Slip::new(Kind::Orcid, number.range.clone(), Fault::Ungrouped).right(number.range, right, true));
    }
    verdict(number, Kind::Orcid, expected)
}

fn verdict(number: Number, kind: Kind, expected: char) -> Option<Slip> {
    if number.plain.ends_with(expected) { None } else { number.slip(kind, Fault::CheckDigit { expected }) }
}

/// The longest that a number may be, with what groups it, in bytes.
const LONGEST: usize = 60;

/// Reads a number at `from` as far as its groups are joined by hyphens; over blanks only until it is `whole`.
fn grouped(text: &str, from: usize, whole: impl Fn(&str) -> bool) -> Option<Number> {
    if digits(text, from) == 0 {
        return None;
    }
    let mut number = Number { range: from..from, plain: String::new() };
    // Where the number ended before its last blank.
    let mut unblanked: Option<(usize, usize)> = None;
    let mut joint = false;
    for (index, c) in text[from..].char_indices().take(LONGEST) {
        match c {
            '0'..='9' | 'X' | 'x' => {
                number.plain.push(c.to_ascii_uppercase());
                number.range.end = from + index + 1;
                joint = false;
            }
            '-' | '\u{2010}' | '\u{2011}' | '\u{2013}' | '\u{2212}' if !joint => joint = true,
            ' ' | '\u{a0}' if !joint && !whole(&number.plain) => {
                unblanked.get_or_insert((number.range.end, number.plain.len()));
                joint = true;
            }
            _ => break,
        }
    }
    if let (Some((end, length)), false) = (unblanked, whole(&number.plain)) {
        // The figures after the blank were something else's.
        number.range.end = end;
        number.plain.truncate(length);
    }
    let ends = !goes_on(text, number.range.end) && !text[number.range.end..].starts_with(['*', '?', '_', '\u{2026}']);
    ends.then_some(number)
}

fn values(plain: &str) -> impl Iterator<Item = u32> {
    plain.bytes().map(|b| u32::from(b.wrapping_sub(b'0')) % 10)
}

fn mark(value: u32) -> char {
    char::from_digit(value, 10).unwrap_or('X')
}

fn check_10(plain: &str) -> char {
    let sum: u32 = values(&plain[..9]).zip((2..=10).rev()).map(|(value, weight)| value * weight).sum();
    mark((11 - sum % 11) % 11)
}

fn check_13(plain: &str) -> char {
    let sum: u32 = values(&plain[..12]).zip([1, 3].into_iter().cycle()).map(|(value, weight)| value * weight).sum();
    mark((10 - sum % 10) % 10)
}

/// Whether a number is part of an address, where sites have their own ways to write it.
fn in_address(text: &str, at: usize) -> bool {
    text[..at].ends_with(['/', '='])
}
