//! What came of looking many sources up, in numbers.

use crate::evidence::outcome::Outcome;
use crate::lock::Record;

/// How many sources are there, are not, and could not be told.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    there: usize,
    absent: usize,
    unknown: usize,
}

impl Tally {
    /// Counts a source.
    pub fn add(&mut self, record: &Record) {
        match record.outcome() {
            Outcome::Present(_) => self.there += 1,
            Outcome::Absent(_) => self.absent += 1,
            Outcome::Unknown(_) => self.unknown += 1,
        }
    }

    /// How many sources were looked up.
    pub fn all(&self) -> usize {
        self.there + self.absent + self.unknown
    }

    /// The numbers in words.
    pub fn told(&self) -> String {
        let Self { there, absent, unknown } = self;
        format!("{} looked up: {there} there, {absent} not there, {unknown} could not be told", sources(self.all()))
    }
}

/// `1 source`, `2 sources`.
pub fn sources(number: usize) -> String {
    format!("{number} {}", if number == 1 { "source" } else { "sources" })
}
