//! The end of a draft, where definitions are added.

use crate::markdown::{Block, BlockKind};
use crate::repair::Edit;

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
    pub fn new<'a>(mut blocks: impl DoubleEndedIterator<Item = (usize, &'a Block)>, kind: BlockKind) -> Self {
        let last = blocks.next_back();
        let first_line = blocks.chain(last).find_map(|(_, block)| block.text.split_once('\n'));
        let eol = if first_line.is_some_and(|(line, _)| line.ends_with('\r')) { "\r\n" } else { "\n" };
        let Some((start, block)) = last else {
            return Self { at: 0, before: String::new(), after: eol.to_owned(), eol };
        };
        // An open fence or an open comment would swallow what comes after it.
        if matches!(block.kind, BlockKind::Code | BlockKind::Html) {
            return Self { at: start, before: String::new(), after: eol.repeat(2), eol };
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
