//! `Tom Berry, a witness, said`, `Mara Vale (44, a pilot) said`: a name that a crowd or a role only tells more of.

use crate::claim::words::Words;

/// How many of the stretches between commas are looked into for the name: `Tom Berry, 44, of Holm, a witness,`.
const STRETCHES: usize = 3;
/// How many words a stretch has at most.
const REACH: usize = 8;

/// Before these a name is where or whose something is, not who speaks.
const PREPOSITIONS: &[&str] = &[
    "in", "at", "from", "near", "to", "for", "on", "of", "by", "with", "about", "against", "into", "outside", "after",
    "before", "since", "under", "over", "than", "like", "across", "via", "between",
];

/// What opens a stretch that only tells more of a name.
const MORE: &[&str] =
    &["a", "an", "the", "aged", "of", "from", "who", "then", "now", "both", "also", "and", "once", "formerly"];

/// The name that the words from `start` to the noun at `head` stand beside, if marks part them from it and from the verb.
pub fn of(words: &Words<'_>, start: usize, head: usize, verb: usize) -> Option<usize> {
    if !words.parted(start) || !(head + 1..=verb).any(|index| words.parted(index)) {
        return None;
    }
    let mut end = start.checked_sub(1)?;
    for _ in 0..STRETCHES {
        if words.is_name(end)
            && let Some(name) = name(words, end)
        {
            return Some(name);
        }
        let first = (end.saturating_sub(REACH)..=end).rev().find(|&at| at == 0 || words.parted(at))?;
        let more = words.words.get(first).is_some_and(|word| word.number) || words.is(first, MORE);
        end = first.checked_sub(1).filter(|_| more && !words.words[first].quoted)?;
    }
    None
}

/// The last word of a name, where it is one of somebody who may speak.
fn name(words: &Words<'_>, end: usize) -> Option<usize> {
    let mut first = end;
    while first > 0 && !words.parted(first) && words.is_name(first - 1) {
        first -= 1;
    }
    let opens = first == 0 || words.parted(first);
    (opens || !words.is(first - 1, PREPOSITIONS)).then_some(end)
}
