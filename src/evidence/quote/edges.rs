//! The edges of what was aligned: of `The gate held all night` it is cheaper to leave out the first three words than to make them out of
//! `The gate did not hold`, but those are what was meant.

use super::align::Step;
use crate::evidence::token::Token;

/// So many more words than the quotation has there may stand in the source.
const MORE: usize = 4;

/// Puts words of the quotation beside the source's that the alignment has left out at either edge, where the outermost are the same.
pub fn widen(steps: &mut Vec<Step>, wrote: &[Token], source: &[Token]) {
    let head = steps.iter().take_while(|step| matches!(step, Step::Wrote(_))).count();
    // Quotation marks around the whole are no part of it.
    let open = wrote.iter().take(head).take_while(|token| !token.word).count();
    if let Some(Step::Both(_, first)) = steps.get(head).copied()
        && let Some((from, same)) = before(wrote.get(open..head).unwrap_or_default(), source, first)
    {
        let both = (0..same).map(|at| Step::Both(open + at, from + at));
        let rest = (open + same..head).map(Step::Wrote).chain((from + same..first).map(Step::Source));
        let new: Vec<Step> = both.chain(rest).collect();
        steps.splice(open..head, new);
    }
    let tail = steps.iter().rev().take_while(|step| matches!(step, Step::Wrote(_))).count();
    let close = wrote.iter().rev().take(tail).take_while(|token| !token.word).count();
    let (cut, end) = (steps.len() - tail, steps.len() - close);
    if let Some(Step::Both(one, last)) = cut.checked_sub(1).and_then(|at| steps.get(at)).copied()
        && let Some((to, same)) = behind(wrote.get(one + 1..wrote.len() - close).unwrap_or_default(), source, last + 1)
    {
        let parted = wrote.len() - close - same;
        let changed = (one + 1..parted).map(Step::Wrote).chain((last + 1..to).map(Step::Source));
        let both = (0..same).map(|at| Step::Both(parted + at, to + at));
        let new: Vec<Step> = changed.chain(both).collect();
        steps.splice(cut..end, new);
    }
}

/// Where before `first` in the source the words begin that `wrote` begins with, and how many tokens are the same.
fn before(wrote: &[Token], source: &[Token], first: usize) -> Option<(usize, usize)> {
    let least = first.saturating_sub(wrote.len() + MORE);
    (least..first).rev().find_map(|from| {
        let pairs = wrote.iter().zip(source.get(from..first)?);
        let same = pairs.take_while(|(one, other)| one.hash == other.hash).count();
        let begins = from.checked_sub(1).and_then(|at| source.get(at)).is_none_or(|token| !token.word);
        is_enough(&wrote[..same], begins).then_some((from, same))
    })
}

/// The same for what `wrote` ends with, from `next` in the source on: where the same tokens begin.
fn behind(wrote: &[Token], source: &[Token], next: usize) -> Option<(usize, usize)> {
    let most = (next + wrote.len() + MORE).min(source.len());
    (next + 1..=most).find_map(|end| {
        let pairs = wrote.iter().rev().zip(source.get(next..end)?.iter().rev());
        let same = pairs.take_while(|(one, other)| one.hash == other.hash).count();
        let ends = source.get(end).is_none_or(|token| !token.word);
        is_enough(&wrote[wrote.len() - same..], ends).then_some((end - same, same))
    })
}

/// Two words are no chance, nor is one at the edge of a clause.
fn is_enough(same: &[Token], edge: bool) -> bool {
    let words = same.iter().filter(|token| token.word).count();
    words > 1 || words == 1 && edge
}
