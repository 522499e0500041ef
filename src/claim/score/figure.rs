//! Cues of figures.

use super::lexicon::list;
use super::reading::{Kind, Reading};

fn numbers(reading: &Reading) -> impl Iterator<Item = usize> + '_ {
    (0..reading.tokens.len()).filter(|index| reading.is_number(*index))
}

/// Digits that are no year.
pub fn any(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| token.kind == Kind::Number)
}

pub fn many(reading: &Reading) -> f32 {
    let digits = reading.tokens.iter().filter(|token| matches!(token.kind, Kind::Number | Kind::Year)).count();
    digits.min(3) as f32
}

pub fn percentage(reading: &Reading) -> bool {
    let per_cent = |index: usize| reading.is(index, &["cent"]) && reading.is(index - 1, &["per"]);
    reading.marks(b"%") + usize::from(reading.count(const { list("percent") })) > 0
        || (1..reading.tokens.len()).any(per_cent)
}

pub fn money(reading: &Reading) -> bool {
    let foreign = |index: usize| reading.is(index, &["\u{a3}", "\u{20ac}", "\u{a5}"]);
    let counted = |index: usize| reading.has(index + 1, const { list("money") });
    reading.marks(b"$") > 0
        || reading.count(const { list("money") }) > 0 && numbers(reading).any(counted)
        || !reading.plain.is_ascii() && (0..reading.tokens.len()).any(foreign)
}

pub fn magnitude(reading: &Reading) -> bool {
    reading.count(const { list("magnitude") }) > 0
}

/// `4,312`, `6.5`.
pub fn exact(reading: &Reading) -> bool {
    let digits = |index: usize| reading.tokens[index].kind == Kind::Number;
    (0..reading.tokens.len())
        .any(|index| digits(index) && reading.text(index).iter().any(|byte| matches!(byte, b'.' | b',')))
}

/// `40,000 people`, `three large companies`.
pub fn people(reading: &Reading) -> bool {
    reading.count(const { list("people") }) > 0
        && numbers(reading).any(|index| (index + 1..index + 4).any(|at| reading.has(at, const { list("people") })))
}

/// A figure near something that is measured: `wages rose by 3 %`.
pub fn measured(reading: &Reading) -> bool {
    let near = |index: usize| {
        (index.saturating_sub(7)..index + 8).any(|at| reading.has(at, const { list("measure") | list("rate") }))
    };
    reading.count(const { list("measure") }) + reading.count(const { list("rate") }) > 0 && numbers(reading).any(near)
}

/// `one in five`, `two out of three`.
pub fn one_in(reading: &Reading) -> bool {
    let number = |index: usize| reading.is_number(index) || reading.is(index, &["one"]);
    (0..reading.tokens.len()).any(|index| {
        let last = if reading.is(index + 1, &["out"]) { index + 3 } else { index + 2 };
        number(index)
            && reading.is(last - 1, &["in", "of"])
            && number(last)
            && (last > index + 2 || reading.is(last - 1, &["in"]))
    })
}

pub fn year(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| token.kind == Kind::Year)
}

/// A rise or a fall near a figure.
pub fn trend(reading: &Reading) -> bool {
    let near = |index: usize| {
        (index.saturating_sub(6)..index + 7).any(|at| at != index && reading.has(at, const { list("trend") }))
    };
    let doubled = |index: usize| reading.has(index, const { list("fraction") }) && reading.text(index).ends_with(b"ed");
    reading.count(const { list("trend") }) > 0 && numbers(reading).any(near) || (0..reading.tokens.len()).any(doubled)
}
