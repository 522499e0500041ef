//! Citations by author and year, `(Smith & Doe, 2020)`, and the entries of a typed list that they point at.
//!
//! Pure functions over text. What they cannot read they leave out: a name that is none costs more than one that is missed.

mod cited;
mod entry;
mod name;

pub use cited::{Cited, Form, cited};
pub use entry::{Entry, entry};
pub use name::{Name, is_initial, is_place_or_time, squash};

/// A year as it is cited: `2020`, `2020a`, `n.d.`, `in press`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Year {
    /// The number; `None` for what has none yet, or none any more.
    pub number: Option<u32>,
    /// The letter that tells works of one year apart.
    pub letter: Option<char>,
    /// What stands for the number where there is none, in lower case; empty where there is one.
    pub word: &'static str,
}

impl Year {
    /// Whether a citation of that year may mean the work that is dated so: a letter that one of them lacks parts nothing.
    pub fn answers(&self, cited: &Self) -> bool {
        match (self.number, cited.number) {
            (Some(one), Some(two)) => {
                one == two && (self.letter == cited.letter || self.letter.is_none() || cited.letter.is_none())
            }
            // A citation that states a year means a work that is out.
            (None, Some(_)) => false,
            // What was in press when it was cited may be out by now.
            (_, None) => true,
        }
    }

    /// As it is written.
    pub fn name(&self) -> String {
        match (self.number, self.letter) {
            (Some(number), Some(letter)) => format!("{number}{letter}"),
            (Some(number), None) => number.to_string(),
            _ => self.word.to_owned(),
        }
    }
}

/// Words that stand for a year, in lower case.
const UNDATED: &[&str] = &["n.d.", "n. d.", "n.d", "in press", "forthcoming", "o. j.", "o.j.", "s.f.", "s.d."];

/// The year that opens `text`, and its length.
fn year_at(text: &str) -> Option<(Year, usize)> {
    let digits = text.bytes().take(5).take_while(u8::is_ascii_digit).count();
    if digits == 4 {
        let number: u32 = text[..4].parse().ok()?;
        let mut rest = text[4..].chars();
        let letter = rest.next().filter(char::is_ascii_lowercase);
        let after = if letter.is_some() { rest.next() } else { text[4..].chars().next() };
        let whole = !after.is_some_and(char::is_alphanumeric);
        let length = 4 + usize::from(letter.is_some());
        return (whole && (1450..=2099).contains(&number))
            .then_some((Year { number: Some(number), letter, word: "" }, length));
    }
    let undated =
        UNDATED.iter().find(|word| text.get(..word.len()).is_some_and(|head| head.eq_ignore_ascii_case(word)))?;
    (!text[undated.len()..].starts_with(char::is_alphanumeric))
        .then_some((Year { number: None, letter: None, word: undated }, undated.len()))
}

/// Whether `word` is one of `words`, which are parted by blanks.
fn is_one(words: &str, word: &str) -> bool {
    words.split_ascii_whitespace().any(|one| one == word)
}

#[cfg(test)]
mod tests;
