//! What a client sends that is no text, made text without moving anything.
//!
//! Many clients keep text in units of UTF-16 and cut a character outside the first 65536 in two without noticing, as when they compare two
//! texts unit by unit; some keep bytes of any encoding. Left out, such a message would be missing ever after: every later edit would lie
//! in the wrong place.

use super::convert;
use crate::text::{Encoding, Text};
use std::ops::Range as Bytes;
use tower_lsp::ls_types::{Position, Range};

/// Stands for half of a character: one unit of UTF-16, as the half was.
const HALF: char = '\u{fffd}';
/// Stands for a byte that is not UTF-8: one unit in every encoding, and no word to any rule.
const BYTE: u8 = 0x7f;

/// A client's change as bytes of `text` to be replaced, and by what; and whether it came the wrong way round or lay outside.
pub fn change(text: &Text, range: Range, new: String, encoding: Encoding) -> (Bytes<usize>, String, bool) {
    let (bytes, odd) = convert::bytes(text, range, encoding);
    if encoding != Encoding::Utf16 {
        return (bytes, new, odd);
    }
    let (first, last) = if range.start <= range.end { (range.start, range.end) } else { (range.end, range.start) };
    let before = cut(text, first, bytes.start).map(|_| HALF);
    let (end, after) = cut(text, last, bytes.end).map_or((bytes.end, None), |end| (end, Some(HALF)));
    if before.or(after).is_none() {
        return (bytes, new, odd);
    }
    (bytes.start..end, before.into_iter().chain(new.chars()).chain(after).collect(), odd)
}

/// Where the character at `offset` ends, if `position` lies within it.
fn cut(text: &Text, position: Position, offset: usize) -> Option<usize> {
    let next = Position { character: position.character.saturating_add(1), ..position };
    let end = convert::offset(text, next, Encoding::Utf16);
    let starts_before = || convert::range(text, &(offset..offset), Encoding::Utf16).start < position;
    // Past a line's end both are the line's end.
    (end > offset && starts_before()).then_some(end)
}

/// A message in UTF-8.
pub fn in_utf_8(body: Vec<u8>) -> Vec<u8> {
    if std::str::from_utf8(&body).is_ok() {
        return body;
    }
    let mut mended = Vec::with_capacity(body.len());
    for chunk in body.utf8_chunks() {
        mended.extend_from_slice(chunk.valid().as_bytes());
        mended.extend(chunk.invalid().iter().map(|_| BYTE));
    }
    mended
}

/// JSON in which halves of characters are escaped, made JSON of whole ones; `None` if there are none.
pub fn whole(body: &[u8]) -> Option<Vec<u8>> {
    let mut mended = body.to_vec();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'\\', body.get(at..).unwrap_or_default()) {
        at += found;
        match (unit(body, at), unit(body, at + 6)) {
            (Some(0xd800..=0xdbff), Some(0xdc00..=0xdfff)) => at += 12,
            (Some(0xd800..=0xdfff), _) => {
                mended[at + 2..at + 6].copy_from_slice(b"fffd");
                at += 6;
            }
            _ => at += 2,
        }
    }
    (mended != body).then_some(mended)
}

/// The unit of UTF-16 that is escaped at `at`.
fn unit(body: &[u8], at: usize) -> Option<u16> {
    let digits = body.get(at..at + 6)?.strip_prefix(br"\u")?;
    let digits =
        std::str::from_utf8(digits).ok().filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}
