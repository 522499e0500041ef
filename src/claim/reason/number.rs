//! What a number is: in digits or letters, in groups, a year, of a unit.

use crate::claim::list;
use crate::claim::words::Words;

/// What counts for a computer, not for a reader.
pub const UNITS: &[&str] = &[
    "bytes",
    "byte",
    "bits",
    "bit",
    "pixels",
    "characters",
    "lines",
    "seconds",
    "milliseconds",
    "ms",
    "kb",
    "mb",
    "gb",
    "columns",
    "rows",
    "px",
    "tokens",
    "words",
    "pages",
    "degrees",
    "rpm",
    "mhz",
    "ghz",
    "hz",
    "port",
    "iterations",
    "elements",
    "entries",
    "commits",
    "hours",
    "minutes",
    "mm",
    "cm",
    "km",
];

/// Whether a number stands at `index`: `14`, `fourteen`, `ninety-six`.
pub fn is_number(words: &Words<'_>, index: usize) -> bool {
    const NUMBER: list::Lists = list::NUMBER;
    let Some(word) = words.words.get(index) else { return false };
    let joined =
        || word.text.split_once('-').is_some_and(|(tens, ones)| tens.ends_with("ty") && is_in(tens) && is_in(ones));
    fn is_in(part: &str) -> bool {
        list::lists(part) & NUMBER != 0
    }
    word.number || words.has(index, NUMBER) || word.hyphen && !word.quoted && joined()
}

/// Whether the number at `index` goes on in the next word: `600 000`.
pub fn grouped(words: &Words<'_>, index: usize) -> bool {
    let digits = |at: usize| words.text(at).bytes().all(|byte| byte.is_ascii_digit());
    let Some((first, next)) = words.words.get(index).zip(words.words.get(index.wrapping_add(1))) else { return false };
    let gap = &words.prose[first.range.end..next.range.start];
    let blank = gap.chars().count() == 1 && gap.starts_with([' ', '\u{a0}', '\u{2009}', '\u{202f}']);
    blank && first.number && first.text.len() <= 3 && next.text.len() == 3 && digits(index) && digits(index + 1)
}

/// Whether a word starts with the sign of a currency.
pub fn money(word: &str) -> bool {
    !word.starts_with(|c: char| c.is_ascii_alphanumeric()) && word.starts_with(MONEY)
}

/// The signs of currencies that stand before a number.
pub const MONEY: [char; 6] = ['$', '\u{a3}', '\u{20ac}', '\u{a5}', '\u{20b9}', '\u{20bd}'];

/// Whether a number is a year.
pub fn is_year(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index).trim_end_matches('s');
    text.len() == 4 && matches!(text.parse::<u32>(), Ok(1500..=2099))
}
