//! `doi:10.1000/182`, `https://doi.org/10.1000/182`.

use super::{Fault, Kind, Slip, digits, goes_on, starts_with};
use std::ops::Range;

/// Reads what follows `doi` at `label`; the three letters end at `at`.
pub fn read(text: &str, label: usize, at: usize) -> Option<Slip> {
    if let Some(from) = after_host(text, label) {
        return resolver(text, from);
    }
    let colon = text[at..].starts_with(':');
    let glued = at + usize::from(colon);
    // `doi:https://doi.org/…`: the label and the resolver say the same. With a blank between them they are a label and a link.
    if colon && let Some(second) = prefix(text, glued) {
        let first = label..glued;
        return Some(Slip::new(Kind::Doi, first.start..second.end, Fault::Doubled).right(first, "", true));
    }
    let from = super::skip_gap(text, at);
    (from > at && !text[at..from].contains(['=', '/', '_', '#'])).then(|| name(text, from, colon))?
}

/// Where the path starts if `doi` at `label` belongs to `doi.org/`.
fn after_host(text: &str, label: usize) -> Option<usize> {
    let inner = text[..label].ends_with(|c: char| c.is_alphanumeric() || c == '-');
    (!inner && starts_with(text, label, "doi.org/")).then_some(label + "doi.org/".len())
}

/// The address of the resolver, or a label, that stands at `from` before a DOI.
fn prefix(text: &str, from: usize) -> Option<Range<usize>> {
    let mut at = from;
    for part in ["https://", "http://", "www.", "dx."] {
        at += if starts_with(text, at, part) { part.len() } else { 0 };
    }
    let host = starts_with(text, at, "doi.org/").then(|| at + "doi.org/".len());
    let label = || (at == from && starts_with(text, at, "doi:")).then_some(at + "doi:".len());
    let end = host.or_else(label)?;
    text[end..].starts_with("10.").then_some(from..end)
}

/// Reads the path of an address of the resolver.
fn resolver(text: &str, from: usize) -> Option<Slip> {
    if let Some(second) = prefix(text, from) {
        return Some(Slip::new(Kind::Doi, second.clone(), Fault::Doubled).right(second, "", true));
    }
    let blanks = text[from..].bytes().take_while(|&b| b == b' ').count();
    if (1..=2).contains(&blanks) && text[from + blanks..].starts_with("10.") && digits(text, from + blanks + 3) > 3 {
        let gap = from..from + blanks;
        let end = from + blanks + 3 + digits(text, from + blanks + 3);
        return Some(Slip::new(Kind::Doi, from..end, Fault::Blank).right(gap, "", false));
    }
    name(text, from, true)
}

/// Reads a DOI that should stand at `from`. Where the text only says "DOI", as before a talk of prefixes, `sure` is false.
fn name(text: &str, from: usize, sure: bool) -> Option<Slip> {
    let Some(tail) = text[from..].strip_prefix("10.") else { return foreign(text, from) };
    let mut end = from + 3 + digits(text, from + 3);
    let registrant = end - from - 3;
    // A placeholder, a template, or a talk of versions.
    if registrant == 0 || tail.starts_with('0') && registrant < 4 {
        return None;
    }
    // A registrant may part its number: `10.1000.10/123`.
    while text[end..].starts_with('.') && digits(text, end + 1) > 0 {
        end += 1 + digits(text, end + 1);
    }
    let rest = &text[end..];
    if rest.starts_with("%2F") || rest.starts_with("%2f") {
        let slash = end..end + 3;
        return Some(Slip::new(Kind::Doi, from..end + 3, Fault::Encoded).right(slash, "/", true));
    }
    let Some(suffix) = rest.strip_prefix('/') else {
        let stops =
            !goes_on(text, end) && !rest.starts_with(['-', '%', '*', '{', '$', '\\', '_']) && !blank_slash(rest);
        return (sure && stops && registrant >= 4).then(|| Slip::new(Kind::Doi, from..end, Fault::NoSuffix));
    };
    if registrant < 4 {
        return Some(Slip::new(Kind::Doi, from..end + 1, Fault::Registrant));
    }
    if suffix.starts_with(|c: char| !c.is_whitespace() && !matches!(c, ')' | ']' | '>' | '"' | '\u{201d}')) {
        return None;
    }
    let blanks = suffix.bytes().take_while(|&b| b == b' ').count();
    let word = suffix[blanks..].split(char::is_whitespace).next().unwrap_or("");
    // `10.1038/ nature12373`: what follows has a digit, as nearly every DOI's end has.
    if blanks == 1 && word.bytes().take(40).any(|b| b.is_ascii_digit()) {
        let gap = end + 1..end + 1 + blanks;
        return Some(Slip::new(Kind::Doi, from..gap.end, Fault::Blank).right(gap, "", false));
    }
    Some(Slip::new(Kind::Doi, from..end + 1, Fault::NoSuffix))
}

fn blank_slash(rest: &str) -> bool {
    rest.trim_start_matches(' ').starts_with('/')
}

/// `0.1016/…`, `1.1016/…`, `101016/…`: a first digit that was lost or mistaken.
fn foreign(text: &str, from: usize) -> Option<Slip> {
    let first = digits(text, from);
    let dot = from + first;
    if !(1..=2).contains(&first) || !text[dot..].starts_with('.') {
        return None;
    }
    let end = dot + 1 + digits(text, dot + 1);
    let shaped = (4..=6).contains(&(end - dot - 1)) && text[end..].starts_with('/') && goes_on(text, end + 1);
    shaped.then(|| Slip::new(Kind::Doi, from..end + 1, Fault::Registrant))
}

/// The sentence's punctuation at the end of the target of a link to a DOI or a preprint.
pub fn trailing(target: &str) -> Option<Slip> {
    let kind = if target.contains("doi.org/10.") {
        Kind::Doi
    } else if target.contains("arxiv.org/abs/") {
        Kind::Arxiv
    } else {
        return None;
    };
    let kept = target.trim_end_matches(['.', ',', ';']);
    // A DOI may be anything, but one that ends in a full stop is not met with; three of them are a writer's own.
    let lost = kept.len()..target.len();
    ((1..=2).contains(&lost.len()) && kept.ends_with(|c: char| c.is_alphanumeric() || c == ')'))
        .then(|| Slip::new(kind, lost.clone(), Fault::Trailing).right(lost, "", true))
}
