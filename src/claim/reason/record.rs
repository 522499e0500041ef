//! Records and comparisons: what is the first, the most, or more than another.

use super::number::is_year;
use super::{Reason, reason};
use crate::claim::list::{self, Lists, POPULATION, SUPERLATIVE};
use crate::claim::words::Words;

/// `the first-ever`, `the only … in the world`, `the most successful … ever`, `the steepest in existence`.
pub fn record(words: &Words<'_>) -> Option<Reason> {
    (0..words.len()).find_map(|index| {
        let word = words.words.get(index).filter(|word| !word.quoted)?;
        let may = word.lists & (SUPERLATIVE | list::RECORD) != 0 || word.hyphen;
        let (first, last) = may.then(|| told(words, index).or_else(|| among(words, index))).flatten()?;
        reason("record", words.span(first, last))
    })
}

/// A record in so many words, as its first and last word: `first-ever`, `than any other`, `second-largest`, `the first woman to`.
fn told(words: &Words<'_>, index: usize) -> Option<(usize, usize)> {
    const BEST: &[&str] = &[
        "largest",
        "biggest",
        "highest",
        "most",
        "deadliest",
        "richest",
        "busiest",
        "lowest",
        "smallest",
        "oldest",
        "fastest",
        "longest",
    ];
    let text = words.text(index);
    if matches!(text, "first-ever" | "record-breaking" | "record-setting" | "all-time" | "unprecedented") {
        return Some((index, index));
    }
    if text == "first" && words.is(index + 1, &["ever"])
        || text == "ever" && words.is(index.wrapping_sub(1), &["first", "only"])
    {
        return Some((index.saturating_sub(1), index));
    }
    let any = words.is(index + 1, &["any", "anyone", "anything", "all"]) && words.is(index + 2, &["other", "else"]);
    let ever = words.is(index + 1, &["ever", "at"]) && words.is(index + 2, &["before", "any"]);
    if text == "than" && (any || ever) {
        return Some((index, index + 2));
    }
    if text.split_once('-').is_some_and(|(_, best)| BEST.contains(&best)) {
        return Some((index, index));
    }
    let last = unequalled(words, index).or_else(|| pioneer(words, index)).or_else(|| first_of_kind(words, index))?;
    Some((index, last))
}

/// A superlative with what it is the most of, or whose: `the oldest … in Europe`, `the world's largest`.
fn among(words: &Words<'_>, index: usize) -> Option<(usize, usize)> {
    const OWNERS: &[&str] =
        &["world's", "country's", "nation's", "world\u{2019}s", "country\u{2019}s", "nation\u{2019}s"];
    let before = |back: usize, any: &[&str]| words.is(index.wrapping_sub(back), any);
    let owned = before(1, OWNERS);
    let only = words.is(index, &["only", "first"])
        && !before(2, &["not", "isn't", "aren't", "wasn't", "isn\u{2019}t"])
        && (owned || before(1, &["the"]));
    let best = is_superlative(words, index);
    if !only && !best {
        return None;
    }
    let last = (index + 14).min(words.len());
    let scope = (index + 1..last).any(|at| is_scope(words, at, best));
    let last = index + usize::from(words.is(index, &["most", "least"]));
    (owned || scope).then_some((index - usize::from(owned), last))
}

/// `no other city has`, `no king before him`, `has never been so low`: a record told by denial; the last word of it.
fn unequalled(words: &Words<'_>, index: usize) -> Option<usize> {
    if words.is(index, &["never"]) {
        let has = words.is(index.wrapping_sub(1), &["has", "have"])
            && !words.is(index.wrapping_sub(2), &["he", "she", "they", "who"]);
        return (has && words.is(index + 1, &["been"]) && words.is(index + 2, &["so", "as"])).then_some(index + 2);
    }
    if !words.is(index, &["no"]) || index > 1 {
        return None;
    }
    let kind = |at: usize| words.has(at, POPULATION | list::SCOPE | list::ROLE) || words.is_name(at);
    if words.is(index + 1, &["other"]) {
        let who = (index + 2..index + 5).find(|&at| kind(at))?;
        let has = (who + 1..who + 3).any(|at| words.is(at, &["has", "have", "had", "is", "was"]));
        return has.then_some(index + 1);
    }
    let before = (index + 2..index + 5).find(|&at| words.is(at, &["before", "since"]))?;
    let him = words.is(before + 1, &["him", "her", "it", "them", "then"]);
    (him && (before + 2..before + 4).any(|at| words.is(at, &["has", "had"]))).then_some(before + 1)
}

