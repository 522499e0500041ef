//! Figures: percentages, shares, sums, large numbers, people counted, averages, multiples.

use super::{Reason, reason};
use crate::claim::list::{self, Lists};
use crate::claim::words::Words;

const MAGNITUDE: Lists = list::MAGNITUDE;
const POPULATION: Lists = list::POPULATION;
const NUMBER: Lists = list::NUMBER;

/// What a figure in words may start with.
const FIGURES: Lists = NUMBER | MAGNITUDE | list::SHARE | list::MULTIPLY | list::FIGURE;

/// What counts for a computer, not for a reader.
const UNITS: &[&str] = &[
    "bytes",
    "byte",
    "bits",
    "bit",
    "pixels",
    "characters",
    "lines",
    "seconds",
    "milliseconds",
    "ms",
    "kb",
    "mb",
    "gb",
    "columns",
    "rows",
    "px",
    "tokens",
    "words",
    "pages",
    "degrees",
    "rpm",
    "mhz",
    "ghz",
    "hz",
    "port",
    "iterations",
    "elements",
    "entries",
    "commits",
];

/// The figures of a sentence.
pub fn reasons(words: &Words<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    for (index, word) in words.words.iter().enumerate() {
        let may = word.number || word.lists & FIGURES != 0 || word.text.ends_with("fold");
        if !may || word.quoted {
            continue;
        }
        let one = percent(words, index)
            .or_else(|| sum(words, index))
            .or_else(|| million(words, index))
            .or_else(|| share(words, index))
            .or_else(|| people(words, index))
            .or_else(|| estimate(words, index))
            .or_else(|| multiple(words, index))
            .or_else(|| count(words, index));
        found.extend(one);
    }
    found.extend(rate(words).filter(|_| !found.is_empty()));
    found
}

fn is_number(words: &Words<'_>, index: usize) -> bool {
    words.words.get(index).is_some_and(|word| word.number) || words.has(index, NUMBER)
}

/// `14 percent`, `14%`, `3 percentage points`.
fn percent(words: &Words<'_>, index: usize) -> Option<Reason> {
    let word = words.words.get(index).filter(|_| is_number(words, index))?;
    let sign = words.prose[word.range.end..].trim_start_matches([' ', '\u{a0}']).starts_with('%');
    if sign {
        let text = words.text(index);
        let end = word.range.end + words.prose[word.range.end..].find('%').map_or(0, |n| n + 1);
        let whole = matches!(text, "100" | "0" | "110" | "200") && !words.prose[end..].starts_with(" of");
        return (!whole).then(|| reason("figure-percent", word.range.start..end)).flatten();
    }
    let percent = words.is(index + 1, &["percent", "percentage"])
        || words.is(index + 1, &["per"]) && words.is(index + 2, &["cent"]);
    let last = if words.is(index + 1, &["per", "percentage"]) { index + 2 } else { index + 1 };
    (percent && !words.is(index, &["100"])).then(|| reason("figure-percent", words.span(index, last))).flatten()
}

/// `$250 million`, `£9,142`, `3 billion euros`.
fn sum(words: &Words<'_>, index: usize) -> Option<Reason> {
    let text = words.text(index);
    let sign = text.starts_with(['$', '\u{a3}', '\u{20ac}']);
    let large =
        words.has(index + 1, MAGNITUDE) || matches!(words.text(index + 1), "bn" | "m" | "tn") || text.ends_with("bn");
    let currency = |at: usize| words.is(at, &["dollars", "euros", "pounds", "yen", "yuan", "rubles", "francs"]);
    let last = index + usize::from(large);
    if sign && words.words[index].number {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let name = if large || digits >= 5 && !text.contains('.') || digits >= 4 && text.contains(',') {
            "figure-sum"
        } else {
            "figure-price"
        };
        return reason(name, words.span(index, last));
    }
    let billions = words.has(index, MAGNITUDE) && words.is(index + 1, &["of"]) && currency(index + 2);
    if billions && words.is(index.wrapping_sub(2), &["tens", "hundreds", "dozens"]) {
        return reason("figure-sum", words.span(index - 2, index + 2));
    }
    if words.is(index, &["thousands", "millions", "billions", "trillions"])
        && words.is(index + 1, &["of"])
        && currency(index + 2)
    {
        return reason("figure-order", words.span(index, index + 2));
    }
    (is_number(words, index) && large && currency(last + 1))
        .then(|| reason("figure-sum", words.span(index, last + 1)))
        .flatten()
}

/// `65 million`, `millions of people`.
fn million(words: &Words<'_>, index: usize) -> Option<Reason> {
    // `a nation of 51 million` tells which nation.
    let nation = words.is(index.wrapping_sub(1), &["of"])
        && words.is(index.wrapping_sub(2), &["nation", "country", "city", "town", "state", "population"]);
    if words.words[index].number && words.has(index + 1, MAGNITUDE) && !nation {
        return reason("figure-million", words.span(index, index + 1));
    }
    let plural = words.is(index, &["millions", "billions", "trillions", "thousands"]) && words.is(index + 1, &["of"]);
    let tens =
        words.is(index.wrapping_sub(1), &["of"]) && words.is(index.wrapping_sub(2), &["tens", "hundreds", "dozens"]);
    if plural && tens && !words.is(index + 2, UNITS) {
        return reason("figure-million", words.span(index - 2, index));
    }
    if plural && (words.has(index + 2, POPULATION) || words.has(index + 3, POPULATION)) {
        let first = index.saturating_sub(usize::from(words.is(index.wrapping_sub(2), &["tens", "hundreds"])) * 2);
        return reason("figure-million", words.span(first, index + 2));
    }
    None
}

