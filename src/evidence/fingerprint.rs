//! What remains of a text when only hashes of it may be kept: whether a quotation stands in it can still be said, the text cannot be
//! had back.
//!
//! Sorted 32-bit hashes of every five words in a row, after the fold: 4 bytes a word. A change of the fold or of the hash makes a new
//! version, which [`Fingerprint::to_text`] states.

mod base64;
#[cfg(test)]
mod tests;

use super::fold::Folded;
use super::quote::Quotation;
use super::token::{Token, mixed, tokens};

/// Words in a row that are hashed together.
pub const SHINGLE: usize = 5;
/// So many words of a text are kept, the first: 256 KB. What stands behind them is not denied.
pub const MOST_WORDS: usize = 1 << 16;
/// Of the text form.
const VERSION: &str = "1";

/// The hashes, ascending, and whether the text goes on behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    hashes: Vec<u32>,
    cut: bool,
}

/// Whether a text held a quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Every five words of it in a row. What its ellipses leave out, and whether the pieces are near, cannot be seen.
    Yes,
    /// Nothing speaks against it, but it has pieces of fewer than five words, or the text is longer than what was kept.
    Partly,
    /// Five words of it in a row are not there.
    No,
}

impl Fingerprint {
    /// Of a folded text.
    pub fn of(folded: &Folded) -> Self {
        let mut words = sayings(&folded.text);
        let cut = words.len() > MOST_WORDS;
        words.truncate(MOST_WORDS);
        let mut hashes = shingles(&words);
        hashes.sort_unstable();
        hashes.dedup();
        Fingerprint { hashes, cut }
    }

    /// Whether the text held the words of `quotation`.
    pub fn holds(&self, quotation: &str) -> Held {
        let quotation = Quotation::read(quotation);
        let mut held = Held::Yes;
        for piece in &quotation.pieces {
            let words = sayings(&quotation.folded.text[piece.range.clone()]);
            // The last word of `walk[ed]` is not whole.
            let whole = &words[..words.len() - usize::from(piece.open && !words.is_empty())];
            let all = shingles(whole);
            if all.iter().any(|hash| self.hashes.binary_search(hash).is_err()) {
                return if self.cut { Held::Partly } else { Held::No };
            }
            if all.is_empty() {
                held = Held::Partly;
            }
        }
        held
    }

    /// How much of two texts is the same: shingles of both among shingles of either, from 0 to 1. Two empty texts are the same.
    pub fn similarity(&self, other: &Fingerprint) -> f64 {
        let (mut both, mut at) = (0, 0);
        for hash in &self.hashes {
            while other.hashes.get(at).is_some_and(|one| one < hash) {
                at += 1;
            }
            both += usize::from(other.hashes.get(at) == Some(hash));
        }
        let either = self.hashes.len() + other.hashes.len() - both;
        if either == 0 { 1.0 } else { both as f64 / either as f64 }
    }

    /// As text: the version, `+` if the text goes on, `:`, and the hashes (big-endian) in base64.
    pub fn to_text(&self) -> String {
        let bytes: Vec<u8> = self.hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect();
        format!("{VERSION}{}:{}", if self.cut { "+" } else { "" }, base64::encode(&bytes))
    }

    /// Reads what [`Fingerprint::to_text`] writes; nothing of another version, nor what no such text can be.
    pub fn from_text(text: &str) -> Option<Self> {
        let (head, body) = text.split_once(':')?;
        let cut = match head.strip_prefix(VERSION)? {
            "" => false,
            "+" => true,
            _ => return None,
        };
        if body.len() > MOST_WORDS * 6 {
            return None;
        }
        let bytes = base64::decode(body)?;
        let (hashes, rest) = bytes.as_chunks::<4>();
        let hashes: Vec<u32> = hashes.iter().map(|hash| u32::from_be_bytes(*hash)).collect();
        (rest.is_empty() && hashes.is_sorted()).then_some(Fingerprint { hashes, cut })
    }
}

/// The tokens of a folded text that say something: words, numbers, and signs beside these. Commas and the like are left out.
fn sayings(folded: &str) -> Vec<Token> {
    let mut all = tokens(folded);
    all.retain(|token| {
        token.word || matches!(&folded[token.range()], "<" | ">" | "=" | "%" | "$" | "\u{20ac}" | "\u{a3}")
    });
    all
}

fn shingles(words: &[Token]) -> Vec<u32> {
    let one =
        |words: &[Token]| {
            mixed(words.iter().fold(0, |hash: u64, word| {
                hash.rotate_left(13).wrapping_mul(0x0000_0100_0000_01b3) ^ u64::from(word.hash)
            }))
        };
    words.windows(SHINGLE).map(one).collect()
}
