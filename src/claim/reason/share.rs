//! Shares: of people or things, one in some, and by how much something rose.

use super::number::{is_number, is_year};
use super::{Reason, reason};
use crate::claim::list;
use crate::claim::words::Words;

/// Parts in one word.
const PARTS: &[&str] =
    &["two-thirds", "one-third", "three-quarters", "one-quarter", "one-fifth", "four-fifths", "two-fifths"];

/// `a quarter of Kazakhs`, `two-thirds of voters`, `one in five`, `a majority of members`, `rose by a fifth`.
pub fn share(words: &Words<'_>, index: usize) -> Option<Reason> {
    part(words, index).or_else(|| ratio(words, index)).or_else(|| moved(words, index))
}

fn part(words: &Words<'_>, index: usize) -> Option<Reason> {
    let text = words.text(index);
    let part = words.has(index, list::SHARE) || PARTS.contains(&text);
    let of = words.is(index + 1, &["of"]) || text == "half" && words.is(index + 1, &["the", "its", "their"]);
    let town = |at: usize| {
        words.is(
            at,
            &[
                "town",
                "village",
                "city",
                "island",
                "membership",
                "inhabitants",
                "world",
                "country",
                "nation",
                "species",
                "electricity",
            ],
        )
    };
    let all = words.is(index + 1, &["of"])
        && words.is(index + 2, &["all"])
        && words
            .words
            .get(index + 3)
            .is_some_and(|word| !word.number && word.text.ends_with('s') && word.lists & list::PLAIN == 0);
    let whole = (index + 1..(index + 7).min(words.len()))
        .find(|&at| words.has(at, list::POPULATION) || words.is_name(at) || town(at));
    if part
        && of
        && (whole.is_some() || all)
        && !words.is(index.wrapping_sub(1), &["first", "second", "last", "other", "better"])
    {
        // `a quarter of Americans`: with the article, and as far as the noun if that is near.
        let counted = is_number(words, index.wrapping_sub(1)) || words.is(index.wrapping_sub(1), &["a"]);
        let noun = whole.filter(|&at| at <= index + 4 && (index + 2..=at).all(|at| !words.parted(at)));
        let last = noun.unwrap_or(index + if all { 3 } else { 2 }).min(words.len() - 1);
        return reason("figure-share", words.span(index - usize::from(counted), last));
    }
    (matches!(text, "majorities") && index == 0).then(|| reason("figure-share", words.span(index, index))).flatten()
}

/// `one in five`, `nine out of ten`, `3 in 100`, `one child in nine`, `£1 in every £8`.
fn ratio(words: &Words<'_>, index: usize) -> Option<Reason> {
    let digits = || {
        let text = words.text(index).trim_start_matches(super::number::MONEY);
        let labelled = index > 0 && words.words[index - 1].capital && !words.words[index - 1].fresh;
        words.words[index].number && text.len() < 3 && text.bytes().all(|byte| byte.is_ascii_digit()) && !labelled
    };
    let letters = words.has(index, list::NUMBER) && !words.is(index, &["half", "thousands", "hundreds", "dozens"]);
    if !letters && !digits() {
        return None;
    }
    // `one child in nine`
    let noun = usize::from(words.is(index, &["one"]) && words.is(index + 2, &["in"]) && !words.parted(index + 2));
    let joint = index + 1 + noun;
    let out = words.is(joint, &["out"]) && words.is(joint + 1, &["of"]);
    let every = words.is(joint + 1 + usize::from(out), &["every"]);
    let second = joint + 1 + usize::from(out) + usize::from(every);
    let number = is_number(words, second)
        && words.words.get(second).is_some_and(|word| word.range.len() < 8)
        && !is_year(words, second);
    // In digits a share is told from a place by its second number: `3 in 100`, `1 in 7`.
    let round = |at: usize| words.text(at).trim_start_matches(super::number::MONEY).ends_with('0');
    let clear = letters || out || every || words.is(index, &["1"]) || round(second);
    let whole = (out || words.is(joint, &["in"])) && number && clear;
    whole.then(|| reason("figure-share", words.span(index, second))).flatten()
}

/// `rose by a fifth`, `has lost a third of its weight`: only beside a verb that says it moved.
fn moved(words: &Words<'_>, index: usize) -> Option<Reason> {
    let part = words.has(index, list::SHARE) && !words.is(index, &["majority", "majorities", "proportion", "fraction"]);
    let article = words.is(index.wrapping_sub(1), &["a", "one", "two", "three"]);
    let by = article && words.is(index.wrapping_sub(2), &["by"]) || words.is(index.wrapping_sub(1), &["by"]);
    let verb = || (index.saturating_sub(6)..index).any(|at| words.has(at, list::TREND));
    (part && by && verb()).then(|| reason("figure-share", words.span(index - 1, index))).flatten()
}
