//! What sources say, held against what drafts say of them: pages, registries and archives as they answered, read into plain data; quotations,
//! figures and passages looked for in them.
//!
//! Nothing here asks the net, a disk or a clock. What comes in was written by strangers, so every reader is total, linear in what it
//! reads, and bounded in what it keeps; what is unclear is unknown and never absent.

pub mod archive;
pub mod clean;
pub mod date;
mod even;
pub mod figure;
pub mod fingerprint;
pub mod fold;
pub mod language;
pub mod link;
pub mod mismatch;
pub mod outcome;
pub mod page;
pub mod passage;
pub mod person;
pub mod quote;
pub mod reference;
pub mod registry;
pub mod retraction;
mod token;
pub mod xml;

pub use quote::{Layout, Source};
