//! The cheapest way to make a quotation out of a stretch of the source, word by word: Sellers' algorithm, with the way kept.

use crate::evidence::token::Token;

/// What a word costs that is missing on one side.
const WORD: u32 = 4;
/// What a mark of punctuation costs.
const MARK: u32 = 1;
/// What a word costs that stands for another: less than one missing on each side.
const OTHER: u32 = 5;

/// A step of the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Token for token, alike or not.
    Both(usize, usize),
    /// Only the quotation has it.
    Wrote(usize),
    /// Only the source has it.
    Source(usize),
    /// Only the source has it, where the quotation says that something is left out.
    Left(usize),
}

/// A quotation aligned.
#[derive(Clone, Debug)]
pub struct Alignment {
    /// Indices of the quotation's tokens and the source's, in order.
    pub steps: Vec<Step>,
    /// What it cost.
    pub cost: u32,
}

/// What a token costs that stands on one side only.
pub fn weight(token: &Token) -> u32 {
    if token.word { WORD } else { MARK }
}

fn price(one: &Token, other: &Token) -> u32 {
    match (one.word, other.word) {
        _ if one.hash == other.hash => 0,
        (true, true) => OTHER,
        (false, false) => MARK + 1,
        _ => WORD + MARK + 1,
    }
}

/// Aligns `quotation` with the stretch of `within` that it fits best, which are the source's tokens from `base` on. `gaps[i]`: before its
/// token `i` something is left out, which costs nothing. Takes one byte for each pair of tokens.
pub fn align(quotation: &[Token], gaps: &[bool], within: &[Token], base: usize) -> Option<Alignment> {
    let width = within.len() + 1;
    let mut ways: Vec<u8> = vec![0; (quotation.len() + 1) * width];
    let mut above: Vec<u32> = vec![0; width];
    let mut row: Vec<u32> = vec![0; width];
    for (index, token) in quotation.iter().enumerate() {
        let free = gaps.get(index + 1).copied().unwrap_or(false);
        let line = (index + 1) * width;
        row[0] = above[0] + weight(token);
        ways[line] = 1;
        for (at, other) in within.iter().enumerate() {
            let both = above[at] + price(token, other);
            let wrote = above[at + 1] + weight(token);
            let left = row[at] + if free { 0 } else { weight(other) };
            let least = both.min(wrote).min(left);
            row[at + 1] = least;
            // At equal cost the stretch is the longer one: `it is exact` is `it is not exact` with a word less, not `exact` with two more.
            let only = if least == left { 2 + u8::from(free) } else { 1 };
            ways[line + at + 1] = if least == both { 0 } else { only };
        }
        std::mem::swap(&mut above, &mut row);
    }
    let (end, cost) = above.iter().copied().enumerate().rev().min_by_key(|&(_, cost)| cost)?;
    Some(Alignment { steps: back(&ways, width, quotation.len(), end, base), cost })
}

fn back(ways: &[u8], width: usize, rows: usize, end: usize, base: usize) -> Vec<Step> {
    let (mut row, mut at) = (rows, end);
    let mut steps = Vec::new();
    while row > 0 {
        let step = match ways[row * width + at] {
            0 => Step::Both(row - 1, base + at - 1),
            1 => Step::Wrote(row - 1),
            2 => Step::Source(base + at - 1),
            _ => Step::Left(base + at - 1),
        };
        row -= usize::from(matches!(step, Step::Both(..) | Step::Wrote(_)));
        at -= usize::from(!matches!(step, Step::Wrote(_)));
        steps.push(step);
    }
    steps.reverse();
    steps
}
