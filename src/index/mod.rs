//! What a draft defines and where it uses it: anchors, labels, citation keys, targets of links. What navigation and renaming ask, and rules
//! about links.
//!
//! Knows nothing of rules and nothing of files: a path is what the draft writes.

mod anchors;
mod mark;
mod marks;
mod slug;
mod stock;
mod target;

pub use anchors::{Anchor, Anchors};
pub use mark::{Mark, Role, Symbol};
pub use marks::Index;
pub use slug::{flavours, slugs};
pub use stock::of_bibliography;
pub use target::{Target, decode};
