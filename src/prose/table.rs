//! A table of words that every word of a draft is looked up in.

use std::borrow::Borrow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// What is known of words. Nearly every question is of a word that is not in it: the first letter and the length tell most of them.
#[derive(Debug)]
pub struct WordTable<K, V> {
    /// For each first byte, the lengths of the words that start with it, as bits.
    shapes: [u64; 256],
    entries: HashMap<K, V, BuildHasherDefault<WordHasher>>,
}

impl<K: Borrow<str> + Eq + Hash, V> WordTable<K, V> {
    /// A table that will hold about so many words.
    pub fn with_capacity(words: usize) -> Self {
        Self { shapes: [0; 256], entries: HashMap::with_capacity_and_hasher(words, BuildHasherDefault::default()) }
    }

    /// What is known of `word`, to be added or changed.
    pub fn entry(&mut self, word: K) -> std::collections::hash_map::Entry<'_, K, V> {
        let (first, length) = shape(word.borrow());
        self.shapes[first] |= length;
        self.entries.entry(word)
    }

    /// What is known of `word`.
    pub fn get(&self, word: &str) -> Option<&V> {
        let (first, length) = shape(word);
        if self.shapes[first] & length == 0 { None } else { self.entries.get(word) }
    }

    /// All that is known, in no order.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.entries.values()
    }
}

/// The first byte of a word, and the bit of its length.
fn shape(word: &str) -> (usize, u64) {
    (word.as_bytes().first().copied().map_or(0, usize::from), 1 << word.len().min(63))
}

/// A hash of short words, eight bytes at a time. The tables hold no words of a draft, so nobody can make them collide.
#[derive(Debug, Default)]
pub struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        // The last piece may overlap the one before it: with the length, the pieces still tell the word.
        if let Some(last) = bytes.last_chunk::<8>() {
            bytes.as_chunks::<8>().0.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
            self.add(u64::from_le_bytes(*last));
        } else if let (Some(first), Some(last)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            self.add(u64::from(u32::from_le_bytes(*first)) << 32 | u64::from(u32::from_le_bytes(*last)));
        } else {
            self.add(bytes.iter().fold(1, |all, &byte| all << 8 | u64::from(byte)));
        }
        self.0 ^= bytes.len() as u64;
    }

    /// The end of a string; the length is counted already.
    fn write_u8(&mut self, _: u8) {}
}

impl WordHasher {
    fn add(&mut self, eight: u64) {
        let product = u128::from(self.0.rotate_left(5) ^ eight) * 0x9e37_79b9_7f4a_7c15;
        self.0 = product as u64 ^ (product >> 64) as u64;
    }
}

#[cfg(test)]
mod tests {
    use super::WordTable;

    #[test]
    fn finds_what_was_put_in_and_nothing_else() {
        let mut table = WordTable::with_capacity(8);
        let long = "x".repeat(100);
        for word in ["", "fog", "fig", "harbours", "harbour's", long.as_str()] {
            table.entry(word).or_insert(word.len());
        }
        assert_eq!(["", "fog", "harbour's"].map(|word| table.get(word).copied()), [Some(0), Some(3), Some(9)]);
        assert_eq!(table.get(&long), Some(&100));
        assert_eq!(["fag", "f", "harbour"].map(|word| table.get(word)), [None; 3]);
    }
}
