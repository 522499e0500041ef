//! Prose as a reader takes it: sentences. Knows nothing of citations or rules.

mod abbreviation;
mod entity;
mod fold;
mod script;
mod sentence;
mod table;
mod word;

pub use abbreviation::is_abbreviation;
pub use entity::entity;
pub use fold::fold;
pub use script::is_unspaced;
pub use sentence::{Sentence, SentenceKind, sentences};
pub use table::WordTable;
pub use word::{before, words};
