//! What a rule's look at the whole draft reads of one block, in short: where that stays as it was, so does what was found.

use crate::markdown::Block;
use std::hash::{DefaultHasher, Hash, Hasher};

/// A digest of all that is read, without places; none of nothing.
pub fn digest<T: Hash>(all: impl Iterator<Item = T>) -> Option<u64> {
    let mut hasher = DefaultHasher::new();
    let mut any = false;
    for one in all {
        any = true;
        one.hash(&mut hasher);
    }
    any.then(|| hasher.finish())
}

/// The digest of a block of which every letter may count.
pub fn whole(block: &Block) -> Option<u64> {
    digest(std::iter::once(&block.text))
}
