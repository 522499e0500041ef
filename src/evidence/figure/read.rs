//! The scanner: digits, and the words that go with them.

use super::date::{days_and_years, month, short_date};
use super::word::{hedge, scale, spelled};
use super::{Figure, Hedge, Kind, MOST};

/// The figures of `text`, in order, and of a text with very many the first.
pub fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| found.len() <= MOST) {
        at = if c.is_ascii_digit() {
            number(text, at, &mut found)
        } else if c.is_alphabetic() {
            word(text, at, &mut found)
        } else if c == '[' {
            at + note(&text[at..]).unwrap_or(1)
        } else {
            at + c.len_utf8()
        };
    }
    found
}

/// `[12]` points at a reference.
fn note(text: &str) -> Option<usize> {
    let digits = text[1..].bytes().take(4).take_while(u8::is_ascii_digit).count();
    (digits > 0 && digits < 4 && text[1 + digits..].starts_with(']')).then_some(digits + 2)
}

fn word(text: &str, at: usize, found: &mut Vec<Figure>) -> usize {
    let end = word_end(text, at);
    let one = &text[at..end];
    if text[end..].starts_with("://") || one == "www" {
        return text[end..].find(|c: char| c.is_whitespace() || matches!(c, ')' | '>')).map_or(text.len(), |n| end + n);
    }
    if let Some(number) = month(text, at..end) {
        found.push(figure(text, at..end, number, Kind::Month));
        return end;
    }
    let Some((value, kind, stop)) = spelled(text, at) else { return end };
    let (kind, stop) = if kind == Kind::Plain { percent(text, stop).unwrap_or((kind, stop)) } else { (kind, stop) };
    found.push(Figure { spelled: true, hedge: hedge(text, at), ..figure(text, at..stop, value, kind) });
    stop
}

/// Where the word that starts at `at` ends; what hangs on a hyphen with digits is a name: `COVID-19`.
fn word_end(text: &str, at: usize) -> usize {
    let end = letters_end(text, at);
    let rest = text[end..].trim_start_matches(|c: char| c.is_ascii_digit());
    let named = &text[end..text.len() - rest.len()];
    if !named.is_empty() {
        return letters_end(text, text.len() - rest.len());
    }
    let Some(tail) = text[end..].strip_prefix(['-', '\u{2011}']) else { return end };
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4 && tail.starts_with(['1', '2']);
    let one = &text[at..end];
    let capital = one.chars().next().is_some_and(char::is_uppercase);
    if digits > 0 && !year && capital { text.len() - tail.len() + digits } else { end }
}

fn letters_end(text: &str, at: usize) -> usize {
    text[at..].find(|c: char| !(c.is_alphabetic() || c == '_')).map_or(text.len(), |n| at + n)
}

/// A figure in whole units.
pub fn figure(text: &str, range: std::ops::Range<usize>, value: f64, kind: Kind) -> Figure {
    let hedge = if kind == Kind::Month { Hedge::None } else { hedge(text, range.start) };
    Figure { range, value, other: None, kind, step: 1.0, hedge, spelled: false }
}

/// A number that starts with a digit at `at`.
fn number(text: &str, at: usize, found: &mut Vec<Figure>) -> usize {
    if let Some(end) = days_and_years(text, at, found).or_else(|| short_date(text, at, found)) {
        return end;
    }
    let digits = Digits::read(text, at);
    let minus = minus(&text[..at]);
    let sign = if minus > 0 { -1.0 } else { 1.0 };
    let (kind, times, end) = tail(text, digits.end, digits.value);
    found.push(Figure {
        range: at..end,
        value: digits.value * times * sign,
        other: digits.other.map(|other| other * times * sign),
        kind,
        step: digits.step * times,
        hedge: hedge(text, at - minus),
        spelled: false,
    });
    end
}

