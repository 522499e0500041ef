//! Runs the rules over a draft and remembers what each block yielded.

mod draft;
mod overlap;
mod repair;
mod silence;
mod stub;
mod view;

pub use draft::Draft;
pub use repair::{apply, fix_all};
pub use stub::{PLACEHOLDER_KEY, PLACEHOLDER_TARGET, PLACEHOLDER_TEXT};
pub use view::{Passage, Survey, View};
