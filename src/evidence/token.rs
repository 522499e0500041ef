//! Words, numbers and signs of a folded text.

use super::fold::is_word;
use crate::prose::is_unspaced;
use std::ops::Range;

/// A word, a number with its sign, one character of a script without spaces, or a mark of punctuation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it starts, in bytes of the folded text.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// A hash of it, the same wherever and whenever it is made.
    pub hash: u32,
    /// Whether it is more than a mark.
    pub word: bool,
}

impl Token {
    /// Its bytes of the folded text.
    pub fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// The tokens of `folded`.
pub fn tokens(folded: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(folded.len() / 5);
    let mut at = 0;
    while let Some(c) = folded.get(at..).and_then(|rest| rest.chars().next()) {
        let end = match c {
            ' ' => {
                at += 1;
                continue;
            }
            _ if is_unspaced(c) => at + c.len_utf8(),
            _ if is_word(c) => word_end(folded, at),
            '-' | '+' if is_sign(folded, at) => word_end(folded, at + 1),
            _ => at + c.len_utf8(),
        };
        let text = &folded[at..end];
        let word = text.contains(char::is_alphanumeric);
        found.push(Token { start: at as u32, end: end as u32, hash: hash(text.as_bytes()), word });
        at = end;
    }
    found
}

/// Where the word or number that starts at `at` ends.
fn word_end(folded: &str, at: usize) -> usize {
    let mut last = '\0';
    let mut chars = folded[at..].char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map_or('\0', |&(_, next)| next);
        let inside = is_word(c) && !is_unspaced(c) || index > 0 && joins(last, c, next);
        if !inside {
            return at + index;
        }
        last = c;
    }
    folded.len()
}

/// Whether `c` between `last` and `next` is part of one word or number: `don't`, `4,300.5`, `1/2`, `10:30`.
pub fn joins(last: char, c: char, next: char) -> bool {
    match c {
        '\'' => is_word(last) && is_word(next),
        '.' | ',' | '/' | ':' => last.is_ascii_digit() && next.is_ascii_digit(),
        _ => false,
    }
}

/// Whether the `-` or `+` at `at` belongs to the number after it: `-0.42`, but not `1990-2000`.
pub fn is_sign(folded: &str, at: usize) -> bool {
    let digit = folded.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
    let parted = |c: char| !is_word(c) && !matches!(c, ')' | ']' | '\'' | '%' | '.' | ',' | ';' | ':' | '!' | '?');
    digit && folded[..at].chars().next_back().is_none_or(parted)
}

/// FNV-1a with the bits mixed at the end, so that any 32 of them will do.
pub fn hash(bytes: &[u8]) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    mixed(hash)
}

/// The finaliser of MurmurHash3, folded to 32 bits.
pub fn mixed(mut hash: u64) -> u32 {
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    hash = (hash ^ (hash >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    (hash ^ (hash >> 33)) as u32
}
