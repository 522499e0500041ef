//! Figures: percentages, sums, large numbers, multiples and changes; shares and people have files of their own.

use super::number::{UNITS, grouped, is_number, is_year, money};
use super::people::{estimate, people, things, typical};
use super::share::share;
use super::{Reason, reason};
use crate::claim::list::{self, Lists, MAGNITUDE, POPULATION};
use crate::claim::words::Words;

/// What a figure in words may start with.
const FIGURES: Lists = list::NUMBER | MAGNITUDE | list::SHARE | list::MULTIPLY | list::FIGURE;

/// The figures of a sentence.
pub fn reasons(words: &Words<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    for (index, word) in words.words.iter().enumerate() {
        let may = word.number
            || word.lists & FIGURES != 0
            || word.text.ends_with("fold")
            || word.hyphen && is_number(words, index);
        if !may || word.quoted || grouped(words, index.wrapping_sub(1)) || is_exemplary(words, index) {
            continue;
        }
        let one = percent(words, index)
            .or_else(|| sum(words, index))
            .or_else(|| million(words, index))
            .or_else(|| share(words, index))
            .or_else(|| people(words, index))
            .or_else(|| estimate(words, index))
            .or_else(|| things(words, index))
            .or_else(|| typical(words, index))
            .or_else(|| change(words, index))
            .or_else(|| multiple(words, index))
            .or_else(|| count(words, index));
        found.extend(one);
    }
    found.extend(rate(words).filter(|_| !found.is_empty()));
    found.extend(of_whole(words, &found));
    found
}

/// `(e.g. 35,000)`, `for instance 12 percent`.
fn is_exemplary(words: &Words<'_>, index: usize) -> bool {
    (index.saturating_sub(3)..index).any(|at| {
        let example =
            words.is(at, &["e.g"]) || words.is(at, &["example", "instance"]) && at > 0 && words.is(at - 1, &["for"]);
        example && (at + 2..=index).all(|between| !words.parted(between))
    })
}

/// `14 percent`, `14%`, `3 percentage points`.
fn percent(words: &Words<'_>, index: usize) -> Option<Reason> {
    let word = words.words.get(index).filter(|_| is_number(words, index))?;
    let sign = |c: char| matches!(c, '%' | '\u{2030}');
    let rest = words.prose[word.range.end..].trim_start_matches([' ', '\u{a0}', '\u{202f}', '\u{bd}']);
    if rest.starts_with(sign) {
        let text = words.text(index);
        let end = word.range.end
            + words.prose[word.range.end..].find(sign).map_or(0, |n| n + rest.chars().next().map_or(0, char::len_utf8));
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
    let sign = money(text);
    let large = words.has(index + 1, MAGNITUDE)
        || matches!(words.text(index + 1), "bn" | "m" | "tn")
        || text.ends_with("bn")
        || sign && text.ends_with(['m', 'n']);
    let currency = |at: usize| words.is(at, &["dollars", "euros", "pounds", "yen", "yuan", "rubles", "francs"]);
    if words.is(index + 1, &["in"]) && words.is(index + 2, &["every"]) {
        return None;
    }
    let last = index + usize::from(large && !text.ends_with(['m', 'n']));
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
    let counted = words.words[index].number || words.has(index, list::NUMBER) && !words.has(index, MAGNITUDE);
    // `two hundred` is a round number of anything, `two million` a count.
    let large = words.has(index + 1, MAGNITUDE)
        && (words.words[index].number || !words.is(index + 1, &["hundred", "thousand", "hundreds", "thousands"]));
    if counted && large && !nation {
        return reason("figure-million", words.span(index, index + 1));
    }
    let part = words.has(index, list::SHARE) && words.is(index + 1, &["of"]) && words.is(index + 2, &["a"]);
    if part && words.is(index + 3, &["million", "billion", "trillion"]) {
        return reason("figure-million", words.span(index, index + 3));
    }
    let plural = words.is(index, &["millions", "billions", "trillions", "thousands"]) && words.is(index + 1, &["of"]);
    let tens =
        words.is(index.wrapping_sub(1), &["of"]) && words.is(index.wrapping_sub(2), &["tens", "hundreds", "dozens"]);
    if plural && tens && !words.is(index + 2, UNITS) {
        return reason("figure-million", words.span(index - 2, index));
    }
    let counted = |at: usize| words.has(at, POPULATION) || words.is(at, &["lives", "jobs", "homes", "tonnes", "tons"]);
    if plural && (counted(index + 2) || counted(index + 3)) {
        let first = index.saturating_sub(usize::from(words.is(index.wrapping_sub(2), &["tens", "hundreds"])) * 2);
        return reason("figure-million", words.span(first, index + 2));
    }
    None
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
    (plain && exact && noun && !unit).then(|| reason("figure-count", word.range.clone())).flatten()
}

/// `fell from 90,000 to 31,000`: how a large number has changed.
fn change(words: &Words<'_>, index: usize) -> Option<Reason> {
    let large = |at: usize| {
        let text = words.text(at);
        text.bytes().filter(u8::is_ascii_digit).count() >= 4 && text.contains(',') && !money(text)
    };
    let pair = words.is(index.wrapping_sub(1), &["from"]) && words.is(index + 1, &["to"]);
    let moved = || words.find(list::TREND).is_some_and(|verb| verb < index && index - verb < 6);
    let unit = words.is(index + 3, UNITS);
    (pair && large(index) && large(index + 2) && !unit && moved())
        .then(|| reason("figure-change", words.span(index, index + 2)))
        .flatten()
}

/// `Forty percent of downtown is parking`: a part of something in the world, told as a fact.
fn of_whole(words: &Words<'_>, found: &[Reason]) -> Option<Reason> {
    let part = found.iter().find(|reason| matches!(reason.feature.name, "figure-percent" | "figure-share"))?;
    let next = words.words.partition_point(|word| word.range.start < part.range.end);
    let noun = words.words.get(next + 1).is_some_and(|word| word.lists & (list::PRONOUN | list::PERSON) == 0);
    let opens = words.words.first().is_some_and(|first| first.range.start == part.range.start);
    let own = list::HEDGE | list::OPINION | list::COULD | list::FUTURE;
    (opens && words.is(next, &["of"]) && noun && words.find(own).is_none())
        .then(|| reason("figure-whole", words.span(next, next)))
        .flatten()
}

/// `average`, `rate`, beside another figure.
fn rate(words: &Words<'_>) -> Option<Reason> {
    let index = words.find(list::RATE)?;
    reason("figure-rate", words.span(index, index))
}
