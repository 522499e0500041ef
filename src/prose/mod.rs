//! Prose as a reader takes it: sentences. Knows nothing of citations or rules.

mod abbreviation;
mod sentence;
mod word;

pub use sentence::{Sentence, SentenceKind, sentences};
pub use word::{before, words};
