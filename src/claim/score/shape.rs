//! Cues of how a sentence is built: who does what, how it opens and ends.

use super::lexicon::{Lists, list};
use super::reading::{Kind, Reading};

const PAST: Lists = list("past") | list("deed");

fn any(reading: &Reading, test: impl FnMut(usize) -> bool) -> bool {
    (0..reading.tokens.len()).any(test)
}

/// The index of the first word.
fn opener(reading: &Reading) -> usize {
    reading.tokens.iter().position(|token| token.kind != Kind::Mark).unwrap_or(0)
}

/// How many words end so, of those longer than `length` bytes; at most three.
fn ending(reading: &Reading, length: usize, endings: &[&[u8]]) -> f32 {
    let words = (0..reading.tokens.len()).filter(|index| {
        let text = reading.text(*index);
        text.len() > length && endings.iter().any(|ending| text.ends_with(ending))
    });
    words.take(3).count() as f32
}

/// Whether the word at `index` tells of the past: `went`, `voted`, `was`.
fn is_past(reading: &Reading, index: usize) -> bool {
    let text = reading.text(index);
    reading.has(index, PAST) || text.len() > 4 && text.ends_with(b"ed")
}

/// Whether the past stands within three words after `index`, before any mark.
fn did(reading: &Reading, index: usize) -> bool {
    for at in index + 1..(index + 4).min(reading.tokens.len()) {
        if is_past(reading, at) {
            return true;
        }
        if reading.tokens[at].kind == Kind::Mark {
            return false;
        }
    }
    false
}

/// `the largest … in the world`, `the country's first`.
pub fn superlative_in(reading: &Reading) -> bool {
    any(reading, |index| {
        let best = reading.has(index, const { list("superlative") | list("first") })
            || reading.text(index).len() > 5 && reading.text(index).ends_with(b"est");
        best && reading.is(index.wrapping_sub(1), &["the", "world's", "country's", "nation's"])
            && (index + 1..index + 9).any(|at| reading.is(at, &["in", "ever", "history", "among", "since", "world"]))
    })
}

pub fn than(reading: &Reading) -> bool {
    any(reading, |index| reading.is(index, &["than"]) && !reading.is(index.wrapping_sub(1), &["rather", "other"]))
}

/// `Most teenagers …`, `Many of the schools …`.
pub fn quantity_people(reading: &Reading) -> bool {
    reading.count(const { list("people") }) > 0
        && any(reading, |index| {
            reading.has(index, const { list("quantity") })
                && (index + 1..index + 4).any(|at| reading.has(at, const { list("people") }))
        })
}

pub fn according(reading: &Reading) -> bool {
    any(reading, |index| reading.is(index, &["according"]) && reading.is(index + 1, &["to"]))
}

/// `critics argue`, `studies have shown`, `some people say`.
pub fn experts_say(reading: &Reading) -> bool {
    const SAY: Lists = list("say") | list("show") | list("think");
    let verbs = reading.count(const { list("say") })
        + reading.count(const { list("show") })
        + reading.count(const { list("think") });
    verbs > 0
        && any(reading, |index| {
            let some = reading.is(index, &["people", "others"])
                && reading.has(index.wrapping_sub(1), const { list("quantity") })
                || reading.is(index, &["people", "others"]) && reading.is(index.wrapping_sub(1), &["some"]);
            let alone = reading.has(index, const { list("experts") }) && !reading.is_name(index);
            (alone || some)
                && (reading.has(index + 1, SAY)
                    || reading.is(index + 1, &["have", "has"]) && reading.has(index + 2, SAY))
        })
}

/// `it is believed`, `are widely regarded as`, `is said to`.
pub fn believed(reading: &Reading) -> bool {
    reading.count(const { list("reporting-participle") }) > 0
        && any(reading, |index| {
            let be = reading.has(index, const { list("be") });
            let next = if reading.text(index + 1).ends_with(b"ly") || reading.is(index + 1, &["often", "sometimes"]) {
                index + 2
            } else {
                index + 1
            };
            let believed = reading.has(next, const { list("reporting-participle") });
            be && believed
                && (reading.is(index.wrapping_sub(1), &["it"]) || reading.is(next + 1, &["to", "as", "that"]))
        })
}

pub fn quoted(reading: &Reading) -> bool {
    let is = |index: &usize| reading.is(*index, &["\""]);
    let open = (0..reading.tokens.len()).find(is).filter(|_| reading.marks(b"\"") > 1);
    let close = open.and_then(|_| (0..reading.tokens.len()).rfind(is));
    open.zip(close).is_some_and(|(open, close)| close > open + 3)
}

pub fn name(reading: &Reading) -> bool {
    any(reading, |index| reading.is_name(index))
}

pub fn names(reading: &Reading) -> f32 {
    (0..reading.tokens.len()).filter(|index| reading.is_name(*index)).take(6).count() as f32 / 2.0
}

