//! Runs the rules that look at bibliographies.

use super::Draft;
use super::fault::{Faults, Step, guard};
use super::overlap::settle;
use crate::bibliography::{Entry, Library, Shelf};
use crate::config::Settings;
use crate::finding::Finding;
use crate::lock::Lock;
use crate::markdown::SpanKind;
use crate::rules::{Check, RULES};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What drafts cite.
#[derive(Clone, Debug, Default)]
pub struct Cited {
    keys: HashSet<String>,
    /// Whether a draft lists everything: `nocite: '@*'`.
    everything: bool,
    /// By the file of each bibliography, those that come before it in a draft.
    before: HashMap<PathBuf, BTreeMap<PathBuf, Arc<Shelf>>>,
    /// Whether these are all the drafts that the writer asked about, so that what they do not cite is not cited.
    whole: bool,
}

impl Cited {
    /// What all the drafts cite that the writer asked about: none yet.
    pub fn by_all() -> Self {
        Self { whole: true, ..Self::default() }
    }

    /// Adds what a draft cites, and what it lists without citing.
    pub fn add(&mut self, draft: &Draft) {
        for placed in draft.syntax().blocks() {
            let keys = placed.block.spans.iter().filter_map(|span| match &span.kind {
                SpanKind::CitationKey { key } => Some(placed.block.text[key.clone()].to_owned()),
                _ => None,
            });
            self.keys.extend(keys);
        }
        let metadata = draft.metadata().unwrap_or_default();
        self.everything |= metadata.nocite_all;
        self.keys.extend(metadata.nocite.into_iter().map(|listed| listed.name));
        // `\nocite{*}`
        self.everything |= self.keys.remove("*");
        self.add_order(draft.library());
    }

    fn add_order(&mut self, library: &Library) {
        for (count, shelf) in library.shelves.iter().enumerate().skip(1) {
            let before = self.before.entry(shelf.place.clone()).or_default();
            before.extend(library.shelves[..count].iter().map(|other| (other.place.clone(), Arc::clone(other))));
        }
    }

    /// The bibliographies that come before the one in this file, in a draft that uses both.
    pub fn before(&self, shelf: &Path) -> impl Iterator<Item = &Shelf> {
        self.before.get(shelf).into_iter().flat_map(BTreeMap::values).map(AsRef::as_ref)
    }

    /// Adds keys.
    pub fn add_keys(&mut self, keys: impl IntoIterator<Item = String>) {
        self.keys.extend(keys);
    }

    /// Adds what others cite.
    pub fn merge(&mut self, other: Self) {
        self.keys.extend(other.keys);
        self.everything |= other.everything;
        for (shelf, before) in other.before {
            self.before.entry(shelf).or_default().extend(before);
        }
    }

    /// Whether an entry is certainly cited nowhere.
    pub fn lacks(&self, entry: &Entry) -> bool {
        self.whole && !self.has(entry)
    }

    /// Whether an entry is cited, by its key or another that it answers to.
    pub fn has(&self, entry: &Entry) -> bool {
        self.everything || self.has_key(&entry.key) || entry.aliases.iter().any(|alias| self.has_key(alias))
    }

    fn has_key(&self, key: &str) -> bool {
        self.keys.contains(key)
    }
}

/// A bibliography and what is known of its use, for rules.
#[derive(Clone, Copy, Debug)]
pub struct Stock<'a> {
    /// The bibliography.
    pub shelf: &'a Shelf,
    /// What drafts cite.
    pub cited: &'a Cited,
    /// The choices in force.
    pub settings: &'a Settings,
    /// What is known of sources.
    pub lock: &'a Lock,
}

/// What the rules find in a bibliography, by start, in the coordinates of its file. With `faults`, a fault of ibid is noted there and
/// costs no more than its rule.
pub fn check_shelf(stock: &Stock<'_>, faults: Option<&Faults>) -> Vec<Finding> {
    let (near, settings) = (stock.shelf.place.to_string_lossy(), stock.settings);
    let mut findings = Vec::new();
    for rule in RULES.iter().filter(|rule| settings.severity(rule).is_some()) {
        let check = if let Check::Shelf(check) = rule.check { Some(check) } else { rule.shelf };
        if let Some(check) = check {
            guard(faults, Step::Rule(rule), &near, || check(stock, &mut findings));
        }
    }
    findings.retain(|finding| faults.is_none_or(|faults| !faults.rests(finding.rule)));
    settle(findings, settings)
}
