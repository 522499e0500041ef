//! What rules see.

use crate::config::Settings;
use crate::markdown::Block;

/// One block, for rules that need no more.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The block.
    pub block: &'a Block,
    /// The choices in force.
    pub settings: &'a Settings,
}

/// The whole draft.
#[derive(Clone, Copy, Debug)]
pub struct Survey<'a> {
    /// The blocks in order, each with its byte offset in the draft.
    pub blocks: &'a [(usize, &'a Block)],
    /// The choices in force.
    pub settings: &'a Settings,
}
