//! `arXiv:2103.00020`, `arxiv.org/abs/hep-th/9901001`, `PMID: 23193287`.

use super::{Fault, Kind, Slip, digits, goes_on, skip_gap, starts_with};

/// The first month whose preprints have five digits: January 2015.
const FIVE_DIGITS: u32 = 1501;

/// `arXiv:`, `arxiv.org/abs/`.
pub fn arxiv(text: &str, label: usize, at: usize) -> Option<Slip> {
    let path = ["abs/", "pdf/", "html/"];
    let from = if starts_with(text, at, ".org/") {
        let path = path.iter().find(|path| text[at + ".org/".len()..].starts_with(*path))?;
        at + ".org/".len() + path.len()
    } else if starts_with(text, at, ":arxiv:") && !text[..label].ends_with('.') {
        let first = label..at + 1;
        return Some(Slip::new(Kind::Arxiv, label..at + 7, Fault::Doubled).right(first, "", true));
    } else {
        skip_gap(text, at)
    };
    let colon = text[at..].starts_with([':', '.']);
    let month = digits(text, from);
    if month == 0 {
        return old(text, from);
    }
    let number = from + month + 1;
    // A label before a year, or before a preprint of another archive, is followed by no number of this form.
    if month != 4 || !text[from + month..].starts_with('.') || digits(text, number) == 0 {
        return None;
    }
    let length = digits(text, number);
    let end = number + length;
    let follows = text[end..].chars().next();
    let version = follows == Some('v') && digits(text, end + 1) > 0;
    if (goes_on(text, end) && !version) || length > 6 || (!colon && length < 4) {
        return None;
    }
    let stem: u32 = text[from..from + 4].parse().ok()?;
    if !(1..=12).contains(&(stem % 100)) {
        return Some(Slip::new(Kind::Arxiv, from..end, Fault::Month));
    }
    let wanted = if stem < FIVE_DIGITS { 4 } else { 5 };
    (length != wanted).then(|| Slip::new(Kind::Arxiv, from..end, Fault::Sequence { wanted }))
}

/// `hep-th/9901001`, `math.GT/0309136`: an archive, a month and three digits.
fn old(text: &str, from: usize) -> Option<Slip> {
    let archive =
        text.as_bytes()[from..].iter().take(20).take_while(|b| b.is_ascii_alphabetic() || matches!(b, b'-' | b'.'));
    let slash = from + archive.count();
    if slash == from || !text[slash..].starts_with('/') {
        return None;
    }
    let length = digits(text, slash + 1);
    let end = slash + 1 + length;
    if !(6..=8).contains(&length) || goes_on(text, end) && !text[end..].starts_with('v') {
        return None;
    }
    if length != 7 {
        return Some(Slip::new(Kind::Arxiv, from..end, Fault::Sequence { wanted: 3 }));
    }
    let month: u32 = text[slash + 3..slash + 5].parse().ok()?;
    (!(1..=12).contains(&month)).then(|| Slip::new(Kind::Arxiv, from..end, Fault::Month))
}

/// `PMID: 23193287`
pub fn pmid(text: &str, label: usize, at: usize) -> Option<Slip> {
    let from = skip_gap(text, at);
    if from == at {
        return None;
    }
    if starts_with(text, from, "PMC") && digits(text, from + 3) > 3 {
        let end = from + 3 + digits(text, from + 3);
        return Some(Slip::new(Kind::Pmid, from..end, Fault::Central).right(label..at, "PMCID", true));
    }
    record(text, from)
}

/// `pubmed.ncbi.nlm.nih.gov/23193287`
pub fn pubmed(text: &str, _: usize, at: usize) -> Option<Slip> {
    starts_with(text, at, ".ncbi.nlm.nih.gov/").then(|| record(text, at + ".ncbi.nlm.nih.gov/".len()))?
}

/// A record's number has at most eight digits; longer ones are something else's.
fn record(text: &str, from: usize) -> Option<Slip> {
    let length = digits(text, from);
    let whole = !goes_on(text, from + length);
    (whole && length > 8).then(|| Slip::new(Kind::Pmid, from..from + length, Fault::Length { digits: length }))
}
