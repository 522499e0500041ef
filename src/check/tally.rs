//! What the blocks of a draft hold, counted, and kept current block by block: it spares a rule the look at blocks that have nothing for it.

use super::View;
use crate::citation::typed_list::is_title;
use crate::claim::Traits;
use crate::markdown::{BlockKind, SpanKind};
use crate::rules::by_number::numerals;

/// Counts over all blocks of a draft, or over one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// What tells of the draft's kind.
    pub traits: Traits,
    /// Blocks that declare the draft's kind.
    pub declared: usize,
    /// Blocks that are the title of a list of sources.
    pub titles: usize,
    /// Blocks that cite by number.
    pub numbered: usize,
    /// Blocks with a reference that has no definition.
    pub broken: usize,
    /// Blocks with links to files or to places in the draft.
    pub linked: usize,
    /// Blocks with comments.
    pub comments: usize,
    /// Blocks that hold more than definitions, notes and headings.
    pub plain: usize,
}

impl Tally {
    /// Counts a block that came.
    pub fn add(&mut self, view: &View) {
        let mut own = *view.tally;
        self.traits = self.traits + own.traits;
        for (count, own) in self.counts().into_iter().zip(own.counts()) {
            *count += *own;
        }
    }

    /// Takes back a block that went.
    pub fn remove(&mut self, view: &View) {
        let mut own = *view.tally;
        self.traits = self.traits.without(own.traits);
        for (count, own) in self.counts().into_iter().zip(own.counts()) {
            *count -= *own;
        }
    }

    fn counts(&mut self) -> [&mut usize; 7] {
        [
            &mut self.declared,
            &mut self.titles,
            &mut self.numbered,
            &mut self.broken,
            &mut self.linked,
            &mut self.comments,
            &mut self.plain,
        ]
    }

    /// Of one block alone, whose own tally is not read.
    pub fn of(view: &View) -> Self {
        use BlockKind::{Definitions, Footnote, FrontMatter, Heading, Other};
        let block = &*view.block;
        let has = |wanted: fn(&SpanKind) -> bool| usize::from(block.spans.iter().any(|span| wanted(&span.kind)));
        Self {
            traits: view.said.traits,
            declared: usize::from(view.said.declared.is_some()),
            titles: usize::from(is_title(block)),
            numbered: usize::from(!numerals(block).is_empty()),
            broken: has(|kind| matches!(kind, SpanKind::Reference { defined: false, .. })),
            linked: usize::from(!view.links.is_empty()),
            comments: has(|kind| *kind == SpanKind::Comment),
            plain: usize::from(!matches!(block.kind, Definitions | Footnote | FrontMatter | Heading | Other)),
        }
    }
}
