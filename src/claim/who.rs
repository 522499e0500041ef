//! Which words of a vague attribution stand where a name should.

use super::list::{self, Lists};
use super::words::Words;
use std::ops::Range;

/// Words that stand for people or works without a name.
const NOBODY: Lists = list::GROUP | list::EXPERTS | list::ONE | list::RESEARCH;

/// What may stand between a crowd and its verb.
const HELPERS: &[&str] =
    &["have", "has", "had", "also", "would", "will", "may", "might", "could", "do", "did", "long", "often", "still"];

/// Words of little meaning that are part of a crowd's name all the same.
const PARTS: &[&str] =
    &["a", "an", "one", "another", "later", "early", "recent", "more", "other", "two", "three", "four", "five"];

/// In `text`, the words of a vague attribution such as `some legal experts say`: the whole phrase that a name would take the place of,
/// what tells more of the people in it included. None where nobody is spoken of, `it is believed`, or somebody is named already.
pub fn nameless(text: &str) -> Option<Range<usize>> {
    let lower = text.to_ascii_lowercase();
    let words = Words::read(text, &lower, 0..text.len(), |_| ());
    if words.is(0, &["there", "it"]) {
        return None;
    }
    let people = |at: usize| words.is(at, &["people", "person", "persons"]);
    let head = (0..words.len()).find(|&at| (words.has(at, NOBODY) || people(at)) && !words.words[at].number)?;
    let part = |at: usize| {
        let plain = words.has(at, list::PLAIN | list::SAY | list::PAST | list::FRAME);
        words.has(at, list::QUANTITY) || words.is(at, PARTS) || !plain
    };
    let mut first = head;
    while first > 0 && !words.parted(first) && part(first - 1) {
        first -= 1;
    }
    let says = |at: usize| words.has(at, list::SAY | list::TELL | list::SHOW | list::MIND);
    let verb = (head + 1..words.len()).rev().find(|&at| says(at));
    let mut last = verb.map_or(head, |verb| verb - 1);
    while last > head && (words.is(last, HELPERS) || words.text(last).ends_with("ly")) {
        last -= 1;
    }
    let named = (first..=last).any(|at| words.is_name(at));
    let whole = (head + 1..=last).all(|at| !words.parted(at));
    (!named && whole).then(|| words.span(first, last))
}

#[cfg(test)]
mod tests {
    use super::nameless;

    #[test]
    fn a_name_takes_the_place_of_the_crowd_alone() {
        for (text, expected) in [
            ("Experts say", "Experts"),
            ("many critics argue", "many critics"),
            ("senior harbour officials said", "senior harbour officials"),
            ("Independent studies have shown", "Independent studies"),
            ("Later studies found", "Later studies"),
            ("people familiar with the negotiations said", "people familiar with the negotiations"),
            ("warnings from medical experts", "medical experts"),
            ("one official said", "one official"),
            ("said officials", "officials"),
            ("according to analysts", "analysts"),
            ("Studies have shown", "Studies"),
        ] {
            assert_eq!(nameless(text).map(|range| &text[range]), Some(expected), "{text}");
        }
        assert_eq!(nameless("It is widely believed"), None);
        assert_eq!(nameless("reportedly"), None);
        assert_eq!(nameless("There are reports of"), None);
        assert_eq!(nameless("critics of Mr Vale say"), None);
    }
}
