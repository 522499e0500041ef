//! The list as a bibliography.

use super::listing::{Listed, Listing};
use crate::bibliography::{Format, bibtex as write, bibtex_again, csl, csl_again};
use anyhow::Result;
use serde_json::Value;

/// A file in BibTeX. An entry that was read from BibTeX stays as it was.
pub fn bibtex(listing: &Listing) -> String {
    let known = listing.listed.iter().filter(|listed| !listed.is_unknown());
    let entries = known.map(|listed| match &listed.entry {
        Some(entry) if entry.format == Format::Bibtex && entry.key == listed.key => bibtex_again(entry),
        _ => write(&listed.key, &listed.work),
    });
    entries.collect::<Vec<_>>().join("\n")
}

/// A file in CSL-JSON.
pub fn csl_json(listing: &Listing) -> Result<String> {
    let items: Vec<Value> = listing.listed.iter().filter(|listed| !listed.is_unknown()).map(item).collect();
    Ok(serde_json::to_string_pretty(&items)? + "\n")
}

/// A source as an item of CSL-JSON. An entry that was read from CSL-JSON keeps all it has.
pub fn item(listed: &Listed) -> Value {
    match &listed.entry {
        Some(entry) if entry.format == Format::Json && entry.key == listed.key => csl_again(entry),
        _ => csl(&listed.key, &listed.work),
    }
}
