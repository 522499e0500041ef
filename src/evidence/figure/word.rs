//! Numbers in words, scales, and words that say that a number is not exact.

use super::{Hedge, Kind};
use crate::prose::before;

const SMALL: &[(&str, f64)] = &[
    ("zero", 0.0),
    ("one", 1.0),
    ("two", 2.0),
    ("three", 3.0),
    ("four", 4.0),
    ("five", 5.0),
    ("six", 6.0),
    ("seven", 7.0),
    ("eight", 8.0),
    ("nine", 9.0),
    ("ten", 10.0),
    ("eleven", 11.0),
    ("twelve", 12.0),
    ("thirteen", 13.0),
    ("fourteen", 14.0),
    ("fifteen", 15.0),
    ("sixteen", 16.0),
    ("seventeen", 17.0),
    ("eighteen", 18.0),
    ("nineteen", 19.0),
    ("twenty", 20.0),
    ("thirty", 30.0),
    ("forty", 40.0),
    ("fourty", 40.0),
    ("fifty", 50.0),
    ("sixty", 60.0),
    ("seventy", 70.0),
    ("eighty", 80.0),
    ("ninety", 90.0),
];

const ORDINALS: &[(&str, f64)] = &[
    ("first", 1.0),
    ("second", 2.0),
    ("third", 3.0),
    ("fourth", 4.0),
    ("fifth", 5.0),
    ("sixth", 6.0),
    ("seventh", 7.0),
    ("eighth", 8.0),
    ("ninth", 9.0),
    ("tenth", 10.0),
    ("eleventh", 11.0),
    ("twelfth", 12.0),
    ("thirteenth", 13.0),
    ("fourteenth", 14.0),
    ("fifteenth", 15.0),
    ("sixteenth", 16.0),
    ("seventeenth", 17.0),
    ("eighteenth", 18.0),
    ("nineteenth", 19.0),
    ("twentieth", 20.0),
    ("thirtieth", 30.0),
];

const SCALES: &[(&str, f64)] = &[
    ("hundred", 1e2),
    ("thousand", 1e3),
    ("million", 1e6),
    ("billion", 1e9),
    ("trillion", 1e12),
    ("millions", 1e6),
    ("dozen", 12.0),
    ("k", 1e3),
    ("m", 1e6),
    ("mn", 1e6),
    ("mio", 1e6),
    ("bn", 1e9),
    ("b", 1e9),
    ("mrd", 1e9),
    ("tn", 1e12),
    ("millionen", 1e6),
    ("milliarden", 1e9),
    ("milliard", 1e9),
    ("milliards", 1e9),
];

/// Words before a figure that make it an estimate or a bound.
const HEDGES: &[(Hedge, &[&str])] = &[
    (
        Hedge::Over,
        &[
            "over",
            "more than",
            "greater than",
            "at least",
            "above",
            "exceeding",
            "exceeds",
            "exceeded",
            "upwards of",
            "minimum of",
        ],
    ),
    (
        Hedge::Under,
        &[
            "nearly",
            "almost",
            "under",
            "less than",
            "fewer than",
            "at most",
            "up to",
            "below",
            "just under",
            "as many as",
        ],
    ),
    (
        Hedge::About,
        &[
            "about",
            "around",
            "approximately",
            "roughly",
            "some",
            "circa",
            "ca",
            "c",
            "close to",
            "estimated",
            "an average of",
            "near",
            "just",
            "only",
            "mere",
            "an estimated",
        ],
    ),
];

/// A word in lower case, at most so long that it may be a number.
fn low(text: &str, at: usize) -> Option<(String, usize)> {
    const LONGEST: usize = 12;
    let rest = text.get(at..)?;
    let length = rest.bytes().take(LONGEST + 1).take_while(u8::is_ascii_alphabetic).count();
    let ends = !rest[length..].starts_with(|c: char| c.is_alphanumeric() || c == '_');
    (length > 0 && length <= LONGEST && ends).then(|| (rest[..length].to_ascii_lowercase(), at + length))
}

