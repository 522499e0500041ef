//! What rules see.

use super::tally::Tally;
use crate::bibliography::Library;
use crate::citation::{Facts, Metadata};
use crate::claim;
use crate::config::Settings;
use crate::finding::Finding;
use crate::index::{Link, Targets};
use crate::lock::Lock;
use crate::markdown::{Block, BlockKind, SpanKind};
use crate::rewrite::Ending;
use crate::rules::Relied;
use std::cell::OnceCell;
use std::sync::Arc;

/// One block, for rules that need no more.
#[derive(Clone, Copy, Debug)]
pub struct Passage<'a> {
    /// The block.
    pub block: &'a Block,
    /// What it says of sources.
    pub facts: &'a Facts,
    /// The choices in force.
    pub settings: &'a Settings,
    /// What is known of sources.
    pub lock: &'a Lock,
}

impl Passage<'_> {
    /// Whether the sentence that holds `offset` carries a link, a footnote or a citation key.
    pub fn is_cited(&self, offset: usize) -> bool {
        let Some(sentence) = self.facts.sentence_at(offset) else { return false };
        self.block.spans_in(sentence.range.clone()).any(|span| match span.kind {
            SpanKind::Reference { defined, .. } => defined,
            SpanKind::Link { .. } | SpanKind::FootnoteReference { .. } => true,
            SpanKind::CitationKey { .. } | SpanKind::InlineNote { .. } => true,
            _ => false,
        })
    }
}

/// The whole draft.
#[derive(Clone, Copy, Debug)]
pub struct Survey<'a> {
    /// The blocks in order.
    pub blocks: &'a [View],
    /// What they hold, counted.
    pub tally: &'a Tally,
    /// The choices in force.
    pub settings: &'a Settings,
    /// The bibliographies in scope.
    pub library: &'a Library,
    /// What the draft's links lead to.
    pub targets: &'a Targets,
    /// What is known of sources.
    pub lock: &'a Lock,
    /// What rests on these, read by the first rule that asks: [`Survey::relied`].
    pub(super) relied: &'a OnceCell<Option<Relied<'a>>>,
}

impl<'a> Survey<'a> {
    /// What the draft's metadata says of bibliographies, each with where the block starts that its ranges are of.
    pub fn metadata(&self) -> impl Iterator<Item = (usize, &'a Metadata)> {
        self.blocks.iter().filter_map(|view| view.facts.metadata.as_ref().map(|metadata| (view.start, metadata)))
    }
}

impl<'a> Survey<'a> {
    /// What the draft quotes from sources and says on their authority, with what is known of these; `None` if nothing is. Read once for all
    /// rules.
    pub fn relied(&self) -> Option<&'a Relied<'a>> {
        self.relied.get_or_init(|| Relied::read(self)).as_ref()
    }

    /// The blocks, each with its byte offset.
    pub fn placed(&self) -> impl DoubleEndedIterator<Item = (usize, &'a Block)> + Clone {
        self.blocks.iter().map(|view| (view.start, &*view.block))
    }

    /// The last block that starts at or before byte `at` of the draft, with its byte offset.
    pub fn block_at(&self, at: usize) -> Option<(usize, &'a Block)> {
        let after = self.blocks.partition_point(|view| view.start <= at);
        self.blocks.get(after.checked_sub(1)?).map(|view| (view.start, &*view.block))
    }

    /// Where definitions go that make blocks of this kind.
    pub fn ending(&self, kind: BlockKind) -> Ending {
        Ending::new(self.placed(), kind)
    }
}

/// A block of the draft, and what was found out about it when it was first seen.
#[derive(Clone, Debug)]
pub struct View {
    /// Its byte offset in the draft.
    pub start: usize,
    /// The block; holding it keeps its address from being used again.
    pub block: Arc<Block>,
    /// What it says of sources, in the block's coordinates.
    pub facts: Arc<Facts>,
    /// What it says, and who says it, in the block's coordinates.
    pub said: Arc<claim::Facts>,
    /// Its links to files and to places in the draft, in the block's coordinates.
    pub links: Arc<[Link]>,
    /// What it holds, counted.
    pub tally: Arc<Tally>,
    /// What the block rules found, in the block's coordinates.
    pub findings: Arc<[Finding]>,
}
