//! Letters alone. Text from a PDF parts words at line ends and joins others; without spaces and hyphens it is what it was.

use super::exact::is_whole;
use super::{FEWEST_CHARS, Source};
use crate::evidence::fold::{Folded, Side, fold};
use memchr::memmem;
use std::ops::Range;

/// `folded` without spaces and without hyphens between letters, with the way back to it.
pub fn of(folded: &str) -> Folded {
    let mut bones = Folded::default();
    let mut last = ' ';
    let mut chars = folded.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map_or(' ', |&(_, next)| next);
        let joint = c == '-' && last.is_alphabetic() && (next.is_alphabetic() || next == ' ');
        if c != ' ' && !joint {
            bones.append(&folded[at..at + c.len_utf8()], at, c.len_utf8());
        }
        last = c;
    }
    bones
}

/// Whether two texts without digits differ in nothing but the spaces and hyphens between their letters: `com- mittee` and `committee`.
pub fn same(one: &str, other: &str) -> bool {
    let letters = |text: &str| of(&fold(text, Side::Quotation).text).text;
    let counts = |text: &str| text.contains(char::is_numeric);
    !counts(one) && !counts(other) && letters(one) == letters(other)
}

/// Calls `visit` with the places of a source from PDF, within `range` of its fold, that have the letters of `needle`, until it answers
/// `false`.
pub fn each(
    needle: &str,
    open: bool,
    source: &Source,
    range: Range<usize>,
    visit: &mut dyn FnMut(Range<usize>) -> bool,
) {
    let letters = of(needle).text;
    if source.skeleton.text.is_empty() || letters.chars().count() < FEWEST_CHARS {
        return;
    }
    for at in memmem::find_iter(source.skeleton.text.as_bytes(), letters.as_bytes()) {
        let place = source.skeleton.source(at..at + letters.len());
        let within = range.start <= place.start && place.end <= range.end;
        if within && is_whole(&source.folded.text, place.clone(), open) && !visit(place) {
            return;
        }
    }
}
