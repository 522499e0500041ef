//! The bibliographies in scope of a draft.

use super::catalog::Catalog;
use super::entry::{Bibliography, Entry};
use super::identity::Identity;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, OnceLock};

/// A bibliography with its keys in order: asking for one costs a look-up.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Its file.
    pub place: PathBuf,
    /// What it holds.
    pub bibliography: Bibliography,
    by_key: HashMap<String, usize>,
    /// The keys with the letters and digits in each, so that far ones are passed over at a glance.
    glances: Vec<(u64, String)>,
    /// By what else an entry is known; made when it is first asked for, since a check never asks.
    by_identity: OnceLock<HashMap<Identity, usize>>,
    /// By what is typed of an entry; made when it is first asked for, since a check never asks.
    catalog: OnceLock<Catalog>,
}

impl Shelf {
    /// Puts a bibliography in order.
    pub fn new(place: impl Into<PathBuf>, bibliography: Bibliography) -> Self {
        let mut by_key = HashMap::with_capacity(bibliography.entries.len());
        for (index, entry) in bibliography.entries.iter().enumerate() {
            for key in std::iter::once(&entry.key).chain(&entry.aliases) {
                by_key.entry(key.clone()).or_insert(index);
            }
        }
        let glances = by_key.keys().map(|key| (glance(key), key.clone())).collect();
        let (by_identity, catalog) = (OnceLock::new(), OnceLock::new());
        Self { glances, place: place.into(), bibliography, by_key, by_identity, catalog }
    }

    /// What the writer calls it: its file's name.
    pub fn name(&self) -> &str {
        self.place.file_name().and_then(|name| name.to_str()).unwrap_or("the bibliography")
    }

    /// The entry that answers to `key`.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.bibliography.entries.get(*self.by_key.get(key)?)
    }

    /// The entry that is known by an identifier or an address.
    pub fn known(&self, identity: &Identity) -> Option<&Entry> {
        let entries = &self.bibliography.entries;
        let known = self.by_identity.get_or_init(|| {
            let mut known = HashMap::new();
            for (index, entry) in entries.iter().enumerate() {
                for identity in Identity::of_entry(entry) {
                    known.entry(identity).or_insert(index);
                }
            }
            known
        });
        entries.get(*known.get(identity)?)
    }

    /// Its entries by what a writer types of them.
    pub fn catalog(&self) -> &Catalog {
        self.catalog.get_or_init(|| Catalog::new(&self.bibliography.entries))
    }

    /// The keys that consist of nearly the same letters and digits as `key`.
    pub fn like(&self, key: &str) -> impl Iterator<Item = &str> {
        let wanted = glance(key);
        let near = move |other: u64| (wanted ^ other).count_ones() <= 4;
        self.glances.iter().filter(move |(glance, _)| near(*glance)).map(|(_, key)| key.as_str())
    }

    /// Every key that it answers to, in no order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.by_key.keys().map(String::as_str)
    }
}

/// The bibliographies in scope of one draft.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those that could be read.
    pub shelves: Vec<Arc<Shelf>>,
    /// Files that the draft itself names and that are not there, or cannot be read.
    pub missing: Vec<Missing>,
    /// Whether there is more than could be looked into: a file that another file names and that is not there, one in a format
    /// that ibid does not read, an address. What is not found may be there.
    pub partial: bool,
}

/// A bibliography that is not there, or cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Missing {
    /// As the draft names it.
    pub name: String,
    /// What it may have meant, as the draft would name it.
    pub near: Option<String>,
    /// What is wrong with what is there under that name, as the end of a sentence about it; `None` where nothing is there.
    pub fault: Option<&'static str>,
}

impl Library {
    /// The entry that answers to `key`.
    pub fn entry(&self, key: &str) -> Option<&Entry> {
        self.shelves.iter().find_map(|shelf| shelf.entry(key))
    }

    /// The entry that is known by an identifier or an address.
    pub fn known(&self, identity: &Identity) -> Option<&Entry> {
        self.shelves.iter().find_map(|shelf| shelf.known(identity))
    }

    /// Whether a key that is not found may be there all the same.
    pub fn is_partial(&self) -> bool {
        self.partial || !self.missing.is_empty()
    }

    /// The first bibliography of which a part cannot be read.
    pub fn broken(&self) -> Option<&Shelf> {
        self.shelves.iter().map(AsRef::as_ref).find(|shelf| !shelf.bibliography.problems.is_empty())
    }

    /// Whether this is the same as `other`, file by file.
    pub fn is_same(&self, other: &Self) -> bool {
        self.shelves.len() == other.shelves.len()
            && self.shelves.iter().zip(&other.shelves).all(|(a, b)| Arc::ptr_eq(a, b))
            && self.missing == other.missing
            && self.partial == other.partial
    }
}

/// A bit for each letter and digit in `key`, in any case.
fn glance(key: &str) -> u64 {
    key.bytes().filter(u8::is_ascii_alphanumeric).fold(0, |bits, byte| bits | 1 << (byte.to_ascii_lowercase() % 64))
}
