//! How much a bare sentence reads like a claim that wants a source.
//!
//! Cues that a reader can name add up by the weights of `cues.tsv` ([`by_cues`]). A table of hashed n-grams refines the sum ([`by_both`]); it
//! suits news and essays, not manuals ([`Worth::new`], docs/claims.md). Both were learnt by `examples/train_score` from texts that `NOTICE`
//! names. What stands around a sentence is not seen here: most of what decides whether a source is wanted does.

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
pub use weights::{ALONE, TABLE, Table, WITH, WORDS, Weights};

use super::Kind;

/// What one sign adds to a sentence's score.
#[derive(Clone, Copy, Debug)]
pub struct Part {
    /// The name of the cue; `wording` for the n-grams.
    pub name: &'static str,
    /// What to call it.
    pub called: &'static str,
    /// What it adds, in natural logarithms of odds: above 0 it speaks for a source.
    pub part: f32,
}

/// How much a sentence reads like a claim that is worth checking.
#[derive(Clone, Debug)]
pub struct Worth {
    /// From 0 to 100.
    pub percent: u8,
    /// What adds or takes most first.
    pub parts: Vec<Part>,
}

impl Worth {
    /// Of a sentence of prose in a document of this kind. In a manual and in a paper the n-grams, learnt from debates, mistake what a text says
    /// of its own subject for claims: there the cues speak alone.
    pub fn new(sentence: &str, kind: Kind) -> Self {
        let reading = Reading::new(sentence);
        let alone = matches!(kind, Kind::Manual | Kind::Academic);
        let score = if alone { by_cues(&reading) } else { by_both(&reading) };
        let mut parts = parts(&reading, if alone { &ALONE } else { &WITH });
        if !alone {
            parts.push(Part { name: "wording", called: "its wording", part: TABLE.sum(&reading) });
        }
        parts.retain(|part| part.part != 0.0);
        parts.sort_by(|one, two| two.part.abs().total_cmp(&one.part.abs()));
        Self { percent: (100.0 * probability(score)).round() as u8, parts }
    }
}

/// The score by cues alone, a logarithm of odds: 0 is as much for as against.
pub fn by_cues(reading: &Reading) -> f32 {
    ALONE.sum(reading)
}

/// The score by cues and n-grams.
pub fn by_both(reading: &Reading) -> f32 {
    WITH.sum(reading) + TABLE.sum(reading)
}

/// A score as a probability.
pub fn probability(score: f32) -> f32 {
    1.0 / (1.0 + (-score).exp())
}

/// What each cue of a sentence adds to its score.
fn parts(reading: &Reading, weights: &Weights) -> Vec<Part> {
    let part =
        |(cue, weight): (&Cue, &f32)| Part { name: cue.name, called: cue.called, part: weight * cue.value(reading) };
    CUES.iter().zip(&weights.cues).map(part).collect()
}
