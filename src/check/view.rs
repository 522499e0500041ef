//! What rules see.

use crate::citation::Facts;
use crate::config::Settings;
use crate::markdown::Block;

/// One block, for rules that need no more.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The block.
    pub block: &'a Block,
    /// What it says of sources.
    pub facts: &'a Facts,
    /// The choices in force.
    pub settings: &'a Settings,
}

/// The whole draft.
#[derive(Clone, Copy, Debug)]
pub struct Survey<'a> {
    /// The blocks in order.
    pub blocks: &'a [View<'a>],
    /// The choices in force.
    pub settings: &'a Settings,
}

/// A block of the draft.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    /// Its byte offset in the draft.
    pub start: usize,
    /// The block.
    pub block: &'a Block,
    /// What it says of sources, in the block's coordinates.
    pub facts: &'a Facts,
}
