//! Identifiers of works and people where a text claims to give one: DOI, ISBN, ISSN, ORCID, arXiv, PMID.
//!
//! Pure functions over a text, one pass, nothing kept but the slips. A number without a label is no claim.

mod doi;
mod found;
mod number;
mod repository;

pub use doi::trailing;
pub use found::identifiers;

use std::ops::Range;

/// What a text claims to identify by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A digital object identifier.
    Doi,
    /// A book's number, of ten or thirteen digits.
    Isbn,
    /// A journal's number.
    Issn,
    /// A researcher's number.
    Orcid,
    /// A preprint on arXiv.
    Arxiv,
    /// A record of PubMed.
    Pmid,
}

impl Kind {
    /// How a writer calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Doi => "DOI",
            Self::Isbn => "ISBN",
            Self::Issn => "ISSN",
            Self::Orcid => "ORCID iD",
            Self::Arxiv => "arXiv identifier",
            Self::Pmid => "PMID",
        }
    }
}

/// What is wrong with an identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its last digit does not follow from the others.
    CheckDigit {
        /// The digit that would.
        expected: char,
    },
    /// It has too many or too few digits.
    Length {
        /// How many it has.
        digits: usize,
    },
    /// An ISBN of thirteen digits that starts with neither 978 nor 979.
    BookPrefix,
    /// An `X` stands elsewhere than in the last place.
    Letter,
    /// The digits are right, the hyphens between them are missing.
    Ungrouped,
    /// A slash is written as `%2F`.
    Encoded,
    /// The prefix that says what follows stands twice.
    Doubled,
    /// The sentence's punctuation is part of the address.
    Trailing,
    /// A blank stands in it.
    Blank,
    /// Nothing follows the registrant's number.
    NoSuffix,
    /// It does not start with `10.` and a number of at least four digits.
    Registrant,
    /// Its third and fourth digit are no month.
    Month,
    /// The number after the month is of another length than that month's.
    Sequence {
        /// How many digits it would have.
        wanted: usize,
    },
    /// The number of an article in PubMed Central.
    Central,
}

/// An identifier that cannot be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slip {
    /// What it claims to be.
    pub kind: Kind,
    /// The faulty text.
    pub range: Range<usize>,
    /// What is wrong with it.
    pub fault: Fault,
    /// What would be right in its place, where that is known.
    pub right: Option<Right>,
}

/// A correction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Right {
    /// What goes.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
    /// Whether nothing else can have been meant.
    pub sure: bool,
}

impl Slip {
    fn new(kind: Kind, range: Range<usize>, fault: Fault) -> Self {
        Self { kind, range, fault, right: None }
    }

    fn right(mut self, range: Range<usize>, text: impl Into<String>, sure: bool) -> Self {
        self.right = Some(Right { range, text: text.into(), sure });
        self
    }
}

/// The labels, in small letters, and who reads what follows them.
const LABELS: [(&[u8], Reader); 7] = [
    (b"doi", doi::read),
    (b"isbn", number::isbn),
    (b"issn", number::issn),
    (b"orcid", number::orcid),
    (b"arxiv", repository::arxiv),
    (b"pmid", repository::pmid),
    (b"pubmed", repository::pubmed),
];

/// For each byte that may stand third in a label, how far ahead the next place is where a label may start: 0 where it does.
const SKIPS: [u8; 256] = {
    let mut skips = [3; 256];
    let mut place = 0;
    while place < 3 {
        let mut label = 0;
        while label < LABELS.len() {
            let letter = LABELS[label].0[place];
            skips[letter as usize] = 2 - place as u8;
            skips[letter.to_ascii_uppercase() as usize] = 2 - place as u8;
            label += 1;
        }
        place += 1;
    }
    skips
};

/// The identifiers in `text` that cannot be right, in order.
pub fn slips(text: &str) -> Vec<Slip> {
    let bytes = text.as_bytes();
    let mut found: Vec<Slip> = Vec::new();
    let mut at = 0;
    while at + 4 < bytes.len() {
        let skip = SKIPS[usize::from(bytes[at + 2])];
        let label = |label: &&(&[u8], Reader)| {
            bytes.get(at..at + label.0.len()).is_some_and(|found| found.eq_ignore_ascii_case(label.0))
        };
        let Some((word, reader)) = (skip == 0).then(|| LABELS.iter().find(label)).flatten() else {
            at += usize::from(skip).max(1);
            continue;
        };
        // `eISSN` and `pISBN` are labels, `radarxiv` is none.
        let before = bytes[..at].last().copied().unwrap_or(b' ');
        let form = matches!(before | 32, b'e' | b'p') && !ends_with_letter(&bytes[..at - usize::from(at > 0)]);
        let label = at;
        at += word.len();
        if (!before.is_ascii_alphanumeric() || form)
            && let Some(slip) = reader(text, label, at)
        {
            at = at.max(slip.range.end);
            found.push(slip);
        }
    }
    found
}

/// Reads what a label at a place claims to be; the label ends at the second place.
type Reader = fn(&str, usize, usize) -> Option<Slip>;

fn ends_with_letter(bytes: &[u8]) -> bool {
    bytes.last().is_some_and(u8::is_ascii_alphanumeric)
}

fn starts_with(text: &str, at: usize, word: &str) -> bool {
    text.as_bytes().get(at..at + word.len()).is_some_and(|found| found.eq_ignore_ascii_case(word.as_bytes()))
}

/// How many bytes may stand between a label and its number.
const GAP: usize = 12;

/// The first byte after a label that is neither blank nor one of the marks that part it from its number.
fn skip_gap(text: &str, from: usize) -> usize {
    let mut at = from;
    for c in text[from..].chars().take(GAP) {
        if !matches!(c, ' ' | '\u{a0}' | '\u{202f}' | ':' | '=' | '*' | '_' | '"' | '\'' | '/' | '#' | '\u{ff1a}') {
            break;
        }
        at += c.len_utf8();
    }
    at
}

/// Which of the two numbers of a book a label names: `ISBN-13:`, `ISBN (10)`.
const BOOK_FORMS: &[&str] = &["-10", "-13", "10", "13", "(10)", "(13)"];

/// Where a number starts whose label ends at `from` and may name one of `forms`.
fn skip_form(text: &str, from: usize, forms: &[&str]) -> usize {
    let start = skip_gap(text, from);
    let ends = |form: &&&str| text[start..].starts_with(**form) && !goes_on(text, start + form.len());
    forms.iter().find(ends).map_or(start, |form| skip_gap(text, start + form.len()))
}

fn digits(text: &str, at: usize) -> usize {
    text.as_bytes()[at.min(text.len())..].iter().take(40).take_while(|b| b.is_ascii_digit()).count()
}

/// Whether a letter or a digit stands at `at`.
fn goes_on(text: &str, at: usize) -> bool {
    text[at..].chars().next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests;
