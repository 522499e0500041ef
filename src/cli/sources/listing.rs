//! The sources of several drafts as one list.

use crate::bibliography::{Entry, Identity, Work};
use crate::citation::source::{Source, Way, entry_of, key, work};
use crate::cli::inputs::{Gathered, Input};
use crate::cli::output::{complain, warn};
use crate::cli::review::{load, refuse};
use crate::text::{Encoding, Position};
use rayon::prelude::*;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// All sources of a run.
#[derive(Debug, Default)]
pub struct Listing {
    /// By draft and by first place.
    pub listed: Vec<Listed>,
    /// How many drafts were read.
    pub drafts: usize,
    /// Whether something could not be read; it has been said.
    pub failed: bool,
}

/// A source, and where drafts cite it.
#[derive(Debug)]
pub struct Listed {
    /// The key of its entry, or one that was made for it; no other source of the list has it.
    pub key: String,
    /// The source, as the first draft has it.
    pub source: Source,
    /// Its entry in a bibliography in scope of that draft.
    pub entry: Option<Entry>,
    /// What is known of it.
    pub work: Work,
    /// Where it is cited.
    pub places: Vec<Shown>,
}

impl Listed {
    /// Whether it is a key of which nothing more is known.
    pub fn is_unknown(&self) -> bool {
        self.entry.is_none() && matches!(self.source.identity, Identity::Entry(_))
    }
}

/// A place in a draft.
#[derive(Clone, Debug)]
pub struct Shown {
    /// The draft's path, as the writer knows it.
    pub path: String,
    /// How the source is cited there.
    pub way: Way,
    /// In bytes of the draft.
    pub range: Range<usize>,
    /// Where the range starts; lines and columns, in Unicode scalar values, count from 0.
    pub from: Position,
    /// Where it ends.
    pub to: Position,
}

/// What one draft has.
type Found = Vec<(Source, Option<Entry>, Vec<Shown>)>;

/// Reads the drafts. Says what could not be read.
pub fn listing(gathered: Gathered, quiet: bool) -> Listing {
    let Gathered { drafts, failed, .. } = gathered;
    let results: Vec<_> = drafts.par_iter().map(|input| load(input).map(|source| look(input, &source))).collect();
    let mut listing = Listing { failed, ..Listing::default() };
    let mut known: HashMap<Identity, usize> = HashMap::new();
    for (input, result) in drafts.iter().zip(results) {
        match result {
            Ok(Some(found)) => {
                listing.drafts += 1;
                for (source, entry, places) in found {
                    add(&mut listing.listed, &mut known, source, entry, places);
                }
            }
            Ok(None) => {
                complain(&format!("{}: ibid failed on this draft, which is a fault in ibid", input.shown));
                listing.failed = true;
            }
            Err(error) => listing.failed |= refuse(input, &error, quiet),
        }
    }
    if drafts.is_empty() && !listing.failed && !quiet {
        warn("no drafts there: no Markdown files, or all of them ignored");
    }
    name(&mut listing.listed);
    listing
}

fn look(input: &Input, source: &str) -> Option<Found> {
    catch_unwind(AssertUnwindSafe(|| {
        let draft = input.draft(source);
        let metadata = draft.metadata().unwrap_or_default();
        let position = |offset: usize| draft.text().position(offset, Encoding::Utf32);
        let found = draft.sources().list.into_iter().map(|source| {
            let entry = entry_of(&source, draft.library(), &metadata).cloned();
            let places = source.places.iter().map(|place| Shown {
                path: input.shown.clone(),
                way: place.way,
                range: place.range.clone(),
                from: position(place.range.start),
                to: position(place.range.end),
            });
            let places = places.collect();
            (source, entry, places)
        });
        found.collect()
    }))
    .ok()
}

/// Adds a source of a draft, or its places to the same source of another. Under one key two drafts may have different entries.
fn add(
    listed: &mut Vec<Listed>,
    known: &mut HashMap<Identity, usize>,
    source: Source,
    entry: Option<Entry>,
    places: Vec<Shown>,
) {
    let same = |index: &&usize| listed.get(**index).is_some_and(|listed| listed.entry == entry);
    let identities = std::iter::once(&source.identity).chain(&source.others);
    let index = identities.clone().find_map(|identity| known.get(identity).filter(same)).copied();
    if let Some(listed) = index.and_then(|index| listed.get_mut(index)) {
        listed.places.extend(places);
        return;
    }
    for identity in identities {
        known.insert(identity.clone(), listed.len());
    }
    let work = entry.as_ref().map_or_else(|| work(&source), Work::of);
    listed.push(Listed { key: String::new(), source, entry, work, places });
}

/// Gives every source its key: entries keep theirs, and what would have a taken one gets a number.
fn name(listed: &mut [Listed]) {
    let mut taken: HashSet<String> = HashSet::new();
    let mut next: HashMap<String, usize> = HashMap::new();
    let is_entry = |listed: &Listed| matches!(listed.source.identity, Identity::Entry(_));
    let (entries, others): (Vec<usize>, Vec<usize>) = (0..listed.len()).partition(|&index| is_entry(&listed[index]));
    for index in entries.into_iter().chain(others) {
        let wanted = match &listed[index].entry {
            Some(entry) => entry.key.clone(),
            None => key(&listed[index].source, &listed[index].work),
        };
        let mut key = wanted.clone();
        let number = next.entry(wanted.clone()).or_insert(1);
        while !taken.insert(key.clone()) {
            *number += 1;
            key = format!("{wanted}-{number}");
        }
        listed[index].key = key;
    }
}
