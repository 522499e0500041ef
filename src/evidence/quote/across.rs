//! A quotation that goes on behind the end of a page or a column, where text from PDF has a footnote or a running head within.

use super::exact::is_whole;
use super::{Gap, Quotation, Source, skeleton};
use memchr::memmem;
use std::ops::Range;

/// What may stand between two pages, in tokens.
const FURNITURE: usize = 80;
/// The same, in bytes of letters.
const REACH: usize = 800;
/// So many bytes of the quotation's letters must stand on each side.
const SIDE: usize = 8;
/// So many places of its start are tried.
const PLACES: usize = 256;

/// Where a quotation without gaps stands, letter for letter, with whole lines within that are not its own; in bytes of the source's
/// fold.
pub fn find(quotation: &Quotation, source: &Source) -> Option<Range<usize>> {
    let [piece] = quotation.pieces.as_slice() else { return None };
    if source.skeleton.text.is_empty() || piece.gap != Gap::None || piece.open || quotation.is_short() {
        return None;
    }
    let words = &quotation.folded.text[piece.range.clone()];
    let wrote = skeleton::of(words);
    let (letters, text) = (wrote.text.as_bytes(), source.skeleton.text.as_bytes());
    let starts_word = |at: &usize| words[..wrote.source(*at..*at + 1).start].ends_with(' ');
    memmem::find_iter(text, letters.get(..SIDE)?).take(PLACES).find_map(|start| {
        let same = text[start..].iter().zip(letters).take_while(|(one, other)| one == other).count();
        // The first word of a running head may be the next of the quotation, too.
        let splits =
            (SIDE..=same).rev().filter(|at| wrote.text.is_char_boundary(*at)).take(REACH).filter(starts_word).take(2);
        splits.into_iter().find_map(|split| behind(letters, start, split, source))
    })
}

/// Where the letters end that start at `start` of the skeleton and go on elsewhere after `split` of them.
fn behind(letters: &[u8], start: usize, split: usize, source: &Source) -> Option<Range<usize>> {
    let rest = letters.get(split..).filter(|rest| rest.len() >= SIDE)?;
    let (folded, bones) = (&source.folded.text, source.skeleton.text.as_bytes());
    let from = start + split;
    let window = bones.get(from..bones.len().min(from + REACH + rest.len()))?;
    let head = source.skeleton.source(start..from);
    memmem::find_iter(window, rest).find_map(|at| {
        let tail = source.skeleton.source(from + at..from + at + rest.len());
        let (first, next) = (source.token(head.end), source.token(tail.start));
        let whole = is_whole(folded, head.clone(), false) && is_whole(folded, tail.clone(), false);
        let short = first < next && next - first <= FURNITURE;
        let found = whole && short && is_page_end(source, first, next) && source.negator(first..next).is_none();
        found.then_some(head.start..tail.end)
    })
}

/// Whether the tokens in `first..next` are whole lines at the end of a page or a column: a form feed or an empty line is among them
/// or beside them.
fn is_page_end(source: &Source, first: usize, next: usize) -> bool {
    let between = |one: usize, other: usize| -> &str {
        let place = |index: usize| source.tokens.get(index).map(|token| source.folded.source(token.range()));
        let (Some(left), Some(right)) = (place(one), place(other)) else { return "" };
        source.text.get(left.end..right.start).unwrap_or("")
    };
    let Some(before) = first.checked_sub(1) else { return false };
    let breaks = |space: &str| space.contains(['\n', '\x0c']);
    let page = |space: &str| space.contains('\x0c') || space.matches('\n').count() > 1;
    let parted = breaks(between(before, first)) && breaks(between(next - 1, next));
    parted && (before..next).any(|at| page(between(at, at + 1)))
}
