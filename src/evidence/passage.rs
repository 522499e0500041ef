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
    /// How many different words that tell something it has in common with the draft's sentence.
    pub shared: usize,
}

/// A longer sentence is cut, in bytes: a table without full stops is no passage.
const LONGEST: usize = 600;
/// How soon more of the same word stops counting.
const K1: f64 = 1.2;
/// How much a long sentence is held against itself.
const B: f64 = 0.75;
/// What a word of the title counts, against a word of the sentence.
const TITLE: f64 = 0.3;
/// Words of four letters and more that tell nothing, folded.
const SMALL: &[&str] = &[
    "about", "after", "also", "been", "before", "being", "both", "could", "does", "each", "even", "ever", "from",
    "have", "here", "into", "just", "like", "made", "make", "many", "more", "most", "much", "must", "only", "other",
    "over", "said", "same", "says", "should", "some", "such", "than", "that", "their", "them", "then", "there",
    "these", "they", "this", "those", "under", "until", "upon", "very", "were", "what", "when", "where", "which",
    "while", "will", "with", "would", "your",
];

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
            words.extend(stems(&source.text[range.clone()]).into_iter().map(|(word, _)| (word, index)));
            lengths.push((words.len() - before) as u32);
        }
        words.sort_unstable();
        Passages { sentences, lengths, words }
    }

    /// The best passages for a draft's `sentence`, at most `most`, best first. `title`: the draft's or its section's, for what the
    /// sentence calls `it`.
    pub fn best(&self, sentence: &str, title: &str, most: usize) -> Vec<Passage> {
        let mut asked: HashMap<u32, (f64, bool)> = HashMap::new();
        stems(title).into_iter().for_each(|(word, _)| _ = asked.insert(word, (TITLE, false)));
        stems(sentence).into_iter().for_each(|(word, telling)| _ = asked.insert(word, (1.0, telling)));
        let mut scores: HashMap<u32, (f64, usize)> = HashMap::new();
        let mean = self.words.len() as f64 / self.sentences.len().max(1) as f64;
        for (word, (weight, telling)) in asked {
            self.add(word, weight, telling, mean, &mut scores);
        }
        let mut found: Vec<(u32, (f64, usize))> = scores.into_iter().collect();
        found.sort_by(|(one, (better, _)), (other, (worse, _))| worse.total_cmp(better).then(one.cmp(other)));
        let passage = |(at, (score, shared)): (u32, (f64, usize))| {
            Some(Passage { range: self.sentences.get(at as usize)?.clone(), score, shared })
        };
        found.into_iter().take(most).filter_map(passage).collect()
    }

    /// What one word adds to the sentences that have it.
    fn add(&self, word: u32, weight: f64, telling: bool, mean: f64, scores: &mut HashMap<u32, (f64, usize)>) {
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
            let (score, shared) = scores.entry(at).or_default();
            *score += weight * rarity * count * (K1 + 1.0) / (count + K1 * long);
            *shared += usize::from(telling);
        }
    }
}

/// Hashes of the stems of the words of `text`, each with whether it tells something of what the text is about.
fn stems(text: &str) -> Vec<(u32, bool)> {
    let folded = fold(text, Side::Source).text;
    let all = tokens(&folded);
    let words = all.iter().filter(|token| token.word).map(|token| &folded[token.range()]);
    let telling = |word: &str| {
        word.bytes().any(|b| b.is_ascii_digit()) || word.chars().nth(3).is_some() && SMALL.binary_search(&word).is_err()
    };
    words.map(|word| (hash(stem(word).as_bytes()), telling(word))).collect()
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