/// Whether a superlative stands at `index`: not `most people`, not `the highest court`.
fn is_superlative(words: &Words<'_>, index: usize) -> bool {
    const OTHERS: Lists = list::PLAIN | POPULATION | list::PAST | list::SAY | list::PRONOUN;
    // `fastest-growing`
    let joined = || words.text(index).split_once('-').is_some_and(|(best, _)| list::lists(best) & SUPERLATIVE != 0);
    if !words.has(index, SUPERLATIVE) && (words.words[index].quoted || !joined())
        || words.is(index, &["top", "leading", "latest", "earliest"])
        || words.is(index + 1, &["court", "office"])
    {
        return false;
    }
    let adjective = words.words.get(index + 1).is_some_and(|next| next.lists & OTHERS == 0 && !next.capital);
    let verb = words.text(index + 1).ends_with("n't") || words.text(index + 1).ends_with("n\u{2019}t");
    // `the most loyal`, `its most loyal`; `most founders` and `in most cases` say how many.
    let chosen = index > 0
        && (is_owner(words, index - 1)
            || words.is(index - 1, &["the", "its", "his", "her", "their", "our", "second", "third", "single"]));
    !words.is(index, &["most", "least"])
        || chosen
            && adjective
            && !verb
            && !words.is(index + 1, &["likely", "recent", "recently", "important", "common", "part"])
}

/// Whether a word owns the next: `America's`.
fn is_owner(words: &Words<'_>, index: usize) -> bool {
    words.text(index).ends_with("'s") || words.text(index).ends_with("\u{2019}s")
}

/// `the first woman to`, `the only country that`: the last word of it.
fn pioneer(words: &Words<'_>, index: usize) -> Option<usize> {
    let first = words.is(index, &["first", "only", "last"])
        && words.is(index.wrapping_sub(1), &["the", "its", "their", "america's"]);
    if !first {
        return None;
    }
    let who = (index + 1..index + 4).find(|&at| {
        words.has(at, list::ROLE | list::SCOPE)
            || words.is(
                at,
                &[
                    "woman",
                    "man",
                    "person",
                    "president",
                    "black",
                    "nation",
                    "city",
                    "vessel",
                    "start-up",
                    "startup",
                    "sitting",
                    "american",
                    "european",
                ],
            )
    })?;
    if (index + 1..who).any(|at| words.has(at, list::PLAIN)) {
        return None;
    }
    let last = (who + 1..who + 4).find(|&at| words.is(at, &["to", "that", "ever"]))?;
    (!words.parted(last)).then_some(who)
}

/// `It was the first novel to be`: the first of any kind, where the sentence says nothing else of it.
fn first_of_kind(words: &Words<'_>, index: usize) -> Option<usize> {
    let first = words.is(index, &["first", "only"])
        && words.is(index.wrapping_sub(1), &["the"])
        && words.is(index.wrapping_sub(2), &["is", "was", "are", "were", "became", "become"]);
    let noun = words.words.get(index + 1).is_some_and(|word| word.lists & list::PLAIN == 0);
    let to = words.is(index + 2, &["to"]) && words.is(index + 3, &["be", "have", "win", "reach", "use", "cross"]);
    (first && noun && to && !words.parted(index + 2)).then_some(index + 1)
}

/// Whether the words from `at` on say among what something is the first or the most.
fn is_scope(words: &Words<'_>, at: usize, best: bool) -> bool {
    let place = words.has(at, list::SCOPE) || words.is_name(at);
    let preposition =
        words.is(at.wrapping_sub(1), &["in", "among", "on", "of"]) || best && words.is(at.wrapping_sub(1), &["at"]);
    let article = words.is(at.wrapping_sub(1), &["the", "this", "its", "our"])
        && words.is(at.wrapping_sub(2), &["in", "among", "of", "on"]);
    // `the worst drought in forty years`
    let span = best
        && words.is(at, &["years", "generation", "memory", "months"])
        && (at.saturating_sub(2)..at).any(|before| words.is(before, &["in", "for"]));
    let ever = best && words.is(at, &["ever", "existence", "available", "worldwide", "globally", "nationwide"]);
    // `since the war`, `since 1987`
    let since = best
        && words.is(at.wrapping_sub(1), &["since"])
        && (is_year(words, at) || words.is(at, &["the"]) && words.is(at + 1, &["war", "crisis", "crash", "pandemic"]));
    ever || span || since || place && (preposition || article)
}

/// `the oldest`, without saying among what.
pub fn superlative(words: &Words<'_>) -> Option<Reason> {
    let index = words.find(SUPERLATIVE)?;
    reason("superlative", words.span(index, index))
}

/// `grew faster than its neighbours'`, `more likely than`, `less popular among … than`.
pub fn comparison(words: &Words<'_>) -> Option<Reason> {
    let than = words.words.iter().skip(1).position(|word| word.text == "than" && !word.quoted)? + 1;
    let first = than.saturating_sub(8);
    let more = (first..than).rev().find(|&index| words.has(index, list::COMPARATIVE) || is_er(words.text(index)))?;
    let number = words.words.get(than + 1).is_some_and(|word| word.number || word.lists & list::NUMBER != 0);
    let idiom = words.is(than.wrapping_sub(1), &["rather", "other"])
        || words.is(
            than + 1,
            &["ever", "usual", "expected", "necessary", "just", "i", "you", "a", "an", "half", "most", "anything"],
        );
    let people = (0..words.len()).any(|index| words.has(index, POPULATION) || words.is_name(index));
    (!number && !idiom && people).then(|| reason("comparison", words.span(more, than))).flatten()
}

fn is_er(word: &str) -> bool {
    matches!(
        word,
        "easier" | "wider" | "deeper" | "tougher" | "richer" | "harsher" | "wealthier" | "happier" | "healthier"
    )
}
