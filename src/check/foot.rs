//! Where new definitions go: at the draft's end, among those of their kind or after a blank line.

use crate::finding::Edit;
use crate::markdown::{Block, BlockKind, Labels, parse};
use crate::text::line_end;

/// The place for new definitions in a draft, and what parts them from what stands there.
#[derive(Clone, Debug)]
pub struct Foot {
    at: usize,
    before: String,
    after: String,
    eol: &'static str,
}

impl Foot {
    /// For definitions that form blocks of `kind`, in the draft that `blocks` are, each with its start.
    pub fn new<'a>(blocks: impl DoubleEndedIterator<Item = (usize, &'a Block)> + Clone, kind: BlockKind) -> Self {
        let eol = blocks.clone().find_map(|(_, block)| line_end(&block.text)).unwrap_or("\n");
        let mut ends = blocks.rev();
        let Some((start, last)) = ends.next() else {
            return Self { at: 0, before: String::new(), after: eol.to_owned(), eol };
        };
        if swallows(last) {
            let blank = ends.next().is_none_or(|(_, block)| ends_blank(&block.text));
            let before = if blank { "" } else { eol };
            return Self { at: start, before: before.to_owned(), after: eol.repeat(2), eol };
        }
        // Before the last line end, not after it: there some editors add an empty line of their own.
        let text = last.text.strip_suffix('\n').map_or(&*last.text, |text| text.strip_suffix('\r').unwrap_or(text));
        let apart = last.kind == kind || text.ends_with('\n');
        Self { at: start + text.len(), before: eol.repeat(if apart { 1 } else { 2 }), after: String::new(), eol }
    }

    /// An insertion of definitions, one a line.
    pub fn edit(&self, lines: &[String]) -> Edit {
        Edit::insert(self.at, format!("{}{}{}", self.before, lines.join(self.eol), self.after))
    }
}

/// Whether what comes after the block would be part of it, as after a fence or a comment that is never closed.
fn swallows(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Code | BlockKind::Html)
        && parse(&format!("{}\n\n[a]: b\n", block.text), &Labels::new())
            .last()
            .is_some_and(|last| last.kind == block.kind)
}

fn ends_blank(text: &str) -> bool {
    text.ends_with("\n\n") || text.ends_with("\n\r\n")
}
