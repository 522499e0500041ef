//! A draft's text: a rope, so that an edit costs the edit and not the draft, and the one place where
//! bytes and editor positions are converted into each other.
//!
//! Knows nothing of Markdown and nothing of the protocol's types. Every offset elsewhere in ibid is a byte offset.

mod position;
mod ruler;

pub use position::{Encoding, Position};
pub use ruler::Ruler;

use ropey::Rope;
use std::ops::Range;

/// The text of one draft. Cloning is cheap: clones share the rope's nodes.
#[derive(Clone, Debug)]
pub struct Text {
    rope: Rope,
}

impl Text {
    /// Takes over a draft's text as it is, byte order mark and line ends included.
    pub fn new(source: &str) -> Self {
        Self { rope: Rope::from_str(source) }
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.rope.len_bytes()
    }

    /// Whether there is no text at all.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of lines; a line ends in `\n`, `\r\n` or `\r`, and the last one may be empty.
    pub fn line_count(&self) -> usize {
        self.rope.len_lines()
    }

    /// A copy of the bytes in `range`, which is clamped to the text and to character borders.
    pub fn slice(&self, range: Range<usize>) -> String {
        let start = self.floor(range.start);
        let end = self.floor(range.end).max(start);
        self.rope.byte_slice(start..end).to_string()
    }

    /// Replaces the bytes in `range`, clamped as in [`Text::slice`].
    /// Returns the range that was really replaced.
    pub fn replace(&mut self, range: Range<usize>, replacement: &str) -> Range<usize> {
        let start = self.floor(range.start.min(range.end));
        let end = self.floor(range.end.max(range.start));
        let (from, to) = (self.rope.byte_to_char(start), self.rope.byte_to_char(end));
        self.rope.remove(from..to);
        self.rope.insert(from, replacement);
        start..end
    }

    /// The byte offset at which the line of `offset` starts.
    pub fn line_start(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        self.rope.line_to_byte(self.rope.byte_to_line(offset))
    }

    /// The byte offset at which the line after that of `offset` starts; the text's end for the last line.
    pub fn next_line(&self, offset: usize) -> usize {
        let line = self.rope.byte_to_line(offset.min(self.len()));
        if line + 1 < self.rope.len_lines() { self.rope.line_to_byte(line + 1) } else { self.len() }
    }

    /// The line end to write: that of the first line.
    pub fn line_end(&self) -> &'static str {
        line_end(&self.slice(0..self.next_line(0))).unwrap_or("\n")
    }

    /// The nearest character border at or before `offset`.
    fn floor(&self, offset: usize) -> usize {
        let offset = offset.min(self.len());
        self.rope.char_to_byte(self.rope.byte_to_char(offset))
    }
}

/// How the first line of `text` ends, if it does: the line end to write in a draft.
pub fn line_end(text: &str) -> Option<&'static str> {
    let at = text.find('\n')?;
    Some(if text[..at].ends_with('\r') { "\r\n" } else { "\n" })
}

impl std::fmt::Display for Text {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.rope.chunks().try_for_each(|chunk| f.write_str(chunk))
    }
}
