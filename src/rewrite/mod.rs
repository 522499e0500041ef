//! Rewritings that a writer asks for: the same article, cited in another form. Blocks in, edits out; nothing here is at fault.
//!
//! What a reader sees stays: the words, where links lead, which note belongs to which mark. `tests/rewrite` holds them to it.

mod cite;
mod convert;
mod definitions;
mod ending;
mod entry;
mod form;
mod label;
mod named;
mod renumber;
mod sort;
mod spot;
mod view;

pub use cite::choices;
pub use convert::{Form, convert};
pub use ending::Ending;
pub use entry::enter;
pub use label::{Names, slug};
pub use named::{Named, named, named_so};
pub use renumber::{misnumbered, renumber};
pub use sort::{Order, sort};
pub use spot::{Spot, marks_stand_before_stops, place};

use crate::markdown::Block;
use crate::repair::Edit;

/// A block, and where it starts in the draft.
pub type Part<'a> = (usize, &'a Block);

/// A rewriting as a menu offers it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rewriting {
    /// A verb phrase.
    pub title: String,
    /// Disjoint, in order.
    pub edits: Vec<Edit>,
}
