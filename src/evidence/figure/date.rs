//! Months, dates in digits, and ranges of years.

use super::read::figure;
use super::{Figure, Kind};
use crate::bibliography::MONTHS;
use crate::prose::before;
use std::ops::Range;

/// Which month the word at `range` names. `May` and `March` are also other words, and a short form is one only beside a number.
pub fn month(text: &str, range: Range<usize>) -> Option<f64> {
    let word = text.get(range.clone())?;
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) || word.len() > 9 {
        return None;
    }
    let is = |name: &str| name.eq_ignore_ascii_case(word);
    let (number, short) = match MONTHS.iter().position(|name| is(name)) {
        Some(index) => (index, is("may") || is("march")),
        None => (MONTHS.iter().position(|name| is(&name[..3]) || is("sept") && *name == "September")?, true),
    };
    (!short || is_dated(text, range)).then_some((number + 1) as f64)
}

/// Whether a word is the name of a month, or short for it.
pub fn is_month(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    MONTHS.iter().any(|name| name.eq_ignore_ascii_case(word) || name[..3].eq_ignore_ascii_case(word))
        || word.eq_ignore_ascii_case("sept")
}

/// `14/3/2019`, `3.14.2019`: pushes the figures, either small one as the month, and says where they end.
pub fn short_date(text: &str, at: usize, found: &mut Vec<Figure>) -> Option<usize> {
    let count = |from: usize| text[from..].bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (mut parts, mut start) = ([(0.0, 0, 0); 2], at);
    let mark = text[at + count(at)..].chars().next().filter(|c| matches!(c, '/' | '.'))?;
    for part in &mut parts {
        let length = count(start);
        let value = text.get(start..start + length).filter(|_| (1..=2).contains(&length))?.parse().ok()?;
        *part = (value, start, start + length);
        start = start + length + text[start + length..].starts_with(mark).then_some(1)?;
    }
    let (year, end) = digits(text, start, 4).filter(|(year, _)| (1000.0..2100.0).contains(year))?;
    let [one, two] = parts;
    let fits = |day: f64, month: f64| (1.0..=31.0).contains(&day) && (1.0..=12.0).contains(&month);
    if !fits(one.0, two.0) && !fits(two.0, one.0) {
        return None;
    }
    for (value, start, end) in parts {
        found.push(figure(text, start..end, value, Kind::Plain));
        if value <= 12.0 {
            found.push(figure(text, start..end, value, Kind::Month));
        }
    }
    found.push(figure(text, start..end, year, Kind::Plain));
    Some(end)
}

/// Whether a number or a word of time stands beside the word at `range`.
fn is_dated(text: &str, range: Range<usize>) -> bool {
    let after = text[range.end..].trim_start_matches(['.', ' ', ',', '\u{a0}']);
    let ahead = before(text, range.start, 16).trim_end();
    let digit = |c: char| c.is_ascii_digit();
    let last = ahead.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_ascii_lowercase();
    let time = ["in", "of", "since", "until", "till", "by", "last", "next", "early", "late", "mid", "during"];
    after.starts_with(digit) || ahead.ends_with(digit) || time.contains(&last.as_str())
}

/// `2019-03-14`, `2018\u{2013}19`: pushes the figures, and says where they end.
pub fn days_and_years(text: &str, at: usize, found: &mut Vec<Figure>) -> Option<usize> {
    let (year, mut end) = digits(text, at, 4)?;
    if !(1000.0..2100.0).contains(&year) {
        return None;
    }
    let dash = text[end..].chars().next().filter(|c| matches!(c, '-' | '\u{2010}'..='\u{2013}' | '/'))?;
    let start = end + dash.len_utf8();
    let (tail, stop) = digits(text, start, 2)?;
    found.push(figure(text, at..end, year, Kind::Plain));
    end = stop;
    let day = text[stop..].strip_prefix(dash).and_then(|_| digits(text, stop + dash.len_utf8(), 2));
    if let Some((day, stop)) = day.filter(|_| (1.0..=12.0).contains(&tail)) {
        found.push(figure(text, start..end, tail, Kind::Month));
        found.push(figure(text, end + dash.len_utf8()..stop, day, Kind::Plain));
        return Some(stop);
    }
    // `2018-19` runs over two years; `2019-03` is a month.
    let later = (year / 100.0).floor() * 100.0 + tail;
    let (value, kind) = if later > year { (later, Kind::Plain) } else { (tail, Kind::Month) };
    if kind == Kind::Plain || (1.0..=12.0).contains(&tail) {
        found.push(figure(text, start..end, value, kind));
    }
    Some(end)
}

/// Exactly `count` digits at `at`.
fn digits(text: &str, at: usize, count: usize) -> Option<(f64, usize)> {
    let inside = text.get(at..at + count)?;
    let all = inside.bytes().all(|b| b.is_ascii_digit());
    let more = text[at + count..].starts_with(|c: char| c.is_ascii_digit());
    (all && !more).then(|| inside.parse().ok().map(|value| (value, at + count))).flatten()
}
