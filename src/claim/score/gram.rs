//! Words, pairs of words, and stretches of three to five bytes, each hashed into one of 2^16 buckets.

use super::reading::Reading;

/// How many buckets there are.
pub const BUCKETS: usize = 1 << 16;

/// Calls `see` with the bucket of each word and pair of words; returns how many there were.
pub fn words(reading: &Reading, mut see: impl FnMut(u16)) -> usize {
    let mut before = 0x5bd1_e995_u64;
    for token in &reading.tokens {
        see(bucket(token.hash));
        see(bucket(before.rotate_left(23).wrapping_add(token.hash) ^ 0x51ed_270b));
        before = token.hash;
    }
    2 * reading.tokens.len()
}

/// Calls `see` with the bucket of each stretch of bytes within a word and the spaces around it; returns how many there were.
pub fn stretches(reading: &Reading, mut see: impl FnMut(u16)) -> usize {
    let mut seen = 0;
    for token in &reading.tokens {
        let around = &reading.plain[token.range.start - 1..token.range.end + 1];
        for length in 3..=5 {
            for window in around.windows(length) {
                see(bucket(pack(window)));
                seen += 1;
            }
        }
    }
    seen
}

/// At most seven bytes and how many they are, as one number.
fn pack(bytes: &[u8]) -> u64 {
    bytes.iter().fold(bytes.len() as u64, |sum, byte| sum << 8 | u64::from(*byte))
}

fn bucket(key: u64) -> u16 {
    let mixed = (key ^ key >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 48) as u16
}
