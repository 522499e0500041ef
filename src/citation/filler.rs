//! Words that only hold a list of sources together.

use crate::prose::words;
use std::ops::Range;

/// Join sources in a list, or hang a list to a sentence.
const JOINERS: &[&str] = &[
    "&",
    "/",
    "and",
    "either",
    "et",
    "neither",
    "nor",
    "oder",
    "or",
    "ou",
    "plus",
    "respectively",
    "und",
    "y",
    "e",
    "cited",
    "via",
    "per",
    "see",
    "source",
    "sources",
    "also",
    "among",
    "others",
    "etc",
];

/// Talk about the list, in parentheses or in a sentence of its own.
const TALK: &[&str] = &[
    "a",
    "about",
    "according",
    "article",
    "articles",
    "as",
    "at",
    "available",
    "by",
    "check",
    "citing",
    "click",
    "coverage",
    "credit",
    "details",
    "find",
    "for",
    "from",
    "full",
    "further",
    "go",
    "has",
    "have",
    "here",
    "i.e",
    "in",
    "include",
    "included",
    "includes",
    "including",
    "information",
    "is",
    "it",
    "items",
    "latest",
    "link",
    "links",
    "matter",
    "more",
    "news",
    "of",
    "on",
    "original",
    "please",
    "quelle",
    "quellen",
    "read",
    "reading",
    "references",
    "report",
    "reported",
    "reporting",
    "reports",
    "site",
    "sites",
    "story",
    "stories",
    "such",
    "that",
    "the",
    "them",
    "these",
    "they",
    "this",
    "through",
    "to",
    "topic",
    "used",
    "visit",
    "was",
    "website",
    "websites",
    "were",
    "with",
    "you",
    "can",
];

/// May open the last clause of a sentence whose rest is a list of sources: `…, either time.com or wsj.com`, `… at time.com`.
const TAIL: &[&str] = &["at", "from", "according", "to"];

/// Whether a word joins sources.
pub fn joins(word: &str) -> bool {
    contains(JOINERS, word)
}

/// Whether a word joins or only talks about sources.
pub fn talks(word: &str) -> bool {
    joins(word) || contains(TALK, word)
}

/// Whether there is nothing in `range` of `prose` but words that talk about sources: "For more on this story please go here".
pub fn only_talks(prose: &str, range: Range<usize>) -> bool {
    words(prose, range).all(|word| talks(&prose[word]))
}

/// Whether a word may stand in the last clause of a sentence that names sources.
pub fn hangs(word: &str) -> bool {
    joins(word) || contains(TAIL, word)
}

fn contains(list: &[&str], word: &str) -> bool {
    list.iter().any(|filler| filler.eq_ignore_ascii_case(word))
}
