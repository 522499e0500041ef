//! `according to X`, `in X's view`, `X has it that`.

use super::crowd::is_owner;
use super::{Speech, Voice};
use crate::claim::list;
use crate::claim::words::Words;

/// How far a source is looked for behind `according to`, in words.
const REACH: usize = 8;

/// The voices that a frame without a reporting verb gives.
pub fn speeches(words: &Words<'_>) -> Vec<Speech> {
    let mut found = Vec::new();
    for index in words.all(list::FRAME) {
        if words.words[index].quoted {
            continue;
        }
        if words.is(index, &["according"]) && words.is(index + 1, &["to"]) {
            found.extend(source(words, index, index + 2));
        }
        let from = words.is(
            index,
            &[
                "warnings",
                "criticism",
                "concerns",
                "complaints",
                "claims",
                "skepticism",
                "opposition",
                "calls",
                "warning",
                "accusations",
            ],
        );
        if from && words.is(index + 1, &["from", "by", "among"]) {
            let group = (index + 2..(index + 5).min(words.len())).find(|&at| words.has(at, list::EXPERTS));
            let named = group
                .is_some_and(|group| (index + 2..group).any(|at| words.is_name(at) || words.is(at, &["the", "these"])));
            found.extend(
                group.filter(|_| !named).map(|group| Speech { voice: Voice::Unnamed, range: words.span(index, group) }),
            );
        }
        found.extend(analysis(words, index));
        found.extend(aside(words, index));
        let in_view =
            words.is(index, &["view", "words", "opinion", "telling", "account", "judgment", "estimate", "estimation"]);
        if in_view
            && words.is(index.wrapping_sub(1), &["this", "that", "their", "his", "her", "its"])
            && words.is(index.wrapping_sub(2), &["in", "by"])
        {
            found.push(Speech { voice: Voice::Role, range: words.span(index - 1, index) });
        }
        if in_view && index > 0 && is_owner(words, index - 1) && words.is_name(index - 1) {
            found.push(Speech { voice: Voice::Named, range: words.span(index - 1, index) });
        }
    }
    found
}

/// `the Guild's estimate`, `a survey by the Guild`: whose reckoning it is.
fn analysis(words: &Words<'_>, index: usize) -> Option<Speech> {
    const RECKONINGS: &[&str] = &[
        "estimate",
        "estimates",
        "analysis",
        "model",
        "models",
        "survey",
        "poll",
        "polls",
        "study",
        "report",
        "count",
        "tally",
        "index",
        "ranking",
        "projection",
        "projections",
        "forecast",
        "assumptions",
        "figures",
        "data",
        "census",
        "audit",
        "records",
        "filings",
    ];
    if !words.is(index, RECKONINGS) {
        return None;
    }
    let first = index.saturating_sub(3);
    let owner = (first..index).find(|&at| words.is_name(at) && (at + 1..=index).all(|between| !words.parted(between)));
    let by = words
        .is(index + 1, &["by", "from"])
        .then(|| (index + 2..(index + 6).min(words.len())).find(|&at| words.is_name(at)))
        .flatten();
    let range = owner.map(|owner| words.span(owner, index)).or_else(|| by.map(|by| words.span(index, by)))?;
    Some(Speech { voice: Voice::Named, range })
}

/// `(source: the Guild)`, `, per the Guild`: a source as an aside.
fn aside(words: &Words<'_>, index: usize) -> Option<Speech> {
    let announced = words.is(index, &["source", "sources"]) && words.parted(index + 1);
    let per = words.is(index, &["per", "via"]) && !words.parted(index + 1);
    if !(announced || per) || !(words.parted(index) || index == 0) {
        return None;
    }
    let named = (index + 1..(index + 4).min(words.len())).find(|&at| words.is_name(at))?;
    Some(Speech { voice: Voice::Named, range: words.span(index, named) })
}

/// The end of the noun that starts at `first`: `a new report`.
fn noun(words: &Words<'_>, first: usize, stop: usize) -> usize {
    let content = |&index: &usize| !words.listed(index, list::PLAIN | list::FUNCTION);
    let article = usize::from(!content(&first));
    (first + article..=stop).take_while(content).last().unwrap_or(first.min(stop))
}

/// The source behind `according to`.
fn source(words: &Words<'_>, frame: usize, first: usize) -> Option<Speech> {
    let last = (first + REACH).min(words.len()).checked_sub(1)?;
    let stop = (first + 1..=last).find(|&index| words.parted(index)).map_or(last, |index| index - 1);
    let say = |voice: Voice, to: usize| Some(Speech { voice, range: words.span(frame, to) });
    let named = (first..=stop).find(|&index| words.is_name(index));
    let unnamed = (first..=stop).find(|&index| {
        words.has(index, list::EXPERTS)
            || words.is(index, &["studies", "research", "reports", "insiders", "some", "many", "rumors"])
    });
    let one = (first..=stop).find(|&index| words.has(index, list::ONE));
    let article = words.text(first);
    match (named, unnamed, one) {
        (Some(index), _, None) => say(Voice::Named, words.name_end(index)),
        (named, _, Some(index)) if matches!(article, "a" | "an" | "one") && named.is_none_or(|at| at < index) => {
            say(Voice::Unnamed, index)
        }
        (Some(index), ..) => say(Voice::Named, words.name_end(index)),
        (None, Some(index), _) if !matches!(article, "the" | "this" | "these" | "our" | "my") => {
            say(Voice::Unnamed, index)
        }
        _ => say(Voice::Role, noun(words, first, stop)),
    }
}
