//! The sources that a draft points at, and every place where it does: by link, footnote, key, identifier, or a reference that is typed out.
//!
//! A source is one however it is pointed at: an entry of the bibliography, its DOI in a footnote and its page in a link are the same. What
//! points nowhere is no source: a placeholder, a site's front page, a definition that nothing uses. One pass over the draft.

mod gather;
mod holder;
mod key;
mod number;
mod pointer;
mod title;
mod typed;
mod work;

pub use key::{key, work_key};
pub use typed::{Typed, typed};
pub use work::work;

use super::Metadata;
use super::typed_list::Placed;
use crate::bibliography::{Entry, Identity, Library};
use std::ops::Range;

/// Something that a draft points at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// What it is: an entry of the bibliography where there is one, otherwise how the draft first gives it.
    pub identity: Identity,
    /// What else it is known by.
    pub others: Vec<Identity>,
    /// Its address, as the draft first writes it.
    pub address: Option<String>,
    /// What the draft calls it, where the words of a link say that.
    pub title: Option<String>,
    /// The reference that is typed out beside it or in its place, as a reader sees it.
    pub text: Option<String>,
    /// Where the draft points at it, in order. Never empty.
    pub places: Vec<Place>,
}

/// Where a draft points at a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// In bytes of the draft. Of what stands in a note, the note's mark.
    pub range: Range<usize>,
    /// How.
    pub way: Way,
}

/// How a draft points at a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// `[text](address)`, or a link in HTML.
    Link,
    /// `[text][label]`
    Reference,
    /// `<address>`, or an address that stands bare in the text.
    Address,
    /// An identifier with its label: `doi:10.1000/182`.
    Identifier,
    /// `[^1]` or `^[note]`, whose note points at it.
    Footnote,
    /// `@key`
    Key,
    /// A key of the metadata's `nocite`: listed, without being cited in the text.
    Nocite,
    /// `(Lock, 1931)`, which the draft's own list of references answers.
    AuthorYear,
    /// `[3]`, which the draft's own list of references answers.
    Number,
    /// Its entry in the draft's own list of references.
    Listed,
}

impl Way {
    /// What it is called in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Reference => "reference",
            Self::Address => "address",
            Self::Identifier => "identifier",
            Self::Footnote => "footnote",
            Self::Key => "key",
            Self::Nocite => "nocite",
            Self::AuthorYear => "author-year",
            Self::Number => "number",
            Self::Listed => "listed",
        }
    }
}

/// All sources of a draft.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// By the first place at which the draft points at each.
    pub list: Vec<Source>,
    /// Every place, by start, with the index of its source.
    places: Vec<(Range<usize>, usize)>,
}

impl Sources {
    /// Reads a draft's blocks, each with its byte offset; `library` is what is in scope of it.
    pub fn new<'a>(blocks: impl Iterator<Item = (usize, &'a crate::markdown::Block)>, library: &Library) -> Self {
        let blocks: Vec<Placed<'a>> = blocks.collect();
        let metadata =
            blocks.iter().filter_map(|(_, block)| Metadata::of(block)).fold(Metadata::default(), Metadata::and);
        let mut list = gather::gather(&blocks, library, &metadata);
        for source in &mut list {
            source.places.sort_by_key(|place| (place.range.start, place.range.end, place.way));
            source.places.dedup_by(|a, b| a.range == b.range);
        }
        list.sort_by_key(|source| source.places.first().map(|place| (place.range.start, place.range.end)));
        let places = list
            .iter()
            .enumerate()
            .flat_map(|(index, source)| source.places.iter().map(move |place| (place.range.clone(), index)));
        let mut places: Vec<(Range<usize>, usize)> = places.collect();
        places.sort_by_key(|(range, _)| (range.start, range.end));
        Self { list, places }
    }

    /// The sources that the draft points at where `offset` is, or touches: several, where a note gives several.
    pub fn at(&self, offset: usize) -> impl Iterator<Item = &Source> {
        // Places are as long as links are: those that start far before do not reach here.
        let end = self.places.partition_point(|(range, _)| range.start <= offset);
        let near = self.places[..end].iter().rev().take(NEAR);
        near.filter(move |(range, _)| offset <= range.end).filter_map(|&(_, index)| self.list.get(index))
    }
}

/// How many places before an offset are asked whether they reach it.
const NEAR: usize = 64;

/// The entry of a source that is in a bibliography in scope, or in the draft's own metadata.
pub fn entry_of<'a>(source: &Source, library: &'a Library, metadata: &'a Metadata) -> Option<&'a Entry> {
    let Identity::Entry(key) = &source.identity else { return None };
    let own = metadata.references.iter().find(|entry| entry.keys().any(|own| own == key));
    own.or_else(|| library.entry(key))
}

#[cfg(test)]
mod tests;
