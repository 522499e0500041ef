//! Runs the rules over a draft and remembers what each block yielded.

mod apply;
mod change;
mod draft;
mod fault;
mod memory;
mod overlap;
mod refer;
mod shelf;
mod silence;
mod stub;
mod tally;
mod view;

pub use crate::rewrite::Ending;
pub use apply::{Fixed, apply, fix_all, in_bulk};
pub use draft::Draft;
pub use fault::{Fault, Faults, Step, note_places};
pub use refer::refer;
pub use shelf::{Cited, Stock, check_shelf};
pub use stub::{PLACEHOLDER_KEY, PLACEHOLDER_TARGET, PLACEHOLDER_TEXT};
pub use tally::Tally;
pub use view::{Passage, Survey, View};
