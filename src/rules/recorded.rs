//! Places that point at a source, and what `ibid.lock` says of it.

use crate::bibliography::{Entry, Field, Identity};
use crate::check::{Passage, Stock, Survey};
use crate::citation::address::{Address, Place, addresses};
use crate::citation::identifier::identifiers;
use crate::citation::placeholder;
use crate::lock::Record;
use crate::markdown::{Block, BlockKind, SpanKind};
use std::ops::Range;

/// A place that points at a source, and what that is known by.
pub struct Pointer {
    /// The address, or the identifier with its label; in the coordinates of what it stands in.
    pub range: Range<usize>,
    /// What it is known by.
    pub identity: Identity,
    /// Whether it is an address, and can be put in place of another.
    pub address: bool,
}

/// What in a block points at something that can be looked up, by start.
pub fn pointers(block: &Block) -> Vec<Pointer> {
    if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code) {
        return Vec::new();
    }
    let leads = |address: &Address| !matches!(address.place, Place::Image | Place::Html);
    let pointer = |address: Address| {
        let written = block.text.get(address.range.clone()).filter(|text| !placeholder::is_blank(text))?;
        Some(Pointer { identity: Identity::address(written)?, range: address.range, address: true })
    };
    let mut found: Vec<Pointer> = addresses(block).into_iter().filter(leads).filter_map(pointer).collect();
    let said = found.len();
    for (range, identity) in identifiers(&block.prose) {
        let end = found[..said].partition_point(|pointer| pointer.range.start < range.end);
        if found[..end].last().is_none_or(|pointer| range.start >= pointer.range.end) {
            found.push(Pointer { range, identity, address: false });
        }
    }
    found.sort_by_key(|pointer| pointer.range.start);
    found
}

/// What is known of what a block points at.
pub fn recorded<'a>(passage: &Passage<'a>) -> Vec<(Pointer, &'a Record)> {
    if passage.lock.sources.is_empty() {
        return Vec::new();
    }
    let known = |pointer: Pointer| passage.lock.of(&pointer.identity).map(|record| (pointer, record));
    pointers(passage.block).into_iter().filter_map(known).collect()
}

/// What is known of what the entries of a bibliography point at, with the field that does.
pub fn listed<'a>(stock: &Stock<'a>) -> Vec<(&'a Field, &'a Record)> {
    if stock.lock.sources.is_empty() {
        return Vec::new();
    }
    let fields = stock.shelf.bibliography.entries.iter().flat_map(|entry| &entry.fields);
    fields.filter_map(|field| Some((field, stock.lock.of(&identity(field)?)?))).collect()
}

/// What a field of an entry points at.
pub fn identity(field: &Field) -> Option<Identity> {
    match field.name.as_str() {
        "doi" => Identity::doi(&field.value),
        "url" => Identity::address(&field.value.replace('\\', "")),
        "isbn" => Identity::isbn(field.value.split([',', ';']).next()?),
        "pmid" => Identity::pmid(&field.value),
        "arxiv" => Identity::arxiv(&field.value),
        "eprint" if field.value.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("arxiv:")) => {
            Identity::arxiv(&field.value)
        }
        _ => None,
    }
}

/// The entries that a draft cites by the keys of its bibliography: the place of each key, in bytes of the draft.
pub fn keyed<'a>(survey: &Survey<'a>) -> Vec<(Range<usize>, &'a Entry)> {
    let mut found = Vec::new();
    for (start, block) in survey.placed() {
        for span in &block.spans {
            let SpanKind::CitationKey { key } = &span.kind else { continue };
            let Some(entry) = block.text.get(key.clone()).and_then(|key| survey.library.entry(key)) else { continue };
            found.push((start + span.range.start..start + span.range.end, entry));
        }
    }
    found
}
