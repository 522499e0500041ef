//! What a draft says first and tells, with its source, further down.

use super::cover::Covers;
use super::{Coverage, Part};
use crate::claim::{Gist, Quiet};

/// How many paragraphs the lead has.
const PARAGRAPHS: usize = 2;

/// How many sentences it has at most: what goes on for longer leads up to nothing.
const SENTENCES: usize = 24;

/// Where the lead of a draft ends, as block and sentence: what stands before is its lead.
pub fn end<'a>(parts: impl Iterator<Item = Part<'a>>) -> (usize, usize) {
    let mut last = None;
    let (mut seen, mut sentences, mut count) = (0, 0, 0);
    for (index, part) in parts.enumerate() {
        count = index + 1;
        for (at, statement) in part.facts.statements.iter().enumerate() {
            let paragraph = Some((index, statement.paragraph));
            if statement.quiet == Some(Quiet::Place) {
                continue;
            }
            let fresh = last != paragraph;
            if fresh && seen == PARAGRAPHS || sentences == SENTENCES {
                return (index, at);
            }
            (seen, sentences, last) = (seen + usize::from(fresh), sentences + 1, paragraph);
        }
    }
    (count, 0)
}

/// What covers, from `end` on, a sentence that tells the same.
pub fn further(parts: &[Part<'_>], covers: &Covers, end: (usize, usize), gist: &Gist) -> Option<Coverage> {
    let blocks = parts.iter().enumerate().skip(end.0);
    let mut sentences = blocks.flat_map(|(index, part)| {
        let first = if index == end.0 { end.1 } else { 0 };
        part.facts.statements.iter().enumerate().skip(first).map(move |(at, statement)| (index, at, statement))
    });
    sentences.find_map(|(index, at, statement)| {
        let coverage = covers.of(index, at);
        (coverage != Coverage::Open && gist.is_told_by(&statement.gist)).then_some(coverage)
    })
}
