//! What a sentence is about, small enough to keep for every sentence: its figures and its rarer words, as hashes.

use super::list::{self, Lists};
use super::words::{Word, Words};

/// What a sentence is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gist {
    /// Its figures that are no years, sorted.
    figures: Vec<u32>,
    /// The stems of its rarer words, sorted.
    words: Vec<u32>,
}

/// Words that say little of what a sentence is about.
const COMMON: Lists = list::PLAIN | list::FUNCTION | list::SAY | list::MONTH | list::DAY | list::PAST | list::COULD;

/// How many letters of a word tell it from others, whatever its ending.
const STEM: usize = 6;

/// How many of its words a sentence shares with one that says the same, at least.
const SHARED: usize = 4;

impl Gist {
    /// Reads it off a sentence.
    pub fn new(words: &Words<'_>) -> Self {
        let rare = |word: &&Word<'_>| !word.number && word.text.len() > 3 && word.lists & COMMON == 0;
        let mut gist = Self { figures: Vec::new(), words: Vec::with_capacity(words.words.iter().filter(rare).count()) };
        for word in &words.words {
            if word.number {
                let digits = word.text.bytes().filter(u8::is_ascii_digit).count();
                let year = digits == 4 && word.text.len() == 4 && word.text.starts_with(['1', '2']);
                if digits > 1 && !year {
                    gist.figures.push(hash(word.text.trim_matches(|c: char| !c.is_ascii_digit())));
                }
            } else if rare(&word) {
                let end = word.text.char_indices().nth(STEM).map_or(word.text.len(), |(end, _)| end);
                gist.words.push(hash(&word.text[..end]));
            }
        }
        for list in [&mut gist.figures, &mut gist.words] {
            list.sort_unstable();
            list.dedup();
        }
        gist
    }

    /// Whether `other` tells the same at more length: the same figure of the same things, or most of the same words.
    pub fn is_told_by(&self, other: &Self) -> bool {
        let shared = common(&self.words, &other.words);
        let figure = shared > 0 && common(&self.figures, &other.figures) > 0;
        figure || self.figures.is_empty() && shared >= SHARED && shared * 2 >= self.words.len()
    }
}

/// How many numbers two sorted lists have in common, in the time that the shorter takes.
fn common(one: &[u32], other: &[u32]) -> usize {
    let (one, other) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    one.iter().filter(|number| other.binary_search(number).is_ok()).count()
}

/// FNV-1a.
fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
