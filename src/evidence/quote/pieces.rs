//! Pieces of a quotation, in order and not far from one another.

use super::exact::{self, is_whole};
use super::skeleton;
use super::{FEWEST_CHARS, Gap, Layout, Piece, Quotation, Source, Verdict};
use crate::evidence::even::Even;
use memchr::memmem::Finder;
use std::ops::Range;

/// What an ellipsis may leave out, in tokens of the source: some 120 words.
const LONGEST_ELLIPSIS: usize = 140;
/// What words in brackets may stand for.
const LONGEST_INSERTION: usize = 20;
/// A quotation in more pieces than these is not put together.
const MOST_PIECES: usize = 64;
/// So many places of a piece are looked at.
const MOST_PLACES: usize = 1 << 14;

/// A place that the pieces so far lead to, in bytes of the fold.
#[derive(Clone, Copy, Debug)]
struct Place {
    /// Where the first piece starts.
    start: usize,
    /// Where the latest ends.
    end: usize,
    /// The first token that was left out and may turn the meaning.
    hidden: Option<usize>,
}

/// Found or hidden, or nothing if the pieces are not all there in order.
pub fn find(quotation: &Quotation, source: &Source) -> Option<Verdict> {
    let narrow = put_together(quotation, source, false);
    if matches!(narrow, Some(Verdict::Found(_))) {
        return narrow;
    }
    put_together(quotation, source, true).or(narrow)
}

/// `wide`: whether another spelling will do.
fn put_together(quotation: &Quotation, source: &Source, wide: bool) -> Option<Verdict> {
    if quotation.pieces.len() > MOST_PIECES {
        return None;
    }
    let mut reached: Vec<Place> = Vec::new();
    for (index, piece) in quotation.pieces.iter().enumerate() {
        let needle = &quotation.folded.text[piece.range.clone()];
        reached =
            if index == 0 { first(needle, piece, source, wide) } else { next(&reached, needle, piece, source, wide) };
        // What an ending in brackets stands for is left out too: `could[]` of `couldn't`.
        if piece.open {
            reached.iter_mut().for_each(|place| place.hidden = place.hidden.or(cut(place.end, source)));
        }
        if reached.is_empty() {
            return None;
        }
    }
    let best = reached.iter().min_by_key(|place| (place.hidden.is_some(), place.end - place.start))?;
    let at = source.folded.source(best.start..best.end);
    let word = best.hidden.and_then(|index| source.tokens.get(index));
    Some(match word {
        Some(token) => Verdict::Hidden { at, word: source.folded.source(token.range()) },
        None => Verdict::Found(at),
    })
}

fn first(needle: &str, piece: &Piece, source: &Source, wide: bool) -> Vec<Place> {
    let mut found = Vec::new();
    let all = 0..source.folded.text.len();
    each(needle, piece, source, all, wide, &mut |at| {
        found.push(Place { start: at.start, end: at.end, hidden: None });
        found.len() < MOST_PLACES
    });
    found
}

/// The places of `piece` that follow one in `reached`, which is sorted. Each goes on from the nearest place before it from which
/// nothing is hidden, or else from the nearest.
fn next(reached: &[Place], needle: &str, piece: &Piece, source: &Source, wide: bool) -> Vec<Place> {
    let most = if piece.gap == Gap::Insertion { LONGEST_INSERTION } else { LONGEST_ELLIPSIS };
    let Some(range) = span(reached, needle.len(), most, source) else { return Vec::new() };
    let mut found = Vec::new();
    let mut passed = 0;
    let mut nearest: [Option<Place>; 2] = [None, None];
    each(needle, piece, source, range, wide, &mut |at| {
        while let Some(place) = reached.get(passed).filter(|place| place.end <= at.start) {
            nearest[usize::from(place.hidden.is_some())] = Some(*place);
            passed += 1;
        }
        let token = source.token(at.start);
        let ways = nearest.iter().flatten().filter_map(|place| {
            let gap = source.token(place.end)..token;
            let hidden = place.hidden.or_else(|| source.negator(gap.clone()));
            (gap.len() <= most).then_some(Place { start: place.start, end: at.end, hidden })
        });
        found.extend(ways.min_by_key(|place| (place.hidden.is_some(), place.end - place.start)));
        found.len() < MOST_PLACES
    });
    found
}

/// The places of a piece, ascending: word for word, and if they are looked for widely, letter for letter in text from PDF, and in another
/// spelling.
fn each(
    needle: &str,
    piece: &Piece,
    source: &Source,
    range: Range<usize>,
    wide: bool,
    visit: &mut dyn FnMut(Range<usize>) -> bool,
) {
    let exact = |visit: &mut dyn FnMut(Range<usize>) -> bool| {
        exact::each(&Finder::new(needle), needle.len(), piece.open, source, range.clone(), |at| {
            visit(at..at + needle.len())
        });
    };
    if !wide {
        return exact(visit);
    }
    let mut places: Vec<Range<usize>> = Vec::new();
    let mut take = |at: Range<usize>| {
        places.push(at);
        !places.len().is_multiple_of(MOST_PLACES)
    };
    exact(&mut take);
    skeleton::each(needle, piece.open, source, range.clone(), &mut take);
    if !piece.open {
        // Of few letters broken words cannot be told from others.
        let broken = source.layout == Layout::Lines && needle.chars().count() >= FEWEST_CHARS;
        source.even().each(&Even::of(needle), broken, &mut |at| {
            let within = range.start <= at.start && at.end <= range.end;
            !within || !is_whole(&source.folded.text, at.clone(), false) || take(at)
        });
    }
    places.sort_unstable_by_key(|at| (at.start, at.end));
    places.dedup();
    for at in places {
        if !visit(at) {
            return;
        }
    }
}

/// Where the next piece may stand.
fn span(reached: &[Place], length: usize, most: usize, source: &Source) -> Option<Range<usize>> {
    let (first, last) = (reached.first()?, reached.last()?);
    let token = source.token(last.end) + most;
    let end = source.tokens.get(token).map_or(source.folded.text.len(), |token| token.start as usize + length);
    Some(first.end..end.min(source.folded.text.len()))
}

/// The token that is cut at `end`, if it may turn the meaning.
fn cut(end: usize, source: &Source) -> Option<usize> {
    let index = source.token(end).checked_sub(1)?;
    let inside = source.tokens.get(index).is_some_and(|token| token.end as usize > end);
    source.negator(index..index + 1).filter(|_| inside)
}
