//! The shapes, as a table: a trigger byte and a reader each.

use super::{furniture, office, wiki};
use crate::finding::Safety;
use crate::markdown::Block;
use std::ops::Range;

/// Something that was left.
#[derive(Debug)]
pub struct Remnant {
    /// Where, in the block.
    pub range: Range<usize>,
    /// What it is; completes "`…` is".
    pub what: &'static str,
    /// What to do.
    pub advice: &'static str,
    /// What mends it.
    pub mend: Mend,
}

/// What mends a remnant.
#[derive(Debug)]
pub enum Mend {
    /// Remove it.
    Remove(Safety),
    /// Write this in its place. A person must look.
    Rewrite(String),
}

/// Reads a remnant at an offset of a block, where its trigger stands.
type Read = fn(&Block, usize) -> Option<Remnant>;

/// What text starts with, and who is asked where it stands.
static READERS: &[(&[u8], Read)] = &[
    (b"Err", office::reference_error),
    (b"Fehler!", office::reference_error),
    (b"Fout!", office::reference_error),
    ("B\u{142}\u{105}d!".as_bytes(), office::reference_error),
    ("\u{41e}\u{448}".as_bytes(), office::reference_error),
    ("\u{9519}".as_bytes(), office::reference_error),
    ("\u{30a8}".as_bytes(), office::reference_error),
    (b"ADDIN ", office::field_code),
    (b"{", office::endnote),
    (b"[", wiki::edit_link),
    (b"[", wiki::edit_mark),
    (b"[", wiki::note),
    (b"[", wiki::maintenance),
    (b"<", furniture::logo),
    (b"<", furniture::hidden_notes),
    (b"<", furniture::asterism),
    (b"A", furniture::share_footer),
];

/// Which bytes trigger some reader.
static TRIGGERS: [bool; 256] = {
    let mut triggers = [false; 256];
    let mut index = 0;
    while index < READERS.len() {
        triggers[READERS[index].0[0] as usize] = true;
        index += 1;
    }
    triggers
};

/// What was left in the block, in order.
pub fn remnants(block: &Block) -> Vec<Remnant> {
    let bytes = block.text.as_bytes();
    let mut found: Vec<Remnant> = Vec::new();
    let mut at = 0;
    while let Some(ahead) = bytes.get(at..).and_then(|rest| rest.iter().position(|&b| TRIGGERS[usize::from(b)])) {
        at += ahead;
        let readers = READERS.iter().filter(|(trigger, _)| bytes[at..].starts_with(trigger));
        let seen = readers.filter_map(|(_, read)| read(block, at)).find(|seen| seen.range.end > at);
        let done = found.last().map_or(0, |last| last.range.end);
        match seen.filter(|seen| seen.range.start >= done) {
            Some(remnant) => {
                at = remnant.range.end;
                found.push(remnant);
            }
            None => at += 1,
        }
    }
    found
}
