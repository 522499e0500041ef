//! How many claims, and what covers them.

use super::draft::{Claim, Coverage};
use std::fmt;
use std::ops::Add;

/// The claims of a draft or of a part of it, counted. What needs no source is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Those that a citation covers.
    pub sourced: usize,
    /// Those of which somebody named is said to say them.
    pub attributed: usize,
    /// Those that nothing covers.
    pub open: usize,
}

impl Tally {
    /// Counts claims.
    pub fn of<'a>(claims: impl IntoIterator<Item = &'a Claim>) -> Self {
        let mut tally = Self::default();
        for claim in claims {
            match claim.coverage {
                Coverage::Sourced(_) => tally.sourced += 1,
                Coverage::Attributed(_) => tally.attributed += 1,
                Coverage::Open => tally.open += 1,
                Coverage::Unneeded(_) => {}
            }
        }
        tally
    }

    /// How many there are.
    pub fn claims(&self) -> usize {
        self.sourced + self.attributed + self.open
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { sourced, attributed, open } = self;
        let word = if self.claims() == 1 { "claim" } else { "claims" };
        write!(f, "{} {word}: {sourced} sourced, {attributed} attributed, {open} open", self.claims())
    }
}

impl Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            sourced: self.sourced + other.sourced,
            attributed: self.attributed + other.attributed,
            open: self.open + other.open,
        }
    }
}
