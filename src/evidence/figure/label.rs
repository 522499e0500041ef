//! Figures of a draft that state nothing which a source could have: numbers of sections and pages, hours, versions, names.

use super::{Figure, Kind};
use crate::prose::before;

/// Words before a number that it only names.
const LABELS: &[&str] = &[
    "act",
    "annex",
    "app",
    "appendix",
    "art",
    "article",
    "box",
    "ch",
    "chap",
    "chapter",
    "channel",
    "class",
    "clause",
    "col",
    "column",
    "day",
    "doi",
    "edition",
    "eq",
    "equation",
    "episode",
    "ex",
    "exhibit",
    "experiment",
    "fig",
    "figs",
    "figure",
    "figures",
    "flight",
    "footnote",
    "grade",
    "group",
    "highway",
    "isbn",
    "issn",
    "issue",
    "item",
    "lesson",
    "level",
    "line",
    "lines",
    "lot",
    "model",
    "no",
    "nos",
    "note",
    "nr",
    "number",
    "p",
    "page",
    "pages",
    "panel",
    "para",
    "paragraph",
    "part",
    "phase",
    "pl",
    "plate",
    "platform",
    "pmid",
    "point",
    "pp",
    "question",
    "release",
    "rfc",
    "room",
    "round",
    "route",
    "rule",
    "scene",
    "season",
    "sec",
    "section",
    "sections",
    "sect",
    "series",
    "stage",
    "step",
    "study",
    "tab",
    "table",
    "tables",
    "tier",
    "type",
    "v",
    "ver",
    "verse",
    "version",
    "vol",
    "volume",
    "week",
];

/// Units that may touch a number.
const UNITS: &[&str] = &[
    "am", "pm", "b", "bn", "c", "cm", "f", "ft", "g", "gb", "ghz", "gw", "gwh", "h", "ha", "hz", "k", "kb", "kg",
    "khz", "km", "kw", "kwh", "l", "lb", "lbs", "m", "mb", "mg", "mhz", "mi", "min", "ml", "mm", "mn", "mph", "mw",
    "mwh", "nm", "s", "sq", "t", "tb", "tn", "tw", "twh", "v", "w", "x",
];

/// Whether the figure states nothing.
pub fn is_label(text: &str, figure: &Figure) -> bool {
    let (Some(own), Some(after)) = (text.get(figure.range.clone()), text.get(figure.range.end..)) else { return true };
    let ahead = before(text, figure.range.start, 48);
    if figure.kind == Kind::Month || figure.spelled {
        return false;
    }
    is_joined(ahead, own, after)
        || is_hour(ahead, own, after)
        || is_item(text, figure, after)
        || figure.kind == Kind::Plain
            && (is_labelled(ahead) || is_order(own, ahead, after) || is_name(text, figure, ahead))
}

/// Part of something longer: `978-3-16-148410-0`, `10.1000/182`, `5G`, `#12`, `3.11.2`, `192.0.2.1`.
fn is_joined(ahead: &str, own: &str, after: &str) -> bool {
    let word = ahead.rsplit(char::is_whitespace).next().unwrap_or("");
    let rest = after.split(char::is_whitespace).next().unwrap_or("");
    let whole = format!("{word}{own}{rest}");
    let whole = whole.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '#' | '\u{a7}'));
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let groups = whole.split(['-', '.', '/', ':', '\u{2011}']).filter(|part| digits(part) > 0).count();
    let tail: String = own.chars().skip_while(|c| !c.is_alphabetic()).collect();
    let low = tail.to_lowercase();
    let sign = matches!(tail.as_str(), "B" | "C" | "F" | "K" | "M" | "T" | "V" | "W");
    let unit = sign || UNITS.contains(&tail.as_str()) || tail.len() > 1 && UNITS.contains(&low.as_str());
    let unit = unit || ["st", "nd", "rd", "th", "s"].contains(&low.as_str());
    let named = tail.starts_with(char::is_alphabetic) && !tail.contains(' ') && !unit && own.ends_with(&tail);
    whole.starts_with(['#', '\u{a7}'])
        || groups >= 3 && !is_date(whole)
        || whole.starts_with("10.") && whole.contains('/')
        || digits(whole) >= 9 && !whole.contains([',', '.', ' ', '\''])
        || named && tail.starts_with(char::is_uppercase)
        || rest.starts_with(['/', ':', '_', '@', '=']) && digits(rest) == 0 && rest.len() > 1
        || word.ends_with(['/', '_', '=', '@', '\\', '#'])
}

/// `2019-03-14`, `14/3/2019`.
fn is_date(word: &str) -> bool {
    let parts: Vec<&str> = word.split(['-', '.', '/']).collect();
    let [one, two, three] = parts[..] else { return false };
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let short = |text: &str| digits(text) && (1..=2).contains(&text.len());
    let year = |text: &str| digits(text) && text.len() == 4;
    short(two) && (year(one) && short(three) || short(one) && year(three))
}

