//! Positions from editors that count otherwise, or are wrong.

use super::Bytes;
use ibid::text::{Encoding, Position, Text};

/// Characters of one text that are looked at one by one.
const MOST: usize = 300;

/// A position anywhere is a place in the text, on the border of a character; a place is a position and back.
pub fn law(data: &[u8]) {
    let mut bytes = Bytes(data);
    let asked: Vec<Position> =
        (0..8).map(|_| Position { line: number(&mut bytes), column: number(&mut bytes) }).collect();
    let source = String::from_utf8_lossy(bytes.0).into_owned();
    let mut text = Text::new(&source);
    for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Utf32] {
        for position in &asked {
            let offset = text.offset(*position, encoding);
            assert!(source.is_char_boundary(offset), "{position:?} in {encoding:?} is {offset} in {source:?}");
            let found = text.position(offset, encoding);
            assert!(found.line <= position.line, "{position:?} in {encoding:?} becomes {found:?} in {source:?}");
            assert_eq!(text.offset(found, encoding), offset, "{position:?} in {encoding:?} in {source:?}");
        }
        for (offset, _) in source.char_indices().take(MOST).filter(|(offset, _)| !source[..*offset].ends_with('\r')) {
            assert_eq!(text.offset(text.position(offset, encoding), encoding), offset, "in {encoding:?} in {source:?}");
        }
    }
    // Offsets that are anything: clamped, in the rope as in the text.
    let mut copy = source.clone();
    for pair in asked.chunks(2) {
        let [from, to] = pair else { continue };
        let range = from.line as usize..to.column as usize;
        let replaced = text.replace(range, "\u{e9}x");
        assert!(copy.get(replaced.clone()).is_some(), "{replaced:?} of {copy:?}");
        copy.replace_range(replaced, "\u{e9}x");
        assert_eq!(text.to_string(), copy);
    }
}

/// Mostly small, sometimes as large as there are.
fn number(bytes: &mut Bytes<'_>) -> u32 {
    match bytes.byte() {
        255 => u32::MAX,
        254 => u32::MAX / 2,
        253 => bytes.number() as u32,
        small => u32::from(small),
    }
}
