//! What a draft defines and where it uses it: anchors, labels, citation keys, targets of links. What navigation and renaming ask, and rules
//! about links.
//!
//! Knows nothing of rules and never reads a file: a path is what the draft writes, and what it leads to is given to the draft as [`Targets`].

mod anchors;
mod link;
mod mark;
mod marks;
mod slug;
mod spell;
mod stock;
mod target;
mod targets;

pub use anchors::{Anchor, Anchors, takes_in_others};
pub use link::{Form, Link, links};
pub use mark::{Mark, Role, Symbol};
pub use marks::Index;
pub use slug::{flavours, slugs};
pub use spell::{Setting, spell};
pub use stock::of_bibliography;
pub use target::{Target, decode};
pub use targets::{Lead, Missing, Page, Targets};