/// `a quarter of Kazakhs`, `two-thirds of voters`, `one in five`, `a majority of members`.
fn share(words: &Words<'_>, index: usize) -> Option<Reason> {
    let text = words.text(index);
    let part = words.has(index, list::SHARE)
        || matches!(
            text,
            "two-thirds" | "one-third" | "three-quarters" | "one-quarter" | "one-fifth" | "four-fifths" | "two-fifths"
        );
    let of = words.is(index + 1, &["of"]) || text == "half" && words.is(index + 1, &["the", "its", "their"]);
    let whole = (index + 1..(index + 7).min(words.len())).any(|at| words.has(at, POPULATION) || words.is_name(at));
    if part && of && whole && !words.is(index.wrapping_sub(1), &["first", "second", "last", "other", "better"]) {
        return reason(
            "figure-share",
            words.span(index.saturating_sub(usize::from(is_number(words, index.wrapping_sub(1)))), index + 1),
        );
    }
    if matches!(text, "majorities") && index == 0 {
        return reason("figure-share", words.span(index, index));
    }
    let ratio = words.is(index + 1, &["in", "out"])
        && words.has(index, NUMBER)
        && !words.is(index, &["half", "thousands", "hundreds", "dozens"]);
    let second = if words.is(index + 1, &["out"]) { index + 3 } else { index + 2 };
    let number = is_number(words, second)
        && words.words.get(second).is_some_and(|word| word.range.len() < 8)
        && !is_year(words, second);
    (ratio && number).then(|| reason("figure-share", words.span(index, second))).flatten()
}

/// `killed 12 people`, `300 protesters`.
fn people(words: &Words<'_>, index: usize) -> Option<Reason> {
    if !is_number(words, index) || is_year(words, index) {
        return None;
    }
    let killed = words.has(index.wrapping_sub(1), list::KILLED)
        || words.has(index + 2, list::KILLED) && words.has(index + 1, POPULATION);
    let text = words.text(index);
    let large = text.bytes().filter(u8::is_ascii_digit).count() >= 4 || words.has(index, MAGNITUDE);
    let people =
        large && (words.has(index + 1, POPULATION) || words.has(index + 2, POPULATION) && !words.parted(index + 2));
    (killed || people).then(|| reason("figure-people", words.span(index, index + 1))).flatten()
}

/// `an estimated 4,000 boats`, `is estimated at 12,000`.
fn estimate(words: &Words<'_>, index: usize) -> Option<Reason> {
    let estimated = words.is(index.wrapping_sub(1), &["estimated"])
        || words.is(index.wrapping_sub(2), &["estimated", "estimates"])
            && words.is(index.wrapping_sub(1), &["at", "that", "to"]);
    (estimated && is_number(words, index) && !is_year(words, index))
        .then(|| reason("figure-estimate", words.span(index - 1, index)))
        .flatten()
}

/// `twice as many`, `three times more`, `tripled`.
fn multiple(words: &Words<'_>, index: usize) -> Option<Reason> {
    let twice = words.is(index, &["twice", "double", "triple"]) && words.is(index + 1, &["as", "the"]);
    let times = || {
        is_number(words, index)
            && words.is(index + 1, &["times"])
            && words.is(
                index + 2,
                &[
                    "as", "more", "higher", "larger", "greater", "the", "faster", "less", "better", "likelier",
                    "lower", "bigger", "fewer",
                ],
            )
    };
    let fold = words.text(index).trim_end_matches("fold").trim_end_matches('-').bytes().all(|b| b.is_ascii_digit())
        && words.text(index).ends_with("fold")
        || words.is(index, &["tenfold", "threefold", "fourfold", "fivefold", "twofold", "hundredfold"]);
    let verb = fold || words.has(index, list::MULTIPLY) && words.text(index).ends_with("ed");
    if twice || verb {
        return reason("figure-multiple", words.span(index, index + usize::from(twice)));
    }
    times().then(|| reason("figure-multiple", words.span(index, index + 2))).flatten()
}

/// `84,426 employees`: a number too exact to be known by heart.
fn count(words: &Words<'_>, index: usize) -> Option<Reason> {
    let word = words.words.get(index).filter(|word| word.number)?;
    let text = words.text(index);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let plain = text.bytes().all(|b| b.is_ascii_digit() || b == b',') && !is_year(words, index);
    let about = words.is(
        index.wrapping_sub(1),
        &["around", "about", "average", "some", "nearly", "approximately", "roughly", "over"],
    );
    let noun = about
        || words.words.get(index + 1).is_some_and(|next| !next.capital && !next.number) && !words.parted(index + 1);
    let unit = words.is(index + 1, UNITS) || words.is(index + 2, UNITS);
    let exact = digits >= 5 || digits == 4 && text.contains(',');
    (plain && exact && noun && !unit)
        .then(|| reason("figure-count", if about { word.range.clone() } else { words.span(index, index + 1) }))
        .flatten()
}

/// `average`, `rate`, beside another figure.
fn rate(words: &Words<'_>) -> Option<Reason> {
    let index = words.find(list::RATE)?;
    reason("figure-rate", words.span(index, index))
}

/// Whether a number is a year.
pub fn is_year(words: &Words<'_>, index: usize) -> bool {
    let text = words.text(index).trim_end_matches('s');
    text.len() == 4 && matches!(text.parse::<u32>(), Ok(1500..=2099))
}
