//! Positions of many offsets that come more or less in order.

use super::Text;
use super::position::{Encoding, Position, to_u32, units};
use memchr::{memchr, memchr_iter, memchr2_iter, memrchr};
use ropey::iter::Chunks;

/// Up to this many bytes it is quicker to look for line ends than to ask the rope.
const NEAR: usize = 4 << 10;

/// Measures positions in a text, each from the one before.
pub struct Ruler<'a> {
    text: &'a Text,
    encoding: Encoding,
    /// Up to where line ends were counted, in bytes.
    at: usize,
    /// The line of that.
    line: usize,
    /// Where it starts, in bytes; perhaps in an earlier piece.
    start: usize,
    /// How long it is before this piece, in units of the encoding.
    before: usize,
    /// The piece of the rope in which `at` lies.
    chunk: &'a str,
    /// Where that starts, in bytes.
    chunk_start: usize,
    /// The pieces behind it.
    chunks: Chunks<'a>,
}

impl<'a> Ruler<'a> {
    /// Laid at the start of a text.
    pub fn new(text: &'a Text, encoding: Encoding) -> Self {
        let chunks = text.rope.chunks();
        let mut ruler = Self { text, encoding, at: 0, line: 0, start: 0, before: 0, chunk: "", chunk_start: 0, chunks };
        ruler.lay(0);
        ruler
    }

    /// The same as [`Text::position`].
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        if !(self.start..self.at + NEAR).contains(&offset) {
            self.lay(offset);
        }
        self.advance(offset);
        let head = offset.checked_sub(self.chunk_start).and_then(|to| self.chunk.get(self.head()..to));
        match head {
            Some(head) => {
                Position { line: to_u32(self.line), column: to_u32(self.before + units(head, self.encoding)) }
            }
            // An offset inside a character, or before this piece.
            None => self.text.position(offset, self.encoding),
        }
    }

    /// Where in the piece the line starts or goes on.
    fn head(&self) -> usize {
        self.start.saturating_sub(self.chunk_start)
    }

    /// Counts the line ends up to `offset`, unless that was done.
    fn advance(&mut self, offset: usize) {
        while self.at < offset {
            let end = self.chunk_start + self.chunk.len();
            let to = offset.min(end);
            self.count(to);
            self.at = to;
            if to == end && to < offset {
                let Some(chunk) = self.chunks.next() else { return };
                let tail = self.chunk.get(self.head()..).unwrap_or_default();
                self.before += units(tail, self.encoding);
                (self.chunk, self.chunk_start) = (chunk, end);
            }
        }
    }

    /// Counts the line ends in the piece up to `to`.
    fn count(&mut self, to: usize) {
        let bytes = self.chunk.as_bytes();
        let (from, to) = (self.at - self.chunk_start, to - self.chunk_start);
        let passed = &bytes[from..to];
        let (count, last) = if memchr(b'\r', passed).is_none() {
            (memchr_iter(b'\n', passed).count(), memrchr(b'\n', passed))
        } else {
            // A piece never ends between `\r` and `\n`.
            let ends = |at: &usize| passed[*at] == b'\n' || bytes.get(from + at + 1) != Some(&b'\n');
            memchr2_iter(b'\r', b'\n', passed).filter(ends).fold((0, None), |(count, _), at| (count + 1, Some(at)))
        };
        self.line += count;
        if let Some(last) = last {
            (self.start, self.before) = (self.chunk_start + from + last + 1, 0);
        }
    }

    /// Starts afresh at the line of `offset`.
    fn lay(&mut self, offset: usize) {
        let rope = &self.text.rope;
        self.line = rope.byte_to_line(offset);
        self.start = rope.line_to_byte(self.line);
        (self.at, self.before) = (self.start, 0);
        (self.chunks, self.chunk_start, ..) = rope.chunks_at_byte(self.start);
        self.chunk = self.chunks.next().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_measures_as_the_text_does() {
        let piece = "D\u{e9}j\u{e0} \u{1f600} vu\r\nline two\rthree\u{2028}still\n\n";
        let text = Text::new(&(piece.repeat(300) + &"\u{e9}".repeat(3000) + "\r" + piece));
        let borders: Vec<usize> = text.to_string().char_indices().map(|(at, _)| at).collect();
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for step in [1, 7, 400] {
                let mut ruler = Ruler::new(&text, encoding);
                // In order, and now and then back.
                let ahead = borders.iter().step_by(step);
                let back = borders.iter().rev().step_by(step * 13);
                for &offset in ahead.chain(back).chain(&[usize::MAX]) {
                    assert_eq!(ruler.position(offset), text.position(offset, encoding), "{offset} {encoding:?}");
                }
            }
        }
    }
}
