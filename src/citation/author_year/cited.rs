//! `(see Smith & Doe, 2019, p. 4; Roe 2020)`, `Smith et al. (2020a, 2021)`.

use super::{Name, Year, is_one, year_at};
use std::ops::Range;

/// A work that a text cites by author and year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// From the first letter of the name to the end of the year.
    pub range: Range<usize>,
    /// The first author's surname; `None` where markup stands between the names.
    pub author: Option<Range<usize>>,
    /// All names.
    pub names: Range<usize>,
    /// The year.
    pub dated: Range<usize>,
    /// Who.
    pub name: Name,
    /// When.
    pub year: Year,
    /// How it is written.
    pub form: Form,
}

/// How a citation by author and year is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// `(Smith, 2020)`
    Comma,
    /// `(Smith 2020)`
    Blank,
    /// `Smith (2020)`
    Narrative,
    /// `Smith (2020) argues`
    Reporting,
}

/// What may stand before the names in parentheses, in lower case.
const SIGNALS: &[&str] = &[
    "see also ",
    "see, e.g., ",
    "see e.g. ",
    "see for example ",
    "see, for example, ",
    "see ",
    "e.g., ",
    "e.g. ",
    "cf. ",
    "as cited in ",
    "cited in ",
    "quoted in ",
    "for a review, see ",
    "for a review see ",
    "but see ",
    "compare ",
    "following ",
    "adapted from ",
    "after ",
    "i.e., ",
    "also ",
    "and ",
    "vgl. ",
    "siehe ",
    "siehe auch ",
    "z. b. ",
    "voir ",
    "v\u{e9}ase ",
    "ver ",
    "vedi ",
    "zie ",
];

/// What an author does with a finding, as the word after the year; without its ending.
const REPORTS: &str = "\
    argu found find show suggest report note claim describ propos observ state writ wrote conclud demonstrat \
    examin investigat identif explain point emphasi maintain contend estimat review stud develop introduc defin \
    highlight reveal";

/// Capital words that open a sentence and are no name.
const OPENERS: &str = "\
    A According After All Also Although An And As At Before Both But By Contrary During Even Following For From \
    Here How However If In It Later Like More Moreover Nor On Only Or Per See Similarly Since So Study That The \
    Then This Though Thus To Under Unlike Until What When Where Whereas While With Yet First Second Third Next \
    Today Instead Indeed Nevertheless Nonetheless Still Therefore Hence Likewise Meanwhile Often Once Perhaps \
    Researchers Scholars Authors Work Again";

/// How long a bracket of citations may be, in bytes.
const LONGEST: usize = 600;

/// The works cited in `prose`, which may hold bytes that a reader does not see (0), in order.
pub fn cited(prose: &str, range: Range<usize>) -> Vec<Cited> {
    let mut found = Vec::new();
    let mut done = range.start;
    for open in memchr::memchr_iter(b'(', prose[range.clone()].as_bytes()).map(|n| range.start + n) {
        if open < done {
            continue;
        }
        let window = &prose.as_bytes()[open + 1..range.end.min(open + 1 + LONGEST)];
        let Some(length) = window.iter().position(|b| matches!(b, b')' | b'(')) else { continue };
        let close = open + 1 + length;
        if window[length] == b'(' || !window[..length].iter().any(|b| b.is_ascii_digit() || *b == b'.' || *b == b'p') {
            continue;
        }
        if narrative(prose, range.start..open, open + 1..close, &mut found) {
            done = close;
            continue;
        }
        let mut start = open + 1;
        for part in prose[open + 1..close].split(';') {
            parenthetical(prose, start..start + part.len(), &mut found);
            start += part.len() + 1;
        }
    }
    found
}

/// Reads one part of a bracket.
fn parenthetical(prose: &str, part: Range<usize>, found: &mut Vec<Cited>) {
    let mut start = skip(prose, part.start, part.end);
    let lower = prose[start..part.end].chars().take(30).collect::<String>().to_lowercase();
    if let Some(signal) = SIGNALS.iter().find(|signal| lower.starts_with(*signal)) {
        // Small and capital letters of these words are equally long.
        start = skip(prose, (start + signal.len()).min(part.end), part.end);
    }
    if !prose.is_char_boundary(start) {
        return;
    }
    let Some((offset, ..)) = years(&prose[start..part.end]) else { return };
    let names = &prose[start..start + offset];
    let shown = names.trim_end_matches([' ', '\0', '\n', '\u{a0}']);
    let comma = shown.ends_with(',');
    let shown = shown.trim_end_matches([',', '\0', ' ']);
    let Some(name) = Name::read(&clean(shown)) else { return };
    let form = if comma { Form::Comma } else { Form::Blank };
    dates(prose, start + offset..part.end, start..start + shown.len(), &name, form, found);
}

