//! Byte offsets and editor positions, in each encoding the protocol knows.

use super::Text;
use ropey::RopeSlice;

/// What a column counts. An editor and a server agree on one when they start.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Encoding {
    /// Bytes.
    Utf8,
    /// UTF-16 code units: what every editor understands, and the protocol's default.
    #[default]
    Utf16,
    /// Unicode scalar values.
    Utf32,
}

/// A place in a text, both numbers counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// The line.
    pub line: u32,
    /// The column, in units of an [`Encoding`].
    pub column: u32,
}

impl Text {
    /// The position of a byte offset; an offset past the end is the end.
    pub fn position(&self, offset: usize, encoding: Encoding) -> Position {
        let rope = &self.rope;
        let offset = offset.min(rope.len_bytes());
        // Most lines lie in one piece of the rope, and there it takes no more than a look at the text.
        let line = rope.byte_to_line(offset);
        let start = rope.line_to_byte(line);
        let (chunk, chunk_start, ..) = rope.chunk_at_byte(start);
        if let Some(before) = chunk.get(start - chunk_start..offset - chunk_start) {
            return Position { line: to_u32(line), column: to_u32(units(before, encoding)) };
        }
        let char = rope.byte_to_char(offset);
        let line = rope.char_to_line(char);
        let start = rope.line_to_char(line);
        let column = match encoding {
            Encoding::Utf8 => rope.char_to_byte(char) - rope.char_to_byte(start),
            Encoding::Utf16 => rope.char_to_utf16_cu(char) - rope.char_to_utf16_cu(start),
            Encoding::Utf32 => char - start,
        };
        Position { line: to_u32(line), column: to_u32(column) }
    }

    /// The byte offset of a position. A column past the line's end is its end, before the line's terminator; a line past
    /// the text is the text's end; a column inside a character is the character's start. It never falls back
    /// to 0, which would turn a slightly stale edit into one at the top of the draft.
    pub fn offset(&self, position: Position, encoding: Encoding) -> usize {
        let rope = &self.rope;
        let line = position.line as usize;
        if line >= rope.len_lines() {
            return rope.len_bytes();
        }
        let start = rope.line_to_char(line);
        let end = start + content_length(rope.line(line));
        let column = position.column as usize;
        let char = match encoding {
            Encoding::Utf8 => {
                let byte = (rope.char_to_byte(start) + column).min(rope.char_to_byte(end));
                rope.byte_to_char(byte)
            }
            Encoding::Utf16 => {
                let unit = (rope.char_to_utf16_cu(start) + column).min(rope.char_to_utf16_cu(end));
                rope.utf16_cu_to_char(unit)
            }
            Encoding::Utf32 => start + column,
        };
        rope.char_to_byte(char.min(end))
    }
}

/// The length of a text as an encoding counts.
pub(super) fn units(text: &str, encoding: Encoding) -> usize {
    match encoding {
        _ if text.is_ascii() => text.len(),
        Encoding::Utf8 => text.len(),
        Encoding::Utf16 => text.chars().map(char::len_utf16).sum(),
        Encoding::Utf32 => text.chars().count(),
    }
}

/// The length of a line in characters, without its terminator.
fn content_length(line: RopeSlice<'_>) -> usize {
    let mut length = line.len_chars();
    while length > 0 && matches!(line.char(length - 1), '\r' | '\n') {
        length -= 1;
    }
    length
}

pub(super) fn to_u32(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DRAFT: &str = "D\u{e9}j\u{e0} \u{1f600} vu\r\nline two\rthree\u{2028}still three\n";

    #[test]
    fn every_character_border_survives_the_round_trip() {
        let text = Text::new(DRAFT);
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
            for (offset, char) in DRAFT.char_indices() {
                // Inside a `\r\n` there is no position of its own: both sides are the line's end.
                if char == '\n' && DRAFT[..offset].ends_with('\r') {
                    continue;
                }
                let position = text.position(offset, encoding);
                assert_eq!(text.offset(position, encoding), offset, "{encoding:?} {position:?}");
            }
        }
    }

    #[test]
    fn columns_count_in_the_encodings_units() {
        let text = Text::new(DRAFT);
        let vu = DRAFT.find("vu").unwrap();
        let column = |encoding| text.position(vu, encoding).column;
        assert_eq!((column(Encoding::Utf8), column(Encoding::Utf16), column(Encoding::Utf32)), (12, 8, 7));
    }

    #[test]
    fn only_cr_and_lf_end_lines() {
        assert_eq!(Text::new(DRAFT).line_count(), 4);
    }

    #[test]
    fn positions_out_of_range_clamp_to_an_end() {
        let text = Text::new(DRAFT);
        let end_of_first = DRAFT.find('\r').unwrap();
        assert_eq!(text.offset(Position { line: 0, column: 999 }, Encoding::Utf16), end_of_first);
        assert_eq!(text.offset(Position { line: 999, column: 0 }, Encoding::Utf16), DRAFT.len());
        // The middle of a surrogate pair is the start of its character.
        let smile = DRAFT.find('\u{1f600}').unwrap();
        assert_eq!(text.offset(Position { line: 0, column: 6 }, Encoding::Utf16), smile);
    }
}
