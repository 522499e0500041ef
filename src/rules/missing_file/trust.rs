//! Whether a draft stands among its files.

use super::Led;
use crate::index::Lead;
use std::collections::HashSet;

/// Where no repository is around a draft, so many files that are there speak for each that is not.
const WEIGHT: usize = 4;

/// Whether a draft with these links may be trusted to stand where they start; `at_home` in a repository. One that was taken from its
/// place, or copied, says nothing of what is around it there.
pub fn stands(files: &[Led<'_>], at_home: bool) -> bool {
    let distinct = |fits: &dyn Fn(&Lead) -> bool| {
        let fitting = files.iter().filter(|led| fits(led.lead) && led.link.file.contains(|c| !matches!(c, '.' | '/')));
        fitting.map(|led| led.link.file.as_str()).collect::<HashSet<_>>().len()
    };
    let near = |lead: &Lead| match lead {
        Lead::Missing(missing) => missing.near.is_some() || missing.reached,
        lead => lead.page().is_some(),
    };
    let found = distinct(&near);
    let lost = distinct(&|lead| matches!(lead, Lead::Missing(_)) && !near(lead));
    match (found, lost) {
        (0, 0 | 1) => at_home,
        (0, _) => false,
        (_, 0 | 1) => true,
        _ => at_home || found * WEIGHT >= lost,
    }
}
