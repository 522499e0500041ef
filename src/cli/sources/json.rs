//! JSON: a contract, which programs read. Fields are added, never changed; a change of meaning takes a new version.

use super::bib::item;
use super::listing::{Listed, Listing, Shown};
use crate::cli::span::Span;
use anyhow::Result;
use serde::Serialize;

/// The contract's version.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    sources: Vec<Source<'a>>,
}

/// `kind` and `id` tell what the source is: `entry` and its key, `doi`, `arxiv`, `isbn` or `pmid` and the identifier, `address` and the page
/// without what does not tell pages apart, `text` and the words of a typed reference. `url` is as the draft writes it. `item` is
/// all that is known of it, in CSL-JSON; `null` for a key that is in no bibliography that could be read.
#[derive(Serialize)]
struct Source<'a> {
    key: &'a str,
    kind: &'a str,
    id: &'a str,
    title: Option<&'a str>,
    url: Option<&'a str>,
    item: Option<serde_json::Value>,
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    path: &'a str,
    way: &'a str,
    #[serde(flatten)]
    span: Span,
}

/// One object for the whole list.
pub fn object(listing: &Listing) -> Result<String> {
    let report = Report { version: VERSION, sources: listing.listed.iter().map(source).collect() };
    Ok(serde_json::to_string(&report)? + "\n")
}

fn source(listed: &Listed) -> Source<'_> {
    Source {
        key: &listed.key,
        kind: listed.source.identity.kind(),
        id: listed.source.identity.name(),
        title: listed.work.text("title"),
        url: listed.source.address.as_deref().or_else(|| listed.work.text("URL")),
        item: (!listed.is_unknown()).then(|| item(listed)),
        places: listed.places.iter().map(place).collect(),
    }
}

fn place(shown: &Shown) -> Place<'_> {
    Place { path: &shown.path, way: shown.way.name(), span: Span::new(&shown.range, shown.from, shown.to) }
}
