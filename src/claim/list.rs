//! The lists of `words.txt`, a bit each, and the lookup of a word in all of them at once.

use crate::prose::WordTable;
use std::sync::LazyLock;

/// Lists that words stand in, as bits.
pub type Lists = u128;

/// Declares the sections of `words.txt`, in the order of their bits.
const SECTIONS: &[&str] = &[
    "say",
    "tell",
    "show",
    "group",
    "experts",
    "one",
    "research",
    "quantity",
    "believed",
    "widely",
    "hearsay",
    "pronoun",
    "role",
    "office",
    "population",
    "past",
    "number",
    "magnitude",
    "share",
    "trend",
    "multiply",
    "rate",
    "killed",
    "superlative",
    "scope",
    "comparative",
    "cause",
    "outcome",
    "grave",
    "violence",
    "allegation",
    "illness",
    "relation",
    "belief",
    "time",
    "future",
    "could",
    "first",
    "we",
    "you",
    "imperative",
    "self",
    "month",
    "day",
    "plain",
    "function",
    "contents",
    "weak",
    "set",
    "market",
    "mood",
    "frame",
    "turn",
    "hedge",
    "opinion",
    "record",
    "person",
    "figure",
    "suppose",
    "below",
    "define",
    "advise",
    "opener",
    "onward",
    "aforesaid",
    "such",
    "mind",
    "crowd",
    "gesture",
    "stance",
    "utterance",
    "apply",
    "work",
];

pub const SAY: Lists = bit("say");
pub const TELL: Lists = bit("tell");
pub const SHOW: Lists = bit("show");
pub const GROUP: Lists = bit("group");
pub const EXPERTS: Lists = bit("experts");
pub const ONE: Lists = bit("one");
pub const RESEARCH: Lists = bit("research");
pub const QUANTITY: Lists = bit("quantity");
pub const BELIEVED: Lists = bit("believed");
pub const WIDELY: Lists = bit("widely");
pub const HEARSAY: Lists = bit("hearsay");
pub const PRONOUN: Lists = bit("pronoun");
pub const ROLE: Lists = bit("role");
pub const OFFICE: Lists = bit("office");
pub const POPULATION: Lists = bit("population");
pub const PAST: Lists = bit("past");
pub const NUMBER: Lists = bit("number");
pub const MAGNITUDE: Lists = bit("magnitude");
pub const SHARE: Lists = bit("share");
pub const TREND: Lists = bit("trend");
pub const MULTIPLY: Lists = bit("multiply");
pub const RATE: Lists = bit("rate");
pub const KILLED: Lists = bit("killed");
pub const SUPERLATIVE: Lists = bit("superlative");
pub const SCOPE: Lists = bit("scope");
pub const COMPARATIVE: Lists = bit("comparative");
pub const CAUSE: Lists = bit("cause");
pub const OUTCOME: Lists = bit("outcome");
pub const GRAVE: Lists = bit("grave");
pub const VIOLENCE: Lists = bit("violence");
pub const ALLEGATION: Lists = bit("allegation");
pub const ILLNESS: Lists = bit("illness");
pub const RELATION: Lists = bit("relation");
pub const BELIEF: Lists = bit("belief");
pub const TIME: Lists = bit("time");
pub const FUTURE: Lists = bit("future");
pub const COULD: Lists = bit("could");
pub const FIRST: Lists = bit("first");
pub const WE: Lists = bit("we");
pub const YOU: Lists = bit("you");
pub const IMPERATIVE: Lists = bit("imperative");
pub const SELF: Lists = bit("self");
pub const MONTH: Lists = bit("month");
pub const DAY: Lists = bit("day");
pub const PLAIN: Lists = bit("plain");
pub const FUNCTION: Lists = bit("function");
pub const CONTENTS: Lists = bit("contents");
pub const WEAK: Lists = bit("weak");
pub const SET: Lists = bit("set");
pub const MARKET: Lists = bit("market");
pub const MOOD: Lists = bit("mood");
pub const FRAME: Lists = bit("frame");
pub const TURN: Lists = bit("turn");
pub const HEDGE: Lists = bit("hedge");
pub const OPINION: Lists = bit("opinion");
pub const RECORD: Lists = bit("record");
pub const PERSON: Lists = bit("person");
pub const FIGURE: Lists = bit("figure");
pub const SUPPOSE: Lists = bit("suppose");
pub const BELOW: Lists = bit("below");
pub const DEFINE: Lists = bit("define");
pub const ADVISE: Lists = bit("advise");
pub const OPENER: Lists = bit("opener");
pub const ONWARD: Lists = bit("onward");
pub const AFORESAID: Lists = bit("aforesaid");
pub const SUCH: Lists = bit("such");
pub const MIND: Lists = bit("mind");
pub const CROWD: Lists = bit("crowd");
pub const GESTURE: Lists = bit("gesture");
pub const STANCE: Lists = bit("stance");
pub const UTTERANCE: Lists = bit("utterance");
pub const APPLY: Lists = bit("apply");
pub const WORK: Lists = bit("work");

/// The bit of the section `name`; no bit if there is none.
const fn bit(name: &str) -> Lists {
    let mut index = 0;
    while index < SECTIONS.len() {
        if same(SECTIONS[index], name) {
            return 1 << index;
        }
        index += 1;
    }
    0
}

const fn same(one: &str, two: &str) -> bool {
    let (one, two) = (one.as_bytes(), two.as_bytes());
    let mut index = 0;
    while index < one.len() && index < two.len() && one[index] == two[index] {
        index += 1;
    }
    index == one.len() && index == two.len()
}

/// How many words there are, about.
const WORD_COUNT: usize = 5000;

static WORDS: LazyLock<WordTable<&'static str, Lists>> = LazyLock::new(|| {
    let mut words = WordTable::with_capacity(WORD_COUNT);
    let mut bit = 0;
    for line in include_str!("words.txt").lines().filter(|line| !line.starts_with('#')) {
        match line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            Some(name) => bit = self::bit(name),
            None => line.split(' ').filter(|word| !word.is_empty()).for_each(|word| {
                *words.entry(word).or_insert(0) |= bit;
            }),
        }
    }
    words
});

/// The lists that a word in small letters stands in; its possessive ending counts for nothing.
pub fn lists(word: &str) -> Lists {
    let found = |word: &str| WORDS.get(word).copied();
    if let Some(lists) = found(word) {
        return lists;
    }
    if word.ends_with("iest") && word.len() > 6 {
        return SUPERLATIVE;
    }
    if let Some(bare) = word.strip_suffix("'s").or_else(|| word.strip_suffix("\u{2019}s")) {
        // `the country's` is the country, but `the report's` says nothing.
        const NOUNS: Lists = ROLE | SCOPE | SELF | MONTH | DAY | PLAIN;
        return found(bare).unwrap_or(0) & NOUNS;
    }
    if !word.is_ascii() && word.contains('\u{2019}') {
        return found(&word.replace('\u{2019}', "'")).unwrap_or(0);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::{SECTIONS, WORDS, bit};

    #[test]
    fn every_section_has_a_bit_and_words() {
        const { assert!(SECTIONS.len() <= 128) };
        let headings = include_str!("words.txt").lines().filter_map(|line| line.strip_prefix('[')?.strip_suffix(']'));
        assert!(headings.clone().all(|name| bit(name) != 0));
        for name in SECTIONS {
            assert!(WORDS.values().any(|lists| lists & bit(name) != 0), "{name} has no words");
        }
    }
}
