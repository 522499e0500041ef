//! Pointers, gathered into the sources that they point at.

use super::holder::{Holder, holders};
use super::number::number_of;
use super::pointer::{Pointer, define, pointers};
use super::typed::typed;
use super::{Place, Source, Way};
use crate::bibliography::{Identity, Library};
use crate::citation::typed_list::Placed;
use crate::citation::{Metadata, crossref};
use crate::markdown::{Block, SpanKind};
use crate::prose::fold;
use crate::repair::PLACEHOLDER_KEY;
use std::collections::HashMap;

/// The sources of a draft, in the order in which they were found.
pub fn gather(blocks: &[Placed<'_>], library: &Library, metadata: &Metadata) -> Vec<Source> {
    let mut defined = HashMap::new();
    blocks.iter().for_each(|(_, block)| define(block, &mut defined));
    let holders = holders(blocks);
    let mut held: Vec<Vec<Pointer>> = holders.iter().map(|_| Vec::new()).collect();
    let mut gathered = Gathered::new(library, metadata);
    for &(start, block) in blocks {
        let found = pointers(start, block, &defined);
        for pointer in found.into_iter().chain(keys(start, block, &gathered)) {
            match held_by(&holders, pointer.range.start) {
                Some(index) => held[index].push(pointer),
                None => {
                    let place = Place { range: pointer.range.clone(), way: pointer.way };
                    gathered.add(vec![pointer], None, vec![place]);
                }
            }
        }
        nocite(start, block, &mut gathered);
    }
    for (holder, pointers) in holders.iter().zip(held) {
        take(holder, pointers, &mut gathered);
    }
    gathered.list
}

/// The note or entry in which a place stands.
fn held_by(holders: &[Holder], at: usize) -> Option<usize> {
    let index = holders.partition_point(|holder| holder.range.start <= at).checked_sub(1)?;
    (at < holders.get(index)?.range.end).then_some(index)
}

/// Gathers what a note or an entry points at, or is.
fn take(holder: &Holder, pointers: Vec<Pointer>, gathered: &mut Gathered<'_>) {
    let way = match holder.entry {
        true if number_of(&holder.text).is_some() => Way::Number,
        true => Way::AuthorYear,
        false => Way::Footnote,
    };
    let mut places: Vec<Place> = holder.marks.iter().map(|range| Place { range: range.clone(), way }).collect();
    if holder.entry {
        places.push(Place { range: holder.range.clone(), way: Way::Listed });
    }
    if places.is_empty() {
        return;
    }
    if pointers.is_empty() {
        if typed(&holder.text).is_some() {
            let identity = Identity::Text(words(&holder.text));
            let pointer = Pointer { range: holder.range.clone(), way, identity, address: None, title: None };
            gathered.add(vec![pointer], Some(holder.text.clone()), places);
        }
    } else if is_one(&pointers) {
        let text = Some(holder.text.clone()).filter(|text| typed(text).is_some());
        gathered.add(pointers, text, places);
    } else {
        for pointer in pointers {
            gathered.add(vec![pointer], None, places.clone());
        }
    }
}

/// Whether the pointers of one note or entry point at one work: one page at most, and each identifier once.
fn is_one(pointers: &[Pointer]) -> bool {
    let mut kinds: HashMap<&str, &Identity> = HashMap::new();
    let agrees = |pointer: &Pointer, kinds: &HashMap<&str, &Identity>| {
        kinds.get(pointer.identity.kind()).is_none_or(|&known| *known == pointer.identity)
    };
    pointers.iter().all(|pointer| {
        let fits = agrees(pointer, &kinds);
        kinds.insert(pointer.identity.kind(), &pointer.identity);
        fits && (pointer.way != Way::Key || pointers.len() == 1)
    })
}

/// A typed reference as references are compared: its words, without the page at its end.
fn words(text: &str) -> String {
    let folded = fold(text);
    let mut words: Vec<&str> = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year = |word: &str| word.len() == 4 && word.starts_with(['1', '2']);
    while words.len() > 3
        && words.last().is_some_and(|word| {
            matches!(*word, "p" | "pp" | "s") || word.bytes().all(|b| b.is_ascii_digit()) && !year(word)
        })
    {
        words.pop();
    }
    words.join(" ")
}

/// The keys that a block cites.
fn keys(start: usize, block: &Block, gathered: &Gathered<'_>) -> Vec<Pointer> {
    let mut bracketed = block.spans.iter().filter(|span| matches!(span.kind, SpanKind::Citation { .. })).peekable();
    let mut found = Vec::new();
    for span in &block.spans {
        let SpanKind::CitationKey { key } = &span.kind else { continue };
        while bracketed.next_if(|group| group.range.end <= span.range.start).is_some() {}
        let cited = bracketed.peek().is_some_and(|group| group.range.start <= span.range.start);
        let name = &block.text[key.clone()];
        if let Some(identity) = gathered.key(name, cited) {
            let range = start + span.range.start..start + span.range.end;
            found.push(Pointer { range, way: Way::Key, identity, address: None, title: None });
        }
    }
    found
}

/// Gathers what metadata list without citing it.
fn nocite(start: usize, block: &Block, gathered: &mut Gathered<'_>) {
    for listed in Metadata::of(block).unwrap_or_default().nocite {
        let range = start + listed.range.start..start + listed.range.end;
        let names = if listed.name == "*" { gathered.all_keys() } else { vec![listed.name] };
        for identity in names.iter().filter_map(|name| gathered.key(name, true)).collect::<Vec<_>>() {
            let pointer = Pointer { range: range.clone(), way: Way::Nocite, identity, address: None, title: None };
            gathered.add(vec![pointer], None, vec![Place { range: range.clone(), way: Way::Nocite }]);
        }
    }
}

/// Sources, and by what each is known.
struct Gathered<'a> {
    library: &'a Library,
    metadata: &'a Metadata,
    /// By what the entries of the metadata are known.
    own: HashMap<Identity, &'a str>,
    list: Vec<Source>,
    known: HashMap<Identity, usize>,
}

