//! The end of a draft, where definitions are added.

use crate::markdown::{Block, BlockKind, Labels, parse};
use crate::repair::Edit;
use crate::text::line_end;

/// Where definitions go, and what parts them from the text around them.
#[derive(Clone, Debug)]
pub struct Ending {
    at: usize,
    before: String,
    after: String,
    eol: &'static str,
}

impl Ending {
    /// The end of a draft with these blocks, each with its byte offset, for definitions that make blocks of this kind: among those, or after
    /// a blank line.
    pub fn new<'a>(blocks: impl DoubleEndedIterator<Item = (usize, &'a Block)> + Clone, kind: BlockKind) -> Self {
        let eol = blocks.clone().find_map(|(_, block)| line_end(&block.text)).unwrap_or("\n");
        let mut ends = blocks.rev();
        let Some((start, block)) = ends.next() else {
            return Self { at: 0, before: String::new(), after: eol.to_owned(), eol };
        };
        if swallows(block) {
            let blank = |text: &str| text.ends_with("\n\n") || text.ends_with("\n\r\n");
            let before = if ends.next().is_none_or(|(_, block)| blank(&block.text)) { "" } else { eol };
            return Self { at: start, before: before.to_owned(), after: eol.repeat(2), eol };
        }
        // Before the last line end, not after it: there some editors add an empty line of their own.
        let body = block.text.strip_suffix('\n').map_or(&*block.text, |text| text.strip_suffix('\r').unwrap_or(text));
        let close = body.ends_with('\n') || block.kind == kind;
        let before = if close { eol.to_owned() } else { eol.repeat(2) };
        Self { at: start + body.len(), before, after: String::new(), eol }
    }

    /// The edit that adds these lines.
    pub fn add(&self, lines: &[String]) -> Edit {
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
