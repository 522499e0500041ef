//! Where in a source a quotation may stand in other words: where its rare words are close together in its order.

use super::Source;
use crate::evidence::token::Token;
use std::collections::HashMap;
use std::ops::Range;

/// So many of a quotation's words are looked for.
const ANCHORS: usize = 16;
/// So many places of all of them are weighed.
const MOST_PLACES: usize = 1 << 14;
/// So many windows are aligned.
const WINDOWS: usize = 2;

/// A place of a quotation's word: where the quotation would start if nothing were left out, and how much the word tells.
#[derive(Clone, Copy, Debug)]
struct Hit {
    start: isize,
    weight: u32,
}

/// The windows of the source's tokens in which `quotation` is to be aligned, best first. `slack`: how many tokens may be left out.
pub fn windows(quotation: &[Token], slack: usize, source: &Source) -> Vec<Range<usize>> {
    let mut hits = hits(quotation, source);
    hits.sort_unstable_by_key(|hit| hit.start);
    let reach = quotation.len() / 3 + 8 + slack;
    let mut found: Vec<Range<usize>> = Vec::new();
    while found.len() < WINDOWS {
        let Some(best) = best(&hits, reach) else { break };
        let range =
            hits[best.clone()].first().map_or(0, |hit| hit.start)..hits[best.clone()].last().map_or(0, |hit| hit.start);
        hits.drain(best);
        let from = (range.start - 8).max(0) as usize;
        let to = (range.end + 8).max(0) as usize + quotation.len() + quotation.len() / 4;
        found.push(from.min(source.tokens.len())..to.min(source.tokens.len()));
    }
    found
}

/// The heaviest stretch of hits within `reach` of one another.
fn best(hits: &[Hit], reach: usize) -> Option<Range<usize>> {
    let mut first = 0;
    let (mut weight, mut most, mut found) = (0, 0, None);
    for (index, hit) in hits.iter().enumerate() {
        weight += hit.weight;
        while hits[first].start + (reach as isize) < hit.start {
            weight -= hits[first].weight;
            first += 1;
        }
        if weight > most {
            most = weight;
            found = Some(first..index + 1);
        }
    }
    found
}

/// The places of the quotation's rarest words.
fn hits(quotation: &[Token], source: &Source) -> Vec<Hit> {
    let mut places: HashMap<u32, (usize, u32)> = HashMap::new();
    for (index, token) in quotation.iter().enumerate().filter(|(_, token)| token.word) {
        places.entry(token.hash).or_insert((index, 0));
    }
    for token in &source.tokens {
        if let Some((_, count)) = places.get_mut(&token.hash) {
            *count += 1;
        }
    }
    let mut rare: Vec<(u32, usize, u32)> = places
        .iter()
        .filter(|(_, (_, count))| *count > 0)
        .map(|(&hash, &(index, count))| (count, index, hash))
        .collect();
    rare.sort_unstable();
    rare.truncate(ANCHORS);
    let anchors: HashMap<u32, (usize, u32)> =
        rare.into_iter().map(|(count, index, hash)| (hash, (index, count))).collect();
    let all = source.tokens.len();
    let met = source.tokens.iter().enumerate().filter_map(|(at, token)| {
        let &(index, count) = anchors.get(&token.hash)?;
        Some(Hit { start: at as isize - index as isize, weight: 2 + (all / count as usize).ilog2() * 4 })
    });
    met.take(MOST_PLACES).collect()
}
