//! How much a bare sentence reads like a claim that wants a source.
//!
//! Cues that a reader can name come first: their weights stand in `cues.tsv` and add up ([`by_cues`]). A table of hashed n-grams, learnt on
//! what the cues leave unexplained, refines the sum ([`by_both`]) and can be left out: it helps on news, not on manuals (docs/claims.md). Both were learnt by `examples/train_score` from
//! texts that `NOTICE` names. What stands around a sentence is not seen here: most of what decides whether a source is wanted does.

mod cue;
mod figure;
pub mod gram;
mod lexicon;
mod reading;
mod shape;
#[cfg(test)]
mod tests;
mod weights;

pub use cue::{CUES, Cue, Sign};
pub use reading::Reading;
pub use weights::{TABLE, Table, WEIGHTS, WORDS, Weights};

/// What one cue adds to a sentence's score.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The cue.
    pub cue: &'static Cue,
    /// What it adds: above 0 it speaks for a source.
    pub part: f32,
}

/// The score by cues alone, a logarithm of odds: 0 is as much for as against.
pub fn by_cues(reading: &Reading) -> f32 {
    WEIGHTS.sum(reading)
}

/// The score by cues and n-grams.
pub fn by_both(reading: &Reading) -> f32 {
    by_cues(reading) + TABLE.sum(reading)
}

/// A score as a probability.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// What the cues of a sentence add to its score, what adds or takes most first.
pub fn parts(reading: &Reading) -> Vec<Part> {
    let parts = CUES.iter().zip(&WEIGHTS.cues).map(|(cue, weight)| Part { cue, part: weight * cue.value(reading) });
    let mut parts: Vec<Part> = parts.filter(|part| part.part != 0.0).collect();
    parts.sort_by(|one, two| two.part.abs().total_cmp(&one.part.abs()));
    parts
}