/// `10:30`, `5 pm`, `10.30 a.m.`, `8 o'clock`.
fn is_hour(ahead: &str, own: &str, after: &str) -> bool {
    let digit = |c: char| c.is_ascii_digit();
    let colon = after.strip_prefix(':').is_some_and(|rest| rest.starts_with(digit))
        || ahead.strip_suffix(':').is_some_and(|rest| rest.ends_with(digit));
    let low = own.to_ascii_lowercase();
    let rest = after.trim_start_matches([' ', '\u{a0}', '\u{202f}']).to_lowercase();
    let word = rest.split(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '\'' | '\u{2019}')).next().unwrap_or("");
    let word = word.trim_end_matches('.');
    colon
        || low.ends_with("am")
        || low.ends_with("pm")
        || matches!(word, "am" | "pm" | "a.m" | "p.m" | "o'clock" | "o\u{2019}clock" | "uhr" | "gmt" | "utc")
}

/// `1.` or `(2)` before a point of a list.
fn is_item(text: &str, figure: &Figure, after: &str) -> bool {
    let start = text.get(..figure.range.start).unwrap_or("").trim_end();
    let small = figure.value < 100.0 && figure.value.fract() == 0.0;
    let opened = start.ends_with(['(', '[']) && after.starts_with([')', ']']);
    small && (opened || (start.is_empty() || start.ends_with(['.', ';', ':', ','])) && after.starts_with(')'))
        || small && start.is_empty() && after.starts_with(". ")
}

/// Whether a word such as `Figure` or `pp.` stands before it, or before the number that it goes on from: `Figures 3 and 4`.
fn is_labelled(ahead: &str) -> bool {
    let mut rest = ahead;
    for _ in 0..4 {
        rest = rest.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | ':' | '(' | '#' | '\u{a0}'));
        let word = rest.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
        if LABELS.contains(&word.to_lowercase().as_str()) {
            return true;
        }
        let and =
            ["and", "or", "to"].iter().find_map(|join| rest.strip_suffix(join)).filter(|rest| rest.ends_with(' '));
        let joined = and.or_else(|| rest.strip_suffix(['-', '\u{2013}', ',', '&'])).unwrap_or(rest).trim_end();
        let number = joined.trim_end_matches(|c: char| c.is_ascii_digit());
        if joined.len() == rest.len() || number.len() == joined.len() {
            return false;
        }
        rest = number;
    }
    false
}

/// `the 19th century`, but not `14th March`.
fn is_order(own: &str, ahead: &str, after: &str) -> bool {
    let order = ["st", "nd", "rd", "th"].iter().any(|end| own.ends_with(end));
    let months = crate::bibliography::MONTHS;
    let is_month = |word: &str| {
        word.len() > 2
            && months.iter().any(|name| name.eq_ignore_ascii_case(word) || name[..3].eq_ignore_ascii_case(word))
    };
    let next = after.trim_start().trim_start_matches("of ").split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    let last = ahead.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    order && !is_month(next) && !is_month(last)
}

/// `Apollo 11`, `Windows 10`: a name and its number, within a sentence. Years are none.
fn is_name(text: &str, figure: &Figure, ahead: &str) -> bool {
    let whole = figure.value.fract() == 0.0 && figure.step == 1.0 && (0.0..1000.0).contains(&figure.value);
    let plain = text.get(figure.range.clone()).is_some_and(|own| own.bytes().all(|byte| byte.is_ascii_digit()));
    let Some(spaced) = ahead.strip_suffix([' ', '\u{a0}']) else { return false };
    let word = spaced.rsplit(char::is_whitespace).next().unwrap_or("");
    let named = word.starts_with(char::is_uppercase) && word.ends_with(char::is_alphanumeric);
    let month = super::date::is_month(word);
    // The first word of a sentence is no name.
    let first = spaced[..spaced.len() - word.len()].trim_end();
    let begins = first.is_empty() || first.ends_with(['.', '!', '?', ':', '\u{201c}', '"', '(']);
    let next = text.get(figure.range.end..).unwrap_or("").trim_start_matches([' ', '\u{a0}']);
    // `in London 300 people`: somebody is counted.
    let counts = text.get(figure.range.end..).is_some_and(|rest| rest.starts_with(' ')) && counted(next);
    whole && plain && named && !month && !begins && !counts
}

/// Whether the word that follows is what is counted, and not a verb or a small word.
fn counted(next: &str) -> bool {
    let word: String = next.chars().take_while(|c| c.is_alphabetic()).collect();
    word.ends_with('s') && word.len() > 3 && !matches!(word.as_str(), "was" | "has" | "is") || word == "people"
}
