//! People counted, and what is estimated or average.

use super::number::{UNITS, grouped, is_number, is_year};
use super::{Reason, reason};
use crate::claim::list;
use crate::claim::words::Words;

/// `killed 12 people`, `300 protesters`, `some 250 jobs`.
pub fn people(words: &Words<'_>, index: usize) -> Option<Reason> {
    if !is_number(words, index) || is_year(words, index) {
        return None;
    }
    let group = |at: usize| words.has(at, list::POPULATION) || words.is(at, &["jobs", "homes"]);
    let last = index + usize::from(grouped(words, index));
    let hurt = |at: usize| words.has(at, list::KILLED);
    let killed = hurt(index.wrapping_sub(1))
        || group(last + 1) && (hurt(last + 2) || words.is(last + 2, &["were", "was", "are", "have"]) && hurt(last + 3));
    let text = words.text(index);
    let large = text.bytes().filter(u8::is_ascii_digit).count() >= 4
        || last > index
        || words.has(index, list::MAGNITUDE)
        || is_about(words, index) && (text.len() > 1 || !words.words[index].number);
    let far = group(last + 2) && !words.parted(last + 2) && !group(last + 1);
    let people = large && (group(last + 1) || far);
    let end = (last + if far { 2 } else { 1 }).min(words.len() - 1);
    (killed || people).then(|| reason("figure-people", words.span(index, end))).flatten()
}

/// Whether a word before the number says that nobody has counted to the last one: `some 250`, `at least sixty`.
fn is_about(words: &Words<'_>, index: usize) -> bool {
    words.is(index.wrapping_sub(1), &["some", "nearly", "almost", "roughly", "approximately"])
        || words.is(index.wrapping_sub(1), &["least", "than"])
            && words.is(index.wrapping_sub(2), &["at", "more", "fewer"])
}

/// `400,000 copies`, `10,000 tonnes`: things that somebody must have counted or weighed.
pub fn things(words: &Words<'_>, index: usize) -> Option<Reason> {
    const THINGS: &[&str] = &[
        "copies", "lives", "tonnes", "tons", "hectares", "acres", "barrels", "animals", "birds", "trees", "vehicles",
        "cars", "houses", "visitors", "tickets", "species",
    ];
    let last = index + usize::from(grouped(words, index));
    let thing = words.is(last + 1, THINGS) && !words.parted(last + 1);
    let digits = words.text(index).bytes().filter(u8::is_ascii_digit).count();
    let large = last > index || digits >= 5 || digits == 4 && words.text(index).contains(',');
    (thing && large && is_number(words, index)).then(|| reason("figure-million", words.span(index, last + 1))).flatten()
}

/// `an estimated 4,000 boats`, `is estimated at 12,000`, `an average of 14 cyclists`.
pub fn estimate(words: &Words<'_>, index: usize) -> Option<Reason> {
    let before = |back: usize, any: &[&str]| words.is(index.wrapping_sub(back), any);
    let estimated =
        before(1, &["estimated"]) || before(2, &["estimated", "estimates"]) && before(1, &["at", "that", "to"]);
    let average = before(1, &["of"]) && before(2, &["average", "median"]) && !words.is(index + 1, UNITS);
    if !(estimated || average) || !is_number(words, index) || is_year(words, index) {
        return None;
    }
    let first = index - if average { 2 } else { 1 };
    reason("figure-estimate", words.span(first, index))
}

/// `the average household throws away 74 kilograms`.
pub fn typical(words: &Words<'_>, index: usize) -> Option<Reason> {
    let small = words.text(index).len() < 2 || words.is(index, &["one", "two", "half"]);
    if !is_number(words, index) || is_year(words, index) || small || words.is(index + 1, UNITS) {
        return None;
    }
    let of_whom =
        |at: usize| words.is(at, &["average", "typical"]) && words.is(at.wrapping_sub(1), &["the", "an", "a"]);
    let from = index.saturating_sub(9);
    let found = (from..index.saturating_sub(1)).any(|at| of_whom(at) && !words.is(at + 1, &["of"]));
    let last = index + usize::from(words.words.get(index + 1).is_some() && !words.parted(index + 1));
    found.then(|| reason("figure-estimate", words.span(index, last))).flatten()
}
