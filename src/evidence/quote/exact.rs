//! Words as they are, and not inside others.

use super::Source;
use crate::evidence::fold::is_word;
use crate::evidence::token::{is_sign, joins};
use crate::prose::is_unspaced;
use memchr::memmem::Finder;
use std::ops::Range;

/// The first `most` places of `needle`, which is folded, in bytes of the source's fold.
pub fn whole(needle: &str, source: &Source, most: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    each(&Finder::new(needle), needle.len(), false, source, 0..source.folded.text.len(), |at| {
        found.push(at..at + needle.len());
        found.len() < most
    });
    found
}

/// Calls `visit` with the places of what `finder` seeks in `range` of the fold, ascending, until it answers `false`. Its work is
/// bounded by the range: after many places that are cut out of longer words the others are not looked at.
pub fn each(
    finder: &Finder<'_>,
    length: usize,
    open: bool,
    source: &Source,
    range: Range<usize>,
    mut visit: impl FnMut(usize) -> bool,
) {
    let text = &source.folded.text;
    if length == 0 {
        return;
    }
    let mut budget = 8 * range.len() + (1 << 16);
    let mut from = range.start;
    while let Some(found) = text.as_bytes().get(from..range.end).and_then(|rest| finder.find(rest)) {
        let at = from + found;
        if is_whole(text, at..at + length, open) && !visit(at) {
            return;
        }
        budget = budget.saturating_sub(length + found);
        if budget == 0 {
            return;
        }
        from = next_start(source, at);
    }
}

/// Where the next place may start: with the next token, or in a script without spaces with the next character.
fn next_start(source: &Source, at: usize) -> usize {
    let next = source.token(at + 1);
    source.tokens.get(next).map_or(source.folded.text.len(), |token| token.start as usize)
}

/// Whether what stands in `range` is not cut out of a word or a number.
pub fn is_whole(text: &str, range: Range<usize>, open: bool) -> bool {
    let (Some(before), Some(inside), Some(after)) =
        (text.get(..range.start), text.get(range.clone()), text.get(range.end..))
    else {
        return false;
    };
    starts_whole(before, inside, text, range.start) && (open || ends_whole(inside, after))
}

fn starts_whole(before: &str, inside: &str, text: &str, at: usize) -> bool {
    let mut back = before.chars().rev();
    let (last, earlier) = (back.next().unwrap_or(' '), back.next().unwrap_or(' '));
    let first = inside.chars().next().unwrap_or(' ');
    if !is_word(first) || is_unspaced(first) {
        return true;
    }
    let word = is_word(last) && !is_unspaced(last);
    let sign = first.is_ascii_digit() && matches!(last, '-' | '+') && is_sign(text, at - 1);
    let denied = last == '-' && is_denied(&before[..before.len() - 1]);
    !word && !joins(earlier, last, first) && !sign && !denied
}

/// Whether the word before a hyphen turns the one after it: `non-violent`.
fn is_denied(before: &str) -> bool {
    const PREFIXES: [&str; 8] = ["non", "un", "anti", "not", "dis", "pseudo", "quasi", "ex"];
    PREFIXES.iter().any(|prefix| before.strip_suffix(prefix).is_some_and(|rest| !rest.ends_with(is_word)))
}

fn ends_whole(inside: &str, after: &str) -> bool {
    let mut ahead = after.chars();
    let (next, later) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
    let last = inside.chars().next_back().unwrap_or(' ');
    if !is_word(last) || is_unspaced(last) {
        return true;
    }
    let word = is_word(next) && !is_unspaced(next);
    // Whose something is may be left out: `the council` of `the council's minutes`.
    let owner = next == '\'' && later == 's' && !ahead.next().is_some_and(is_word);
    let percent = last.is_ascii_digit() && next == '%';
    !word && (owner || !joins(last, next, later)) && !percent
}
