//! Keys that a writer may have meant.

use crate::check::Survey;
use crate::citation::distance;

/// How many are offered.
const MOST: usize = 3;

/// A key that is defined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Near<'a> {
    slips: usize,
    /// The key.
    pub key: &'a str,
    /// Whether only case, hyphens and their like differ.
    pub sure: bool,
    /// Whether it may be named as the one that was meant: not if only numbers differ, which tell keys apart.
    pub telling: bool,
}

/// The keys in scope that `name` may be a slip of, the nearest first.
pub fn near<'a>(survey: &Survey<'a>, name: &str) -> Vec<Near<'a>> {
    let squashed = squash(name);
    let own = survey.metadata().flat_map(|(_, metadata)| metadata.references.iter().map(|entry| entry.key.as_str()));
    let library = survey.library.shelves.iter().flat_map(|shelf| shelf.like(name));
    let most = match squashed.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    let mut found: Vec<Near<'a>> = library
        .chain(own)
        .filter(|key| key.len().abs_diff(name.len()) < 4)
        .filter_map(|key| {
            let other = squash(key);
            let slips = distance(&squashed, &other);
            let numbers_differ = slips > 0 && letters(&squashed) == letters(&other);
            (slips <= most).then_some(Near { slips, key, sure: slips == 0, telling: !numbers_differ })
        })
        .collect();
    found.sort_by_key(|near| (!near.telling, *near));
    found.dedup();
    found.truncate(MOST);
    found
}

fn squash(key: &str) -> String {
    key.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn letters(key: &str) -> String {
    key.chars().filter(|c| !c.is_numeric()).collect()
}