/// Reads a bracket that holds years alone, and the names before it. Returns whether it is one.
fn narrative(prose: &str, before: Range<usize>, inside: Range<usize>, found: &mut Vec<Cited>) -> bool {
    let start = skip(prose, inside.start, inside.end);
    if year_at(&prose[start..inside.end]).is_none() {
        return false;
    }
    let Some(names) = names_before(prose, before) else { return true };
    // `Smith's (2020) view`
    let bare = prose[names.clone()].trim_end_matches('s').trim_end_matches(['\'', '\u{2019}']);
    let possessive = bare.len() < prose[names.clone()].trim_end_matches('s').len();
    let names = if possessive { names.start..names.start + bare.len() } else { names };
    let Some(name) = Name::read(&clean(&prose[names.clone()])) else { return true };
    let after = prose.get(inside.end + 1..).unwrap_or("").trim_start_matches(['\0', ' ']);
    let word: String = after.chars().take(12).collect::<String>().to_lowercase();
    let form = if REPORTS.split(' ').any(|verb| word.starts_with(verb)) { Form::Reporting } else { Form::Narrative };
    dates(prose, start..inside.end, names, &name, form, found);
    true
}

/// Adds a citation for each year in `range`: `2020a, 2021, p. 4`.
fn dates(prose: &str, range: Range<usize>, names: Range<usize>, name: &Name, form: Form, found: &mut Vec<Cited>) {
    let mut at = range.start;
    let first = found.len();
    while let Some((year, length)) = year_at(&prose[at..range.end]) {
        let dated = at..at + length;
        let mut rest = skip(prose, dated.end, range.end);
        // `1899/1975` is one work, of which the list has either year.
        if prose[rest..range.end].starts_with('/') {
            found.truncate(first);
            return;
        }
        // `(Smith, 2020 census)` is about something else.
        if !prose[rest..range.end].is_empty() && !prose[rest..range.end].starts_with([',', ':', '[', '\u{1}']) {
            return;
        }
        let plain = clean(&prose[names.clone()]).len() == names.len();
        let surname = &name.surname_range;
        let author = plain.then(|| names.start + surname.start..names.start + surname.end);
        let start = if found.len() == first { names.start } else { dated.start };
        found.push(Cited {
            range: start..dated.end,
            author,
            names: names.clone(),
            dated,
            name: name.clone(),
            year,
            form,
        });
        if !prose[rest..range.end].starts_with(',') {
            return;
        }
        rest = skip(prose, rest + 1, range.end);
        at = rest;
    }
}

/// Where the first year of a part stands.
fn years(part: &str) -> Option<(usize, Year, usize)> {
    part.char_indices().find_map(|(at, c)| {
        let opens =
            at > 0 && part[..at].ends_with([' ', '\0', '\n', '\u{a0}']) && (c.is_ascii_digit() || "noifs".contains(c));
        let (year, length) = opens.then(|| year_at(&part[at..]))??;
        Some((at, year, length))
    })
}

/// The names that end right before a bracket of years, in `range`: at most three authors, or one and `et al.`
fn names_before(prose: &str, range: Range<usize>) -> Option<Range<usize>> {
    let window = (range.start.max(range.end.saturating_sub(120))..range.end).find(|&n| prose.is_char_boundary(n))?;
    let text = &prose[window..range.end];
    let text =
        &text[text.rfind(['.', '\n', ';', ':', '(', ')', '!', '?', '"', '\u{201d}']).map_or(0, |n| dot(text, n))..];
    let start = range.end - text.len();
    let mut begin = None;
    for (offset, word) in words_backwards(text) {
        let capital = word.trim_start_matches('\0').starts_with(char::is_uppercase);
        let joint = matches!(word, "&" | "and" | "und" | "et" | "al." | "al" | "y");
        let particle = matches!(word, "van" | "der" | "den" | "de" | "la" | "von" | "di" | "da" | "del" | "dos" | "du");
        let plain = word.trim_matches(['\0', ',']);
        if is_one(OPENERS, plain) || word.ends_with("ly,") {
            break;
        }
        match (capital, joint || particle) {
            (true, _) => begin = Some(offset),
            (false, true) => {
                if particle && begin.is_some() {
                    begin = Some(offset);
                }
            }
            _ => break,
        }
    }
    let begin = start + begin?;
    let end = begin + prose[begin..range.end].trim_end_matches([' ', '\0', '\u{a0}']).len();
    (end > begin).then_some(begin..end)
}

/// Where a sentence goes on after the stop at `at`; the stop of `al.` ends none.
fn dot(text: &str, at: usize) -> usize {
    if text[..at].ends_with("et al") && text[at..].starts_with('.') {
        let head = &text[..at];
        return head[..head.len() - 5].rfind(['.', '\n', ';', ':', '(', ')']).map_or(0, |n| next(text, n));
    }
    next(text, at)
}

fn next(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(1, char::len_utf8)
}

fn words_backwards(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut end = text.len();
    std::iter::from_fn(move || {
        let head = text[..end].trim_end_matches([' ', '\0', '\u{a0}']);
        let start = head.rfind([' ', '\u{a0}', '\n']).map_or(0, |n| next(head, n));
        end = start;
        (!head.is_empty()).then(|| (start, &head[start..]))
    })
}

/// The first byte from `at` on that a reader sees and that is no blank.
fn skip(prose: &str, at: usize, end: usize) -> usize {
    let rest = &prose[at..end];
    at + rest.len() - rest.trim_start_matches(['\0', ' ', '\n', '\r', '\u{a0}']).len()
}

/// Without what a reader does not see, on one line.
fn clean(text: &str) -> String {
    let seen: String = text.chars().filter(|c| *c != '\0').collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}
