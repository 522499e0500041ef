//! What has been learnt: weights of cues, those for use alone and those for use with n-grams, and a table of one byte for each bucket of n-grams.

use super::cue::CUES;
use super::gram::{self, BUCKETS};
use super::reading::Reading;
use std::sync::LazyLock;

/// What words count against stretches of bytes, in the sum over a sentence's n-grams.
pub const WORDS: f32 = 1.5;

/// What cues weigh, in natural logarithms of odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Weights {
    /// What a sentence without a cue starts with.
    pub base: f32,
    /// In the order of [`CUES`].
    pub cues: Vec<f32>,
}

/// Which weights of the cues.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Learnt by themselves.
    Alone,
    /// Learnt together with the table, which takes some of what they say upon itself.
    With,
}

/// What n-grams weigh.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// What 1 in `bytes` stands for.
    pub scale: f32,
    /// One for each bucket; what is not there weighs nothing.
    pub bytes: Vec<i8>,
}

impl Weights {
    /// Reads a column of `cues.tsv`: a name and the weights a row. A cue without a row weighs nothing.
    pub fn read(text: &str, column: Column) -> Self {
        let rows = || text.lines().filter(|row| !row.starts_with('#')).map(|row| row.split('\t'));
        let weight = |name: &str| {
            let row = rows().find_map(|mut row| (row.next() == Some(name)).then(|| row.nth(column as usize)).flatten());
            row.and_then(|weight| weight.parse::<f32>().ok()).filter(|weight| weight.is_finite()).unwrap_or(0.0)
        };
        Self { base: weight("base"), cues: CUES.iter().map(|cue| weight(cue.name)).collect() }
    }

    /// The sum over a sentence's cues.
    pub fn sum(&self, reading: &Reading) -> f32 {
        let cues = CUES.iter().zip(&self.cues);
        self.base + cues.map(|(cue, weight)| weight * cue.value(reading)).sum::<f32>()
    }
}

impl Table {
    /// Reads `ngrams.bin`: the scale, four bytes, the least first; then a byte a bucket.
    pub fn read(bytes: &[u8]) -> Self {
        let Some((scale, bytes)) = bytes.split_first_chunk::<4>() else {
            return Self { scale: 0.0, bytes: Vec::new() };
        };
        Self { scale: f32::from_le_bytes(*scale), bytes: bytes.iter().map(|byte| byte.cast_signed()).collect() }
    }

    /// What [`Table::read`] reads.
    pub fn write(&self) -> Vec<u8> {
        let bytes = self.bytes.iter().map(|byte| byte.cast_unsigned());
        self.scale.to_le_bytes().into_iter().chain(bytes).collect()
    }

    /// The sum over a sentence's n-grams, of which each kind counts by the root of its number.
    pub fn sum(&self, reading: &Reading) -> f32 {
        let weight = |bucket: u16| i64::from(self.bytes.get(usize::from(bucket)).copied().unwrap_or(0));
        let (mut words, mut stretches) = (0, 0);
        let word_count = gram::words(reading, |bucket| words += weight(bucket));
        let stretch_count = gram::stretches(reading, |bucket| stretches += weight(bucket));
        let share = |sum: i64, count: usize| sum as f32 / (count.max(1) as f32).sqrt();
        self.scale * (WORDS * share(words, word_count) + share(stretches, stretch_count))
    }
}

/// What is compiled in, for use alone.
pub static ALONE: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("cues.tsv"), Column::Alone));

/// What is compiled in, for use with the table.
pub static WITH: LazyLock<Weights> = LazyLock::new(|| Weights::read(include_str!("cues.tsv"), Column::With));

/// What is compiled in.
pub static TABLE: LazyLock<Table> = LazyLock::new(|| Table::read(include_bytes!("ngrams.bin")));

const _: () = assert!(include_bytes!("ngrams.bin").len() <= BUCKETS + 4);
