//! Runs the rules over a draft and remembers what each block yielded.

mod apply;
mod draft;
mod fault;
mod overlap;
mod shelf;
mod silence;
mod stub;
mod view;

pub use crate::rewrite::Ending;
pub use apply::{Fixed, apply, fix_all, in_bulk};
pub use draft::Draft;
pub use fault::{Fault, Faults, Step, note_places};
pub use shelf::{Cited, Stock, check_shelf};
pub use stub::{PLACEHOLDER_KEY, PLACEHOLDER_TARGET, PLACEHOLDER_TEXT};
pub use view::{Passage, Survey, View};