/// What follows the digits: a scale, a percent sign, the mark of a decade or an order.
fn tail(text: &str, at: usize, value: f64) -> (Kind, f64, usize) {
    let rest = &text[at..];
    let decade = rest.strip_prefix("s").or_else(|| rest.strip_prefix("'s")).or_else(|| rest.strip_prefix("\u{2019}s"));
    if let Some(after) = decade.filter(|after| !after.starts_with(char::is_alphabetic)) {
        let years = (1000.0..2100.0).contains(&value) && value % 10.0 == 0.0;
        return (if years { Kind::Decade } else { Kind::Plain }, 1.0, text.len() - after.len());
    }
    if let Some(after) = ["st", "nd", "rd", "th"].iter().find_map(|ending| rest.strip_prefix(ending)) {
        return (Kind::Plain, 1.0, text.len() - after.len());
    }
    let (times, end) = scale(text, at).unwrap_or((1.0, at));
    match percent(text, end) {
        Some((kind, end)) => (kind, times, end),
        None if times == 1.0 => (Kind::Plain, times, letters_end(text, at)),
        None => (Kind::Plain, times, end),
    }
}

/// `%`, `percent`, `per cent`, `percentage points` after a number.
fn percent(text: &str, at: usize) -> Option<(Kind, usize)> {
    let rest = &text[at..];
    let blank = |c: char| matches!(c, ' ' | '-' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\n');
    let after = rest.strip_prefix(blank).unwrap_or(rest);
    let start = text.len() - after.len();
    if after.starts_with(['%', '\u{ff05}']) {
        return Some((Kind::Percent, start + after.chars().next().map_or(0, char::len_utf8)));
    }
    let word = &after[..letters_end(after, 0)];
    let known =
        ["percent", "percentage", "pc", "pct", "prozent", "procent"].iter().any(|name| word.eq_ignore_ascii_case(name));
    let two =
        word.eq_ignore_ascii_case("per") && after.get(3..8).is_some_and(|cent| cent.eq_ignore_ascii_case(" cent"));
    if two {
        return Some((Kind::Percent, start + 8));
    }
    known.then_some((Kind::Percent, start + word.len()))
}

/// The bytes of the minus sign at the end of `before`, if no word or number stands before that.
fn minus(before: &str) -> usize {
    let mut back = before.chars().rev();
    let sign = back.next().filter(|c| matches!(c, '-' | '\u{2212}'));
    let free = back.next().is_none_or(|c| !c.is_alphanumeric() && c != ')');
    sign.filter(|_| free).map_or(0, char::len_utf8)
}

/// Digits with their separators.
struct Digits {
    value: f64,
    other: Option<f64>,
    step: f64,
    end: usize,
}

impl Digits {
    fn read(text: &str, at: usize) -> Self {
        let count = |from: usize| text[from..].bytes().take_while(u8::is_ascii_digit).count();
        let mut end = at + count(at);
        let mut plain = text[at..end].to_owned();
        let mut groups: Vec<char> = Vec::new();
        let mut decimals = 0;
        let listed = text[..at].strip_suffix(',').is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()));
        while let Some(mark) = text[end..].chars().next().filter(|&c| is_separator(c)) {
            let from = end + mark.len_utf8();
            let more = count(from);
            let first = groups.first().copied().unwrap_or(mark);
            let group =
                more == 3 && mark == first && (!groups.is_empty() || end - at <= 3 && !text[at..end].starts_with('0'));
            if group {
                groups.push(mark);
            } else if more > 0
                && matches!(mark, '.' | ',')
                && !listed
                && !is_list(text, mark, from + more)
                && more <= 12
            {
                decimals = more;
                plain.push('.');
            } else {
                break;
            }
            plain.push_str(&text[from..from + more]);
            end = from + more;
            if decimals > 0 {
                break;
            }
        }
        let value = parse(&plain);
        let single = matches!(groups.as_slice(), ['.' | ',']) && decimals == 0;
        let small = value / 1000.0;
        // `4.300` is four thousand three hundred in half of Europe, `4,300` in the other half of the world.
        let (value, other) = match groups.first() {
            Some('.') if single => (small, Some(value)),
            Some(',') if single => (value, Some(small)),
            _ => (value, None),
        };
        Digits { value, other, step: 0.1_f64.powi(decimals as i32), end }
    }
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | '.' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// `1,2,3`: the comma goes on after the next number.
fn is_list(text: &str, mark: char, at: usize) -> bool {
    let mut ahead = text[at..].chars();
    mark == ',' && ahead.next() == Some(',') && ahead.next().is_some_and(|c| c.is_ascii_digit())
        || mark == '.' && ahead.next() == Some('.')
}

fn parse(digits: &str) -> f64 {
    digits.parse().unwrap_or(f64::MAX)
}
