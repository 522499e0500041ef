//! Words, pairs of words, and stretches of three to five bytes, each hashed into two of 2^16 buckets: two that share one bucket seldom
//! share the other.

use super::reading::Reading;

/// How many buckets there are.
pub const BUCKETS: usize = 1 << 16;

/// Calls `see` with the buckets of each word and pair of words; returns how many there were.
pub fn words(reading: &Reading, mut see: impl FnMut(u16)) -> usize {
    let mut before = 0x5bd1_e995_u64;
    for token in &reading.tokens {
        both(token.hash, &mut see);
        both(before.rotate_left(23).wrapping_add(token.hash) ^ 0x51ed_270b, &mut see);
        before = token.hash;
    }
    4 * reading.tokens.len()
}

/// Calls `see` with the buckets of each stretch of bytes within a word and the spaces around it; returns how many there were.
pub fn stretches(reading: &Reading, mut see: impl FnMut(u16)) -> usize {
    let mut seen = 0;
    for token in &reading.tokens {
        let around = &reading.plain[token.range.start - 1..token.range.end + 1];
        for length in 3..=5 {
            for window in around.windows(length) {
                both(pack(window), &mut see);
                seen += 2;
            }
        }
    }
    seen
}

/// At most seven bytes and how many they are, as one number.
fn pack(bytes: &[u8]) -> u64 {
    bytes.iter().fold(bytes.len() as u64, |sum, byte| sum << 8 | u64::from(*byte))
}

fn both(key: u64, see: &mut impl FnMut(u16)) {
    see(bucket(key));
    see(bucket(key.wrapping_mul(0xff51_afd7_ed55_8ccd) ^ 0x0123_4567));
}

fn bucket(key: u64) -> u16 {
    let mixed = (key ^ key >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    ((mixed ^ mixed >> 32).wrapping_mul(0xd6e8_feb8_6659_fd93) >> 48) as u16
}
