//! Why a sentence may want a source: its features, each with the words that show it.

mod cause;
mod figure;
mod general;
mod number;
mod people;
mod record;
mod share;

pub use number::MONEY;

use super::feature::{Feature, feature};
use super::words::Words;
use std::ops::Range;

/// A feature of a sentence, and where it shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// What it is.
    pub feature: &'static Feature,
    /// The words that show it; in bytes of the block.
    pub range: Range<usize>,
}

/// The features of a sentence.
pub fn reasons(words: &Words<'_>) -> Vec<Reason> {
    let mut found = figure::reasons(words);
    found.extend(general::reasons(words));
    found
}

fn reason(name: &str, range: Range<usize>) -> Option<Reason> {
    feature(name).filter(|_| !range.is_empty()).map(|feature| Reason { feature, range })
}
