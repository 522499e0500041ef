//! The sources a draft names: sites, outlets and chips in its prose, gathered into the groups that stand for one citation.
//!
//! Knows nothing of rules. What it finds in a block is remembered with the block.

pub mod address;
pub mod author_year;
mod chip;
mod counter;
pub mod crossref;
mod filler;
mod group;
mod host;
pub mod identifier;
mod lines;
mod mention;
mod metadata;
mod outlet;
pub mod placeholder;
pub mod source;
mod spelling;
pub mod typed_list;

pub use filler::only_talks;
pub use group::{Group, Shape, closing};

use group::Claim;
pub use host::is_host;
pub use mention::{Mention, MentionKind};
pub use metadata::{Metadata, Named};
pub use outlet::{Outlet, by_host, by_name, main_label};
pub use spelling::{distance, near_outlet};

use crate::markdown::{Block, LeafKind};
use crate::prose::{Sentence, SentenceKind, sentences};
use crate::repair::Stub;
use std::ops::Range;

/// What a block says of sources, in the block's coordinates.
#[derive(Clone, Debug, Default)]
pub struct Facts {
    /// The block's sentences, in order.
    pub sentences: Vec<Sentence>,
    /// The sites and outlets in its prose, in order.
    pub mentions: Vec<Mention>,
    /// Mentions that stand together for one citation, in order.
    pub groups: Vec<Group>,
    /// Lines that are nothing but a source's name; beside a chip elsewhere in the draft they are chips that lost their counter.
    pub name_lines: Vec<NameLine>,
    /// What it says of bibliographies, if it is a draft's metadata.
    pub metadata: Option<Metadata>,
}

/// A line that is nothing but a source's name, and what would repair it.
#[derive(Clone, Debug)]
pub struct NameLine {
    /// The name.
    pub range: Range<usize>,
    /// The repair.
    pub stub: Stub,
}

impl Facts {
    /// Reads a block.
    pub fn new(block: &Block) -> Self {
        let mut facts = Self { metadata: Metadata::of(block), ..Self::default() };
        for leaf in block.leaves.iter().filter(|leaf| !is_module_line(&block.text[leaf.range.clone()])) {
            let found = sentences(&block.prose, leaf.range.clone());
            let mut claim: Option<Claim<'_>> = None;
            for sentence in &found {
                let first = facts.mentions.len();
                facts.mentions.extend(mention::mentions(block, sentence.range.clone()));
                let mentions = &facts.mentions[first..];
                let supported = claim.filter(|_| leaf.kind != LeafKind::Cell);
                let groups = if mentions.is_empty() {
                    Vec::new()
                } else {
                    group::groups(block, sentence, supported, mentions, first)
                };
                // A sentence that is nothing but sources leaves the claim before it in force for the next.
                let bare = groups.iter().any(|group| group.shape == Shape::Sentence);
                facts.groups.extend(groups);
                claim = match claim {
                    Some(claim) if bare => Some(Claim { end: sentence.range.end, ..claim }),
                    _ if bare || sentence.kind == SentenceKind::Heading => None,
                    _ => Some(Claim { sentence, end: sentence.range.end }),
                };
            }
            facts.name_lines.extend(lines::name_lines(block, leaf, &found));
            facts.sentences.extend(found);
        }
        facts
    }

    /// Whether a chip of the block has its counter on a line of its own, as plain text copied from a chat tool does.
    pub fn has_chip_on_lines(&self, block: &Block) -> bool {
        self.mentions.iter().any(|m| m.counter.is_some() && block.prose[m.name.end..m.range.end].contains('\n'))
    }

    /// The mentions of a group.
    pub fn members(&self, group: &Group) -> &[Mention] {
        &self.mentions[group.members.clone()]
    }

    /// The sentence that holds `offset`.
    pub fn sentence_at(&self, offset: usize) -> Option<&Sentence> {
        let index = self.sentences.partition_point(|sentence| sentence.range.end <= offset);
        self.sentences.get(index).filter(|sentence| sentence.range.start <= offset)
    }
}

/// Whether a paragraph is JavaScript, as MDX has it between paragraphs: `export const source = 'reuters.com'`.
fn is_module_line(text: &str) -> bool {
    const STARTS: [&str; 6] =
        ["export const ", "export default ", "export function ", "export let ", "export async ", "import {"];
    let import = text.starts_with("import ") && (text.contains(" from '") || text.contains(" from \""));
    import || STARTS.iter().any(|start| text.starts_with(start))
}
