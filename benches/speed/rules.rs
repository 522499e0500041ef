//! What each rule costs a draft beside what is read for all of them.

use crate::drafts::Kind;
use crate::least;
use ibid::check::Draft;
use ibid::config::{Level, Settings};
use ibid::rules::RULES;
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Instant;

/// Lengths of drafts, in kB.
pub const LENGTHS: [usize; 3] = [10, 100, 1000];

/// Each rule that looks at drafts, with its seconds in drafts of [`LENGTHS`] in which everything occurs.
pub fn rules() -> Vec<(&'static str, Vec<f64>)> {
    let drafts: Vec<String> = LENGTHS.into_iter().map(mixed).collect();
    let alone: Vec<f64> = drafts.iter().map(|text| check(text, None)).collect();
    let beside = |name| drafts.iter().zip(&alone).map(move |(text, alone)| (check(text, Some(name)) - alone).max(0.0));
    RULES.iter().map(|rule| (rule.name, beside(rule.name).collect())).collect()
}

/// A draft of all kinds in turn.
fn mixed(length: usize) -> String {
    let part = length * 1000 / Kind::ALL.len();
    Kind::ALL.into_iter().map(|kind| kind.draft(part)).collect()
}

/// A check of a draft that was parsed, with no rule or one.
fn check(text: &str, only: Option<&str>) -> f64 {
    let groups: HashSet<&str> = RULES.iter().map(|rule| rule.group.name()).collect();
    let mut settings = Settings::default();
    settings.rules.extend(groups.into_iter().map(|group| (group.to_owned(), Level::Off)));
    settings.rules.extend(only.map(|name| (name.to_owned(), Level::On)));
    let settings = Arc::new(settings);
    let draft = Draft::new(text, Arc::clone(&settings));
    least(|| {
        let mut draft = draft.clone();
        let started = Instant::now();
        std::hint::black_box(draft.check());
        started.elapsed()
    })
}
