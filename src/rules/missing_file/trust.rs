//! Whether a draft stands among its files.

use super::Led;
use crate::index::Lead;
use std::collections::HashSet;

/// Where no repository is around a draft, so many files that are there speak for each that is not.
const WEIGHT: usize = 4;

/// How far it may be trusted that the draft stands where its links start.
#[derive(Clone, Copy)]
pub enum Trust {
    /// Some of its files are around it.
    Full,
    /// One file is missed, and nothing speaks for its being near.
    Half,
    /// It has been taken from its place, away from so many files.
    None(usize),
}

/// How far it may be trusted of a draft with these links; `at_home` in a repository.
pub fn trust(files: &[Led<'_>], at_home: bool) -> Trust {
    let distinct = |fits: &dyn Fn(&Lead) -> bool| {
        let fitting = files.iter().filter(|led| fits(led.lead) && led.link.file.contains(|c| !matches!(c, '.' | '/')));
        fitting.map(|led| led.link.file.as_str()).collect::<HashSet<_>>().len()
    };
    let stands = |lead: &Lead| match lead {
        Lead::Missing(missing) => missing.near.is_some() || missing.reached,
        lead => lead.page().is_some(),
    };
    let found = distinct(&stands);
    let lost = distinct(&|lead| matches!(lead, Lead::Missing(_)) && !stands(lead));
    match (found, lost) {
        (0, 1) if !at_home => Trust::Half,
        (0, 2..) => Trust::None(lost),
        (_, 2..) if !at_home && found * WEIGHT < lost => Trust::None(lost),
        _ => Trust::Full,
    }
}
