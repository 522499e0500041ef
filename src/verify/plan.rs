//! What there is to look up: the sources of drafts, each once, with all that drafts say on its authority.

use crate::bibliography::Identity;
use crate::check::Draft;
use crate::citation::source::{Source, entry_of};
use crate::lock;
use std::collections::BTreeMap;

/// A source that drafts cite, and what they take from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// What it is known by; never a key or words.
    pub identity: Identity,
    /// Its address as it is written, if it is a page.
    pub address: Option<String>,
    /// What is quoted from it, as a reader sees it; each once.
    pub quotations: Vec<String>,
}

/// What there is to look up, by [`lock::id`].
#[derive(Clone, Debug, Default)]
pub struct Plan {
    /// Each source once.
    pub wanted: BTreeMap<String, Wanted>,
}

impl Plan {
    /// Adds the sources of a draft; with `only`, those alone that are known by it.
    pub fn add(&mut self, draft: &Draft, only: Option<&Identity>) {
        let sources = draft.sources();
        let reliance = draft.reliance(&sources);
        let metadata = draft.metadata().unwrap_or_default();
        let mut quotations: Vec<Vec<&str>> = vec![Vec::new(); sources.list.len()];
        for quoted in &reliance.quoted {
            for &source in &quoted.sources {
                if let Some(own) = quotations.get_mut(source) {
                    own.push(&quoted.text);
                }
            }
        }
        for (source, quotations) in sources.list.iter().zip(quotations) {
            let entry = entry_of(source, draft.library(), &metadata);
            let mut identities: Vec<Identity> = vec![source.identity.clone()];
            identities.extend(source.others.iter().cloned());
            identities.extend(entry.map(Identity::of_entry).unwrap_or_default());
            if only.is_some_and(|only| !identities.contains(only)) {
                continue;
            }
            let url = entry.and_then(|entry| entry.field("url")).map(|url| url.replace('\\', ""));
            for identity in identities {
                self.want(identity, source, url.as_deref(), &quotations);
            }
        }
    }

    fn want(&mut self, identity: Identity, source: &Source, url: Option<&str>, quotations: &[&str]) {
        let Some(id) = lock::id(&identity) else { return };
        let is_own = |address: &&str| Identity::address(address).as_ref() == Some(&identity);
        let address = source.address.as_deref().filter(is_own).or(url.filter(is_own)).map(str::to_owned);
        let wanted =
            self.wanted.entry(id).or_insert_with(|| Wanted { identity, address: None, quotations: Vec::new() });
        wanted.address = wanted.address.take().or(address);
        for quotation in quotations {
            if !wanted.quotations.iter().any(|known| known == quotation) {
                wanted.quotations.push((*quotation).to_owned());
            }
        }
    }
}