pub fn full_name(reading: &Reading) -> bool {
    any(reading, |index| reading.is_name(index + 1) && reading.tokens[index].capital)
}

pub fn acronym(reading: &Reading) -> bool {
    reading.tokens.iter().any(|token| token.kind == Kind::Acronym)
}

/// `Vale sold the house`; a word that opens the sentence counts as a name if it stands in no list.
pub fn name_did(reading: &Reading) -> bool {
    any(reading, |index| {
        let opens = index == 0 && reading.tokens[0].capital && reading.tokens[0].lists == 0;
        (opens || reading.has(index, const { list("office") }) || reading.is_name(index)) && did(reading, index)
    })
}

pub fn they_did(reading: &Reading) -> bool {
    reading.count(const { list("other") }) > 0
        && any(reading, |index| reading.is(index, &["he", "she", "they"]) && did(reading, index))
}

pub fn we_did(reading: &Reading) -> bool {
    reading.count(const { list("we") }) > 0
        && any(reading, |index| reading.is(index, &["we", "we've"]) && did(reading, index))
}

pub fn i_did(reading: &Reading) -> bool {
    reading.count(const { list("i") }) > 0
        && any(reading, |index| reading.is(index, &["i", "i've"]) && did(reading, index))
}

pub fn i_think(reading: &Reading) -> bool {
    reading.count(const { list("think") }) > 0
        && any(reading, |index| {
            reading.is(index, &["i"]) && (index + 1..index + 3).any(|at| reading.has(at, const { list("think") }))
        })
}

/// `has risen`, `we've created`.
pub fn perfect(reading: &Reading) -> bool {
    reading.count(const { list("auxiliary") }) > 0
        && any(reading, |index| {
            let text = |at: usize| {
                reading.text(at).ends_with(b"ed") || reading.text(at).ends_with(b"en") || reading.has(at, PAST)
            };
            reading.has(index, const { list("auxiliary") })
                && (index + 1..index + 3).any(|at| reading.text(at).len() > 3 && text(at))
        })
}

pub fn ending_ed(reading: &Reading) -> f32 {
    ending(reading, 4, &[b"ed"])
}

pub fn ending_ing(reading: &Reading) -> f32 {
    ending(reading, 5, &[b"ing"])
}

pub fn ending_ly(reading: &Reading) -> f32 {
    ending(reading, 4, &[b"ly"])
}

pub fn ending_tion(reading: &Reading) -> f32 {
    ending(reading, 5, &[b"tion", b"ment", b"ity", b"ness", b"tions", b"ments", b"ism"])
}

pub fn ending_est(reading: &Reading) -> f32 {
    ending(reading, 5, &[b"est"]).min(2.0)
}

pub fn question(reading: &Reading) -> bool {
    reading.marks(b"?") > 0
}

pub fn question_opens(reading: &Reading) -> bool {
    reading.has(opener(reading), const { list("question-word") })
}

pub fn exclamation(reading: &Reading) -> bool {
    reading.marks(b"!") > 0
}

/// Whether it opens with what is to be done.
pub fn command(reading: &Reading) -> bool {
    let at = opener(reading);
    let please = usize::from(reading.is(at, &["please", "now", "then", "first", "next"]));
    reading.has(at + please, const { list("command") })
        && !reading.has(at + please + 1, const { list("be") | list("auxiliary") })
}

pub fn there_is(reading: &Reading) -> bool {
    any(reading, |index| {
        reading.is(index, &["there"]) && reading.has(index + 1, const { list("be") }) || reading.is(index, &["there's"])
    })
}

pub fn this_opens(reading: &Reading) -> bool {
    reading.has(opener(reading), const { list("this") })
}

pub fn and_opens(reading: &Reading) -> bool {
    reading.has(opener(reading), const { list("and") })
}

pub fn short(reading: &Reading) -> bool {
    reading.words < 5
}

pub fn shortish(reading: &Reading) -> bool {
    reading.words < 9
}

pub fn length(reading: &Reading) -> f32 {
    (reading.words.min(60) as f32 / 15.0).sqrt()
}

pub fn long(reading: &Reading) -> bool {
    reading.words > 30
}

pub fn commas(reading: &Reading) -> f32 {
    reading.marks(b",").min(4) as f32 / 2.0
}

pub fn colon(reading: &Reading) -> bool {
    reading.marks(b":;") > 0
}

pub fn bracket(reading: &Reading) -> bool {
    reading.marks(b"([") > 0
}

pub fn dash(reading: &Reading) -> bool {
    reading.marks(b"-") > 0
        && any(reading, |index| {
            reading.is(index, &["--"]) || reading.is(index, &["-"]) && reading.is(index + 1, &["-"])
        })
}

pub fn contraction(reading: &Reading) -> bool {
    any(reading, |index| reading.text(index).contains(&b'\'') && reading.tokens[index].kind == Kind::Word)
}
