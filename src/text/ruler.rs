//! Positions of many offsets that come more or less in order.

use super::Text;
use super::position::{Encoding, Position, to_u32, units};
use memchr::memchr2_iter;

/// Up to this many bytes it is quicker to look for line ends than to ask the rope.
const NEAR: usize = 8 << 10;

/// Measures positions in a text, each from the line of the one before.
pub struct Ruler<'a> {
    text: &'a Text,
    encoding: Encoding,
    /// The line measured last.
    line: usize,
    /// Where it starts, in bytes.
    start: usize,
    /// The piece of the rope in which it starts.
    chunk: &'a str,
    /// Where that starts, in bytes.
    chunk_start: usize,
}

impl<'a> Ruler<'a> {
    /// Laid at the start of a text.
    pub fn new(text: &'a Text, encoding: Encoding) -> Self {
        let mut ruler = Self { text, encoding, line: 0, start: 0, chunk: "", chunk_start: 0 };
        ruler.lay(0);
        ruler
    }

    /// The same as [`Text::position`].
    pub fn position(&mut self, offset: usize) -> Position {
        let offset = offset.min(self.text.len());
        if !(self.start..self.start + NEAR).contains(&offset) || offset > self.chunk_start + self.chunk.len() {
            self.lay(self.text.rope.byte_to_line(offset));
        }
        let Some(before) = self.chunk.get(self.start - self.chunk_start..offset - self.chunk_start) else {
            // A line that goes over the end of a piece, or an offset inside a character.
            return self.text.position(offset, self.encoding);
        };
        let bytes = &self.chunk.as_bytes()[self.start - self.chunk_start..];
        let ends = memchr2_iter(b'\r', b'\n', before.as_bytes());
        // A piece never ends between `\r` and `\n`.
        let ends = ends.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let (count, last) = ends.fold((0, None), |(count, _), at| (count + 1, Some(at + 1)));
        let last = last.unwrap_or(0);
        self.line += count;
        self.start += last;
        Position { line: to_u32(self.line), column: to_u32(units(&before[last..], self.encoding)) }
    }

    fn lay(&mut self, line: usize) {
        self.line = line;
        self.start = self.text.rope.line_to_byte(line);
        (self.chunk, self.chunk_start, ..) = self.text.rope.chunk_at_byte(self.start);
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