fn value(table: &[(&str, f64)], word: &str) -> Option<f64> {
    table.iter().find(|(name, _)| *name == word).map(|(_, value)| *value)
}

/// The word after `at`, across one space or hyphen.
fn after(text: &str, at: usize) -> Option<(String, usize)> {
    let rest = text.get(at..)?;
    let blank = rest.strip_prefix([' ', '-', '\u{a0}', '\u{202f}', '\u{2009}', '\u{2011}', '\n']).unwrap_or(rest);
    low(text, text.len() - blank.len())
}

/// What a number that ends at `at` is multiplied by: ` million`, `bn`. Letters count only if they touch the digits.
pub fn scale(text: &str, at: usize) -> Option<(f64, usize)> {
    let (word, end) = after(text, at)?;
    let touches = text[at..].starts_with(char::is_alphabetic);
    // `5 m` is a length, and `5b` a label more often than a sum.
    let letter = matches!(word.as_str(), "k" | "m" | "b") && !touches;
    let times = value(SCALES, &word).filter(|_| !letter)?;
    let more = after(text, end).and_then(|(word, end)| Some((value(SCALES, &word).filter(|_| word.len() > 4)?, end)));
    Some(more.map_or((times, end), |(again, end)| (times * again, end)))
}

/// The number in words at `at`, what it is, and where it ends: `twenty-five`, `two hundred and five`, `a million`, `third`.
pub fn spelled(text: &str, at: usize) -> Option<(f64, Kind, usize)> {
    let (first, mut end) = low(text, at)?;
    if let Some(order) = value(ORDINALS, &first) {
        return Some((order, Kind::Ordinal, end));
    }
    let article = matches!(first.as_str(), "a" | "an");
    let mut part = if article { 1.0 } else { value(SMALL, &first)? };
    let (mut sum, mut scaled) = (0.0, false);
    // Each turn takes a word; a number has few.
    for _ in 0..16 {
        let Some((mut word, mut stop)) = after(text, end) else { break };
        if word == "and" && scaled {
            let Some(next) = after(text, stop).filter(|(word, _)| value(SMALL, word).is_some()) else { break };
            (word, stop) = next;
        }
        if let Some(times) = value(SCALES, &word).filter(|_| word.len() > 4) {
            if times >= 1e3 {
                (sum, part) = (sum + part * times, 0.0);
            } else {
                part *= times;
            }
            scaled = true;
        } else if let Some(order) =
            value(ORDINALS, &word).filter(|&order| order < 10.0 && part >= 20.0 && part % 10.0 == 0.0)
        {
            return Some((sum + part + order, Kind::Ordinal, stop));
        } else if let Some(more) = value(SMALL, &word).filter(|&more| fits(part, more)) {
            part += more;
        } else {
            break;
        }
        end = stop;
    }
    (!article || scaled).then_some((sum + part, Kind::Plain, end))
}

/// Whether `more` may follow `part` in one number: `twenty five`, `hundred five`, `thousand ninety`.
fn fits(part: f64, more: f64) -> bool {
    part == 0.0
        || part >= 100.0 && part % 100.0 == 0.0
        || part >= 20.0 && part % 10.0 == 0.0 && part < 100.0 && more < 10.0
}

/// How the figure at `at` is said not to be exact.
pub fn hedge(text: &str, at: usize) -> Hedge {
    let ahead =
        before(text, at, 32).trim_end_matches(|c: char| c.is_whitespace() || "$\u{20ac}\u{a3}\u{a5}.".contains(c));
    match ahead.chars().next_back() {
        Some('~' | '\u{2248}') => return Hedge::About,
        Some('>' | '\u{2265}') => return Hedge::Over,
        Some('<' | '\u{2264}') => return Hedge::Under,
        _ => {}
    }
    let ahead = ahead.to_ascii_lowercase();
    let ends = |word: &&str| ahead.strip_suffix(*word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric));
    HEDGES.iter().find(|(_, words)| words.iter().any(&ends)).map_or(Hedge::None, |(hedge, _)| *hedge)
}