impl<'a> Gathered<'a> {
    fn new(library: &'a Library, metadata: &'a Metadata) -> Self {
        let mut own = HashMap::new();
        for entry in &metadata.references {
            for identity in Identity::of_entry(entry) {
                own.entry(identity).or_insert(entry.key.as_str());
            }
        }
        Self { library, metadata, own, list: Vec::new(), known: HashMap::new() }
    }

    /// What a key stands for; `None` for one that is none, or that no bibliography in scope has.
    fn key(&self, name: &str, bracketed: bool) -> Option<Identity> {
        let identity = Identity::Entry(name.to_owned());
        if self.own.contains_key(&identity) || self.library.entry(name).is_some() {
            return Some(self.settled(identity));
        }
        if let Some((kind, number)) = name.split_once(':').filter(|_| crossref::is_identifier(name)) {
            return match &*kind.to_ascii_lowercase() {
                "doi" => Identity::doi(number),
                "pmid" | "pubmed" => Identity::pmid(number),
                "arxiv" => Identity::arxiv(number),
                "isbn" => Identity::isbn(number),
                "url" => Identity::address(number),
                "http" | "https" => Identity::address(name),
                _ => None,
            };
        }
        // Where not every bibliography could be looked into, what stands in brackets is a key all the same.
        let trusted = self.library.is_partial() || self.library.shelves.is_empty() && self.own.is_empty();
        let key = !name.starts_with(PLACEHOLDER_KEY) && !crossref::is_crossref(name);
        (trusted && bracketed && key).then_some(identity)
    }

    fn all_keys(&self) -> Vec<String> {
        let own = self.metadata.references.iter();
        let shelves = self.library.shelves.iter().flat_map(|shelf| &shelf.bibliography.entries);
        own.chain(shelves).map(|entry| entry.key.clone()).collect()
    }

    /// The entry that is known so, where there is one.
    fn settled(&self, identity: Identity) -> Identity {
        let own = self.own.get(&identity).map(|key| (*key).to_owned());
        let key = own.or_else(|| match &identity {
            Identity::Entry(key) => self.library.entry(key).map(|entry| entry.key.clone()),
            other => self.library.known(other).map(|entry| entry.key.clone()),
        });
        key.map_or(identity, Identity::Entry)
    }

    /// Adds pointers at one source, cited at `places`; `text` is how it is typed out.
    fn add(&mut self, pointers: Vec<Pointer>, text: Option<String>, places: Vec<Place>) {
        let mut identities: Vec<Identity> = Vec::new();
        for pointer in &pointers {
            let settled = self.settled(pointer.identity.clone());
            for identity in [settled, pointer.identity.clone()] {
                if !identities.contains(&identity) {
                    identities.push(identity);
                }
            }
        }
        // An entry, then an identifier, then a page: the order in which the kinds are declared.
        identities.sort();
        let index = identities.iter().find_map(|identity| self.known.get(identity).copied());
        let Some(first) = identities.first().cloned() else { return };
        let index = index.unwrap_or_else(|| {
            let empty = Source {
                identity: first.clone(),
                others: vec![],
                address: None,
                title: None,
                text: None,
                places: vec![],
            };
            self.list.push(empty);
            self.list.len() - 1
        });
        let Some(source) = self.list.get_mut(index) else { return };
        for identity in identities {
            if source.identity != identity && !source.others.contains(&identity) {
                source.others.push(identity.clone());
            }
            self.known.entry(identity).or_insert(index);
        }
        if first < source.identity && !source.others.is_empty() {
            source.others.push(std::mem::replace(&mut source.identity, first.clone()));
            source.others.retain(|other| *other != first);
        }
        for pointer in pointers {
            source.address = source.address.take().or(pointer.address);
            source.title = source.title.take().or(pointer.title);
        }
        source.text = source.text.take().or(text);
        source.places.extend(places);
    }
}
