//! Small questions about a sentence's words that attribution across sentences asks.

use super::words::{Words, list};

/// Whether the sentence, outside quotation marks, tells of somebody, or that something was said: `the narrator says`.
pub fn tells_of_somebody(words: &Words<'_>) -> bool {
    let quotes = words.words.iter().any(|word| word.quoted);
    (0..words.len()).any(|at| is_person(words, at) || quotes && words.has(at, list("say")))
}

/// Whether the word at `index`, outside quotation marks, is somebody: a name, a pronoun, a role.
fn is_person(words: &Words<'_>, index: usize) -> bool {
    let Some(word) = words.words.get(index).filter(|word| !word.quoted) else { return false };
    word.lists & (list("pronoun") | list("group") | list("role") | list("contents")) != 0
        || words.is(index, &["his", "her", "their", "my", "our", "him", "them"])
        || words.is_name(index)
}

/// Whether the sentence goes on from the one before.
pub fn goes_on(words: &Words<'_>) -> bool {
    const OPENERS: &[&str] = &[
        "this", "these", "that", "those", "they", "it", "he", "she", "such", "its", "their", "his", "her", "here",
        "there",
    ];
    const NOUNS: &[&str] = &[
        "study",
        "report",
        "authors",
        "researchers",
        "survey",
        "paper",
        "team",
        "data",
        "figure",
        "number",
        "numbers",
        "results",
        "findings",
        "analysis",
        "poll",
        "total",
        "rest",
        "latter",
        "former",
        "remaining",
        "other",
        "model",
        "method",
        "approach",
        "system",
        "algorithm",
        "network",
        "technique",
        "lowest",
        "highest",
        "largest",
        "smallest",
        "next",
        "same",
    ];
    let first = usize::from(words.is(
        0,
        &[
            "but",
            "and",
            "yet",
            "still",
            "so",
            "in",
            "of",
            "by",
            "also",
            "moreover",
            "instead",
            "even",
            "at",
            "to",
            "for",
            "from",
            "with",
            "meanwhile",
        ],
    ));
    words.is(first, OPENERS)
        || words.is(first, &["the"])
            && !words.is(first + 2, &["of"])
            && (words.is(first + 1, NOUNS) || words.is(first + 2, NOUNS))
}

/// Whether somebody named stands for the many: `including Professor Vale`, `such as the Pilots' Guild`.
pub fn exemplifies(words: &Words<'_>) -> bool {
    (0..words.len()).any(|at| {
        let such = words.is(at, &["including", "like", "namely", "notably"])
            || words.is(at, &["such"]) && words.is(at + 1, &["as"]);
        let group = (at.saturating_sub(8)..at)
            .any(|before| words.has(before, list("group") | list("quantity") | list("research")));
        such && group && (at + 1..(at + 6).min(words.len())).any(|next| words.is_name(next))
    })
}
