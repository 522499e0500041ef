//! The lists of `lexicon.txt`, looked up by a word's hash.

use std::sync::LazyLock;

/// Lists that a word stands in, as bits.
pub type Lists = u64;

/// The sections of `lexicon.txt`, a bit each.
const SECTIONS: &[&str] = &[
    "number",
    "magnitude",
    "fraction",
    "percent",
    "money",
    "quantity",
    "rate",
    "superlative",
    "first",
    "universal",
    "say",
    "show",
    "think",
    "hedge",
    "experts",
    "reporting-participle",
    "research",
    "cause",
    "trend",
    "compare",
    "since",
    "should",
    "will",
    "would",
    "judgement",
    "i",
    "we",
    "you",
    "other",
    "it",
    "past",
    "auxiliary",
    "be",
    "not",
    "month",
    "day",
    "command",
    "pleasantry",
    "people",
    "measure",
    "office",
    "deed",
    "controversy",
    "hearsay",
    "obvious",
    "and",
    "this",
    "question-word",
    "health",
    "self",
];

/// How many lists there are.
pub const LISTS: usize = SECTIONS.len();

/// Numbers in letters.
pub const NUMBERS: Lists = list("number") | list("magnitude") | list("fraction");

/// The bit of the section `name`; no bit if there is none. Ask in `const { … }`: at run time it would compare names.
pub const fn list(name: &str) -> Lists {
    let mut index = 0;
    while index < SECTIONS.len() {
        if same(SECTIONS[index].as_bytes(), name.as_bytes()) {
            return 1 << index;
        }
        index += 1;
    }
    0
}

const fn same(one: &[u8], two: &[u8]) -> bool {
    let mut index = 0;
    while index < one.len() && index < two.len() && one[index] == two[index] {
        index += 1;
    }
    index == one.len() && index == two.len()
}

/// FNV-1a.
pub const fn hash(word: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325;
    let mut index = 0;
    while index < word.len() {
        hash = (hash ^ word[index] as u64).wrapping_mul(0x0100_0000_01b3);
        index += 1;
    }
    hash
}

/// Hashes and lists, sought from a word's hash on; an empty place ends the search. Never more than half full.
const PLACES: usize = 1 << 12;

static TABLE: LazyLock<Vec<(u64, Lists)>> = LazyLock::new(|| {
    let mut table = vec![(0, 0); PLACES];
    let mut bit = 0;
    for line in include_str!("lexicon.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => bit = list(name),
            None => line.split(' ').filter(|word| !word.is_empty()).for_each(|word| {
                let hash = hash(word.as_bytes());
                let place = place(&table, hash);
                table[place] = (hash, table[place].1 | bit);
            }),
        }
    }
    table
});

fn place(table: &[(u64, Lists)], hash: u64) -> usize {
    let mut place = hash as usize % PLACES;
    while table[place].1 != 0 && table[place].0 != hash {
        place = (place + 1) % PLACES;
    }
    place
}

/// The lists that the word of this hash stands in.
pub fn lists(hash: u64) -> Lists {
    TABLE[place(&TABLE, hash)].1
}

#[cfg(test)]
mod tests {
    use super::{LISTS, PLACES, SECTIONS, TABLE, hash, list, lists};

    #[test]
    fn every_section_has_a_bit_and_words() {
        const { assert!(LISTS <= 64) };
        let text = include_str!("lexicon.txt");
        for line in text.lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']')) {
            assert_ne!(list(line), 0, "{line} has no bit");
        }
        for name in SECTIONS {
            assert!(TABLE.iter().any(|(_, lists)| lists & list(name) != 0), "{name} has no words");
        }
        assert!(TABLE.iter().filter(|place| place.1 != 0).count() < PLACES / 2, "searches would be long");
    }

    #[test]
    fn a_word_may_stand_in_several_lists() {
        let led = lists(hash(b"led"));
        assert!(led & list("cause") != 0 && led & list("past") != 0);
        assert_eq!(lists(hash(b"marmalade")), 0);
    }
}
