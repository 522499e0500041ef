//! Claims without a figure: rules about people, trends, accusations, and what speaks for or against any; the rest has files of its own.

use super::cause::{cause, health, outcome, prospect};
use super::number::{is_year, money};
use super::record::{comparison, record, superlative};
use super::{Reason, reason};
use crate::claim::list::{self, Lists, POPULATION};
use crate::claim::words::{Word, Words};

/// Readers of claims, each of which finds at most one.
const READERS: &[fn(&Words<'_>) -> Option<Reason>] = &[
    fixed,
    market,
    mood,
    record,
    superlative,
    comparison,
    generalisation,
    trend,
    cause,
    outcome,
    prospect,
    conflict,
    allegation,
    health,
    belief,
    period,
    name,
    long,
    hedge,
    opinion,
];

/// The features of a sentence that are no figures.
pub fn reasons(words: &Words<'_>) -> Vec<Reason> {
    READERS.iter().filter_map(|read| read(words)).collect()
}

fn at(words: &Words<'_>, lists: Lists) -> Option<usize> {
    words.find(lists)
}

/// `the law`, `the plan`: the figure is set by it, and it can be looked up.
fn fixed(words: &Words<'_>) -> Option<Reason> {
    let index = at(words, list::SET)?;
    reason("set", words.span(index, index))
}

/// Prices that an exchange records.
fn market(words: &Words<'_>) -> Option<Reason> {
    let price = |at: usize| money(words.text(at));
    let mut prices = (2..words.len()).filter(|&index| price(index));
    let moved = |to: &usize| words.is(*to, &["to"]) && (to.saturating_sub(8)..*to).any(price);
    let to = prices.find_map(|index| Some(index - 1).filter(moved));
    let index = to.or_else(|| at(words, list::MARKET))?;
    reason("market", words.span(index, index))
}

/// `growing concern`, `increasing global scrutiny`: a mood, and nobody whose mood it is.
fn mood(words: &Words<'_>) -> Option<Reason> {
    const MORE: &[&str] = &[
        "growing",
        "increasing",
        "mounting",
        "widespread",
        "rising",
        "renewed",
        "intense",
        "considerable",
        "global",
        "international",
        "deep",
        "broad",
    ];
    let index = words
        .all(list::MOOD)
        .filter(|&index| index > 0)
        .find(|&index| !words.words[index].quoted && (index.saturating_sub(2)..index).any(|at| words.is(at, MORE)))?;
    reason("mood", words.span(index - 1, index))
}

/// `Many Americans …`, `Most immigrants …`, `children are generally more …`.
fn generalisation(words: &Words<'_>) -> Option<Reason> {
    if words.any & POPULATION == 0 {
        return None;
    }
    if let Some(kinds) = kinds_compared(words) {
        return Some(kinds);
    }
    for index in 0..words.len().saturating_sub(1) {
        let quantity = words.is(index, &["most", "many", "few", "fewer", "nearly"]) && !words.words[index].quoted;
        let opens = index == 0
            || words.parted(index)
            || words.is(index - 1, &["that", "but", "and", "because", "while", "where", "how"]);
        let group = || (index + 1..(index + 4).min(words.len())).find(|&at| words.has(at, POPULATION));
        // What many did once is news, not a rule.
        let once = || {
            (index + 2..(index + 10).min(words.len()))
                .any(|at| words.text(at).ends_with("ed") || words.has(at, list::PAST))
        };
        let rule = quantity && opens && !once() && !words.is(index + 1, &["of"]);
        let group = group()
            .filter(|_| rule)
            .filter(|&at| !words.is(at, &["democrats", "republicans"]) && (index + 1..=at).all(|at| !words.parted(at)));
        if let Some(group) = group {
            return reason("generalisation", words.span(index, group));
        }
        let tends = words.is(index, &["tend", "tends"]) && words.is(index + 1, &["to"]);
        let subject = || (index.saturating_sub(6)..index).find(|&at| words.has(at, POPULATION));
        if let Some(subject) = tends.then(subject).flatten() {
            return reason("generalisation", words.span(subject, index));
        }
    }
    None
}

/// `Women read more novels than men`: one kind of people against another, as a rule.
fn kinds_compared(words: &Words<'_>) -> Option<Reason> {
    let subject = (0..2.min(words.len())).find(|&at| words.has(at, POPULATION))?;
    let definite = words.is(0, &["the", "these", "those", "some", "both", "two", "three", "other", "its", "their"]);
    let than = (subject + 1..words.len()).find(|&at| words.is(at, &["than"]) && !words.words[at].quoted)?;
    let others = (than + 1..(than + 4).min(words.len())).any(|at| {
        words.has(at, POPULATION) || words.is(at, &["those"]) || words.is(at, &["the"]) && at + 2 >= words.len()
    });
    let once = (subject + 1..than).any(|at| words.has(at, list::PAST) || words.text(at).ends_with("ed"));
    let found = comparison(words).filter(|_| others && !once && !definite)?;
    reason("generalisation", found.range)
}

/// `has grown since`, `over the past decades … declining`.
fn trend(words: &Words<'_>) -> Option<Reason> {
    let verb = words.all(list::TREND).find(|&index| {
        !words.words[index].quoted
            && !words.is(index.wrapping_sub(1), &["to", "a", "the"])
            && !words.is(
                index,
                &[
                    "cut", "growth", "cuts", "improve", "reduce", "increase", "drop", "rise", "fall", "decrease",
                    "decline",
                ],
            )
    });
    let verb = verb.or_else(|| {
        words.all(list::WIDELY | list::COMPARATIVE).find(|&index| {
            words.is(index, &["increasingly"])
                || words.is(index, &["more"]) && words.is(index.wrapping_sub(1), &["grown"])
        })
    })?;
    reason("trend", words.span(verb, verb))
}

/// `airstrikes`, `firing missiles`.
fn conflict(words: &Words<'_>) -> Option<Reason> {
    let mut found =
        words.all(list::VIOLENCE).filter(|&index| !words.words[index].quoted && !words.words[index].capital);
    let (first, second) = (found.next()?, found.next()?);
    reason("conflict", if second - first < 5 { words.span(first, second) } else { words.span(first, first) })
}

/// `stole`, `took bribes`, of somebody who is named or holds an office.
fn allegation(words: &Words<'_>) -> Option<Reason> {
    // `had an affair with` is one, a love affair none.
    let affair = |index: &usize| {
        !words.is(*index, &["affair"]) || words.is(index - 1, &["an"]) && words.is(index + 1, &["with"])
    };
    let index = words.all(list::ALLEGATION).find(|index| *index > 0 && !words.words[*index].quoted && affair(index))?;
    let first = index - usize::from(words.is(index, &["affair"]));
    // `Corrigan lied`: no other word with a capital letter tells that the first is a name.
    let unknown = |word: &Word<'_>| word.capital && word.lists == 0 && !word.text.ends_with('s');
    let opens = index == 1 && words.words.first().is_some_and(unknown);
    let name = if (0..words.len()).any(|at| at.abs_diff(index) < 14 && words.is_name(at)) {
        "allegation"
    } else if opens || (index.saturating_sub(6)..index).any(|at| words.has(at, list::OFFICE)) {
        "allegation-office"
    } else {
        return None;
    };
    reason(name, words.span(first, index))
}

/// `He believes that …`: what somebody thinks, told by somebody else.
fn belief(words: &Words<'_>) -> Option<Reason> {
    let verb = words.all(list::BELIEF).filter(|&index| index > 0).find(|&index| {
        let owner = words.text(index - 1).ends_with("'s") || words.text(index - 1).ends_with("\u{2019}s");
        let subject = words.is(index - 1, &["he", "she", "they"]) || words.is_name(index - 1) && !owner;
        !words.words[index].quoted && subject
    })?;
    reason("belief", words.span(verb - 1, verb))
}

/// `since 2007`, `for decades`, `over the past few years`.
fn period(words: &Words<'_>) -> Option<Reason> {
    if words.any & list::TIME == 0 {
        return None;
    }
    let index = (1..words.len()).find(|&index| {
        let since = words.is(index - 1, &["since"]) && is_year(words, index);
        let past = words.is(index - 1, &["past", "last", "recent", "for", "few", "several"])
            && words.is(index, &["decades", "decade", "years", "centuries", "months", "century"]);
        // `has soared since the lamps were turned off`
        let until_now = words.is(index, &["since"])
            && words.has(index - 1, list::TREND)
            && words.is(index.wrapping_sub(2), &["has", "have"]);
        since || past || until_now
    })?;
    reason("period", words.span(index - 1, index))
}

fn name(words: &Words<'_>) -> Option<Reason> {
    // `°C` and `plan B` name nobody.
    let index = words.words.iter().position(|word| word.name && word.range.len() > 1)?;
    reason("name", words.span(index, index))
}

fn long(words: &Words<'_>) -> Option<Reason> {
    (words.len() >= 22).then(|| reason("long", words.span(0, words.len() - 1))).flatten()
}

fn hedge(words: &Words<'_>) -> Option<Reason> {
    let index = words.all(list::HEDGE).next()?;
    reason("hedge", words.span(index, index))
}

fn opinion(words: &Words<'_>) -> Option<Reason> {
    let index = words.all(list::OPINION).next()?;
    reason("opinion", words.span(index, index))
}
