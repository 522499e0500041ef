//! What remains of a text when only hashes of it may be kept: whether a quotation stands in it can still be said, the text cannot be
//! had back.
//!
//! Sorted 32-bit hashes of every five words in a row, in one spelling (`even`): 4 bytes a word. A word with hyphens counts as several, and
//! once more as one. A change of the fold, of the spelling or of the hash makes a new version, which [`Fingerprint::to_text`] states.

mod base64;
#[cfg(test)]
mod tests;

use super::even::Even;
use super::fold::{Folded, Side, fold};
use super::language::Language;
use super::quote::Quotation;
use super::token::{hash, mixed};
use std::ops::Range;

/// Words in a row that are hashed together.
pub const SHINGLE: usize = 5;
/// So many words of a text are kept, the first: 256 KB. What stands behind them is not denied.
pub const MOST_WORDS: usize = 1 << 16;
/// Of the text form.
const VERSION: &str = "2";

/// The hashes, ascending, and whether the text goes on behind them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fingerprint {
    hashes: Vec<u32>,
    cut: bool,
    /// The language of the text, if that can be told.
    language: Option<Language>,
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
        let mut hashes = shingles(&words, |_| true);
        let (joined, made) = joined(&words);
        hashes.extend(shingles(&joined, |range| made[range].contains(&true)));
        hashes.sort_unstable();
        hashes.dedup();
        Fingerprint { hashes, cut, language: Language::of(&folded.text) }
    }

    /// Whether the text held the words of `quotation`.
    pub fn holds(&self, quotation: &str) -> Held {
        let quotation = Quotation::read(quotation);
        let mut held = Held::Yes;
        for piece in &quotation.pieces {
            let mut words = sayings(&quotation.folded.text[piece.range.clone()]);
            if piece.open {
                // The last word of `walk[ed]` is not whole.
                words.pop();
            }
            let all = shingles(&words, |_| true);
            let known = |all: &[u32]| all.iter().all(|hash| self.hashes.binary_search(hash).is_ok());
            if !known(&all) && !known(&shingles(&joined(&words).0, |_| true)) {
                return if self.cut { Held::Partly } else { Held::No };
            }
            if all.is_empty() {
                held = Held::Partly;
            }
        }
        held
    }

    /// Whether a quotation is in another language than the text was.
    pub fn is_foreign(&self, quotation: &str) -> bool {
        self.language.is_some_and(|language| language.is_other(&fold(quotation, Side::Quotation).text))
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

    /// As text: the version, the language's code, `+` if the text goes on, `:`, and the hashes (big-endian) in base64.
    pub fn to_text(&self) -> String {
        let bytes: Vec<u8> = self.hashes.iter().flat_map(|hash| hash.to_be_bytes()).collect();
        let language = self.language.map_or("", Language::code);
        format!("{VERSION}{language}{}:{}", if self.cut { "+" } else { "" }, base64::encode(&bytes))
    }

    /// Reads what [`Fingerprint::to_text`] writes; nothing of another version, nor what no such text can be.
    pub fn from_text(text: &str) -> Option<Self> {
        let (head, body) = text.split_once(':')?;
        let head = head.strip_prefix(VERSION)?;
        let (code, cut) = head.strip_suffix('+').map_or((head, false), |code| (code, true));
        let language = if code.is_empty() { None } else { Some(Language::from_code(code)?) };
        if body.len() > MOST_WORDS * 12 {
            return None;
        }
        let bytes = base64::decode(body)?;
        let (hashes, rest) = bytes.as_chunks::<4>();
        let hashes: Vec<u32> = hashes.iter().map(|hash| u32::from_be_bytes(*hash)).collect();
        (rest.is_empty() && hashes.is_sorted()).then_some(Fingerprint { hashes, cut, language })
    }
}

/// A word of a text, in its one spelling.
#[derive(Clone, Debug)]
struct Word {
    text: String,
    /// Whether a hyphen joins it to the one before.
    joins: bool,
}

/// The words of a folded text that say something: words, numbers, and signs beside these. Commas and the like are left out.
fn sayings(folded: &str) -> Vec<Word> {
    let says = |word: &str| {
        word.contains(char::is_alphanumeric) || matches!(word, "<" | ">" | "=" | "%" | "$" | "\u{20ac}" | "\u{a3}")
    };
    let even = Even::of(folded);
    let words = even.words().filter(|(word, _)| says(word));
    words.map(|(word, joins)| Word { text: word.to_owned(), joins }).collect()
}

/// The same with words that hyphens join as one, and which these are.
fn joined(words: &[Word]) -> (Vec<Word>, Vec<bool>) {
    let (mut all, mut made): (Vec<Word>, Vec<bool>) = (Vec::new(), Vec::new());
    for word in words {
        match (all.last_mut().filter(|_| word.joins), made.last_mut()) {
            (Some(last), Some(made)) => {
                last.text.push_str(&word.text);
                *made = true;
            }
            _ => {
                all.push(word.clone());
                made.push(false);
            }
        }
    }
    (all, made)
}

/// The hashes of every five words in a row, of those that `wanted` says by their places.
fn shingles(words: &[Word], wanted: impl Fn(Range<usize>) -> bool) -> Vec<u32> {
    let hashes: Vec<u32> = words.iter().map(|word| hash(word.text.as_bytes())).collect();
    let one = |hashes: &[u32]| {
        mixed(
            hashes
                .iter()
                .fold(0, |all: u64, hash| all.rotate_left(13).wrapping_mul(0x0000_0100_0000_01b3) ^ u64::from(*hash)),
        )
    };
    let rows = hashes.windows(SHINGLE).enumerate().filter(|(at, _)| wanted(*at..*at + SHINGLE));
    rows.map(|(_, row)| one(row)).collect()
}
