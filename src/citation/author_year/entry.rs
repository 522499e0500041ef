//! An entry of a typed list: `Smith, J., & Doe, R. (2020). Title.`, `Smith, John. *Title*. Lund, 2020.`

use super::name::{is_initial, squash};
use super::{Name, Year, year_at};
use std::collections::HashSet;

/// An entry that starts with an author.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The first author, or the body, as written.
    pub author: String,
    /// The same, folded.
    pub first: String,
    /// All words before the year, folded.
    words: Vec<String>,
    /// The entry's beginning, folded, words parted by single blanks.
    start: String,
    /// Its years, the one that dates it first.
    pub years: Vec<Year>,
}

/// How much of an entry is read for its authors, in bytes.
const HEAD: usize = 300;

/// Reads an entry in words that a reader sees, on one line. `before` is the entry before it, whose authors a dash repeats.
pub fn entry(text: &str, before: Option<&Entry>) -> Option<Entry> {
    let text =
        text.trim_start_matches(|c: char| c == '[' || c.is_ascii_digit()).trim_start_matches([']', '.', ')', ' ']);
    let years = years(text);
    let (at, _) = years.first()?;
    let dashed = text.trim_start_matches(['\u{2014}', '\u{2013}', '-', '_', '.', ',', ' ']);
    if text.len() - dashed.len() >= 3 && text.starts_with(['\u{2014}', '\u{2013}', '-', '_']) {
        let before = before?;
        return Some(Entry { years: years.into_iter().map(|(_, year)| year).collect(), ..before.clone() });
    }
    let head = head(text, *at);
    let author = author(head)?;
    let words = |text: &str| -> Vec<String> {
        let parted = |c: char| !(c.is_alphanumeric() || matches!(c, '-' | '\''));
        squash(text).split(parted).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    Some(Entry {
        author: author.to_owned(),
        first: squash(author),
        words: words(head),
        start: words(&text[..floor(text, HEAD)]).join(" "),
        years: years.into_iter().map(|(_, year)| year).collect(),
    })
}

impl Entry {
    /// The words under which [`Name::keys`] would look for the entry.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let parts = self.words.iter().flat_map(|word| word.split(['-', '\'']));
        let whole = self.words.iter().map(String::as_str);
        whole.chain(parts).chain([&*self.first]).chain(self.start.split(' ').next())
    }

    /// Whether the entry may be by whom a citation names.
    pub fn is_by(&self, name: &Name) -> bool {
        let starts =
            |text: &str| self.start.strip_prefix(text).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
        let plain: String = name.whole.split([' ', ',', '.']).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        let has = |word: &str| word.len() > 1 && self.words.iter().any(|known| known == word || parts(known, word));
        starts(&plain)
            || starts(&name.first)
            || has(name.last())
            // Another of the citation's authors, or a word that only opens its sentence.
            || name.whole.split([' ', ',']).any(|word| word.len() > 3 && self.first == word)
            || name.capitals && self.shortens_to(&name.first)
            || !name.surname && initials(&name.whole) == self.first
    }

    /// Whether the entry's first author is the citation's, and not another of its authors.
    pub fn is_first(&self, name: &Name) -> bool {
        self.first == name.first || self.first.rsplit(' ').next() == Some(name.last())
    }

    /// Whether one of the entry's years may be the one cited.
    pub fn is_of(&self, year: &Year) -> bool {
        self.years.iter().any(|own| own.answers(year))
    }

    /// Whether the entry is dated exactly as a citation has it.
    pub fn is_dated(&self, year: &Year) -> bool {
        self.years.first() == Some(year)
    }

    /// Whether one of the words is made of the first letters of a body's name.
    pub fn is_abbreviated(&self, words: &HashSet<String>) -> bool {
        self.first.contains(' ') && words.contains(&initials(&self.first))
    }

    /// Whether the entry's authors may be abbreviated so.
    fn shortens_to(&self, short: &str) -> bool {
        let short: Vec<char> = short.chars().filter(|c| c.is_alphanumeric()).collect();
        let mut letters = self.words.iter().flat_map(|word| word.chars());
        let first = self.words.iter().any(|word| word.chars().next() == short.first().copied());
        first && short.iter().all(|wanted| letters.any(|letter| letter == *wanted))
    }
}

/// Whether a name of several parts, `garcia-lopez`, has that one.
fn parts(known: &str, word: &str) -> bool {
    known.split(['-', '\'']).any(|part| part == word) || word.split('-').any(|part| part.len() > 3 && part == known)
}

pub fn initials(whole: &str) -> String {
    let small = ["of", "the", "for", "and", "on", "in", "to", "&"];
    whole.split(' ').filter(|word| !small.contains(word)).filter_map(|word| word.chars().next()).collect()
}

/// The years in an entry, each with its place.
fn years(text: &str) -> Vec<(usize, Year)> {
    let mut found = Vec::new();
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let opens = !inside && (c.is_ascii_digit() || matches!(c, 'n' | 'i' | 'f' | 'o' | 's'));
        if opens && let Some((year, _)) = year_at(&text[at..]) {
            // `in press` may also be words of a title; a date stands in brackets or after a stop.
            let set = year.number.is_some() || text[..at].trim_end().ends_with(['(', '.', ',', '[']);
            if set {
                found.push((at, year));
            }
        }
        inside = c.is_alphanumeric();
    }
    found
}

/// What stands before the year, or before the title where the year comes late.
fn head(text: &str, year: usize) -> &str {
    let head = &text[..floor(text, year.min(HEAD))];
    let mut from = 0;
    while let Some(stop) = head[from..].find(". ") {
        let at = from + stop;
        let word = head[..at].rsplit([' ', ',', '(']).next().unwrap_or("");
        let next = head[at + 2..].split([' ', ',']).next().unwrap_or("");
        // Initials and `et al.` go on; a long word ends the authors, unless another name in initials follows.
        if word.chars().count() > 3 && !is_initial(next) && !next.starts_with('&') && !next.eq_ignore_ascii_case("and")
        {
            return &head[..at];
        }
        from = at + 2;
    }
    head
}

/// The first author of an entry's beginning.
fn author(head: &str) -> Option<&str> {
    let head = head.trim_end_matches(['(', ' ', '.', ',', '[']);
    let cut = [", ", " & ", " and ", " und ", " (", " ["].iter().filter_map(|mark| head.find(mark)).min();
    // A body may have `and` or a comma in its name; where initials follow, it is a person.
    let piece = head[..cut.unwrap_or(head.len())].trim_end_matches([',', '.']);
    let tokens: Vec<&str> = piece.split(' ').collect();
    let initials = tokens.iter().rev().take_while(|token| is_vancouver(token)).count();
    let kept = tokens.len() - if initials < tokens.len() { initials } else { 0 };
    let length = tokens[..kept].iter().map(|token| token.len() + 1).sum::<usize>().saturating_sub(1);
    let name = piece.get(..length)?;
    let proper = name.chars().count() > 1 && tokens.len() <= 10 && Name::read(name).is_some();
    proper.then_some(name)
}

/// Initials without stops after a surname: `Smith JR`.
fn is_vancouver(token: &str) -> bool {
    let letters = token.chars().filter(|c| c.is_alphabetic()).count();
    (1..=3).contains(&letters) && token.chars().all(|c| c.is_uppercase() || c == '.' || c == '-')
}

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}
