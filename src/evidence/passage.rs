//! The sentences of a source that speak most of what a draft's sentence says, and addresses that point a browser at one.

mod fragment;
mod stem;
#[cfg(test)]
mod tests;

pub use fragment::{Directive, directive, directives, locate};

use super::fold::{Side, fold};
use super::quote::{Layout, Source};
use super::token::{hash, tokens};
use crate::prose;
use std::collections::HashMap;
use std::ops::Range;
use stem::stem;

/// A sentence of a source.
#[derive(Clone, Debug, PartialEq)]
pub struct Passage {
    /// In bytes of the source's text.
    pub range: Range<usize>,
    /// How well it answers: BM25, to compare passages of one source with.
    pub score: f64,
}

/// A longer sentence is cut, in bytes: a table without full stops is no passage.
const LONGEST: usize = 600;
/// How soon more of the same word stops counting.
const K1: f64 = 1.2;
/// How much a long sentence is held against itself.
const B: f64 = 0.75;
/// What a word of the title counts, against a word of the sentence.
const TITLE: f64 = 0.3;

/// The sentences of a source, ready to be asked.
#[derive(Clone, Debug, Default)]
pub struct Passages {
    sentences: Vec<Range<usize>>,
    lengths: Vec<u32>,
    /// Which word (a hash) stands in which sentence, sorted; twice if it does so twice.
    words: Vec<(u32, u32)>,
}

impl Passages {
    /// Reads the sentences of `source`.
    pub fn of(source: &Source) -> Self {
        let sentences = sentences(&source.text, source.layout);
        let mut words = Vec::new();
        let mut lengths = Vec::with_capacity(sentences.len());
        for (index, range) in (0..).zip(&sentences) {
            let before = words.len();
            words.extend(stems(&source.text[range.clone()]).into_iter().map(|word| (word, index)));
            lengths.push((words.len() - before) as u32);
        }
        words.sort_unstable();
        Passages { sentences, lengths, words }
    }

    /// The best passages for a draft's `sentence`, at most `most`, best first. `title`: the draft's or its section's, for what the
    /// sentence calls `it`.
    pub fn best(&self, sentence: &str, title: &str, most: usize) -> Vec<Passage> {
        let mut asked: HashMap<u32, f64> = HashMap::new();
        stems(title).into_iter().for_each(|word| _ = asked.insert(word, TITLE));
        stems(sentence).into_iter().for_each(|word| _ = asked.insert(word, 1.0));
        let mut scores: HashMap<u32, f64> = HashMap::new();
        let mean = self.words.len() as f64 / self.sentences.len().max(1) as f64;
        for (word, weight) in asked {
            self.add(word, weight, mean, &mut scores);
        }
        let mut found: Vec<(u32, f64)> = scores.into_iter().collect();
        found.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        let ranges = found.into_iter().take(most);
        ranges
            .filter_map(|(at, score)| Some(Passage { range: self.sentences.get(at as usize)?.clone(), score }))
            .collect()
    }

    /// What one word adds to the sentences that have it.
    fn add(&self, word: u32, weight: f64, mean: f64, scores: &mut HashMap<u32, f64>) {
        let first = self.words.partition_point(|one| one.0 < word);
        let last = self.words.partition_point(|one| one.0 <= word);
        let Some(places) = self.words.get(first..last) else { return };
        let all = self.sentences.len() as f64;
        let having = places.chunk_by(|one, other| one.1 == other.1).count() as f64;
        let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
        for place in places.chunk_by(|one, other| one.1 == other.1) {
            let (count, at) = (place.len() as f64, place[0].1);
            let length = self.lengths.get(at as usize).copied().unwrap_or(0);
            let long = 1.0 - B + B * f64::from(length) / mean.max(1.0);
            *scores.entry(at).or_default() += weight * rarity * count * (K1 + 1.0) / (count + K1 * long);
        }
    }
}

/// Hashes of the stems of the words of `text`.
fn stems(text: &str) -> Vec<u32> {
    let folded = fold(text, Side::Source).text;
    let all = tokens(&folded);
    all.iter().filter(|token| token.word).map(|token| hash(stem(&folded[token.range()]).as_bytes())).collect()
}

/// Sentences, each within a block, and none much longer than [`LONGEST`].
fn sentences(text: &str, layout: Layout) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mark = if layout == Layout::Lines { "\n\n" } else { "\n" };
    for block in text.split_inclusive(mark) {
        let end = start + block.len();
        for sentence in prose::sentences(text, start..end) {
            cut(text, sentence.range, &mut found);
        }
        start = end;
    }
    found
}

fn cut(text: &str, mut range: Range<usize>, found: &mut Vec<Range<usize>>) {
    while range.len() > LONGEST {
        let mut end = range.start + LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let space = text[range.start..end].rfind(char::is_whitespace).filter(|&at| at > 0);
        let stop = space.map_or(end, |at| range.start + at);
        found.push(range.start..stop);
        let rest = text[stop..range.end].trim_start();
        range.start = range.end - rest.len();
    }
    if !range.is_empty() {
        found.push(range);
    }
}
