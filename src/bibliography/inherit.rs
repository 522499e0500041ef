//! What an entry of BibTeX takes from others: from the one that it stands in, by `crossref`, and from data that several share, by `xdata`.
//!
//! A chapter takes its book's title as the title of what it stands in, and who made, published and dated that. What identifies the book alone,
//! such as its DOI and its address, is not the chapter's.

use super::entry::{Entry, Field};
use std::collections::HashMap;

/// What is taken from a whole, in groups: of what a part says itself, nothing of the same group is taken.
const SHARED: &[&[&str]] = &[
    &["date", "year", "month"],
    &["booktitle", "journaltitle", "journal"],
    &["editor"],
    &["translator"],
    &["publisher", "institution", "school", "organization"],
    &["location", "address"],
    &["series"],
    &["edition"],
    &["volume"],
    &["number"],
    &["isbn"],
    &["issn"],
    &["langid", "language"],
];
/// Parts of a book by its own authors.
const BY_THE_SAME: &[&str] = &["inbook", "bookinbook", "suppbook"];
/// Parts that name what they stand in by `booktitle`.
const IN_BOOKS: &[&str] = &[
    "inbook",
    "bookinbook",
    "suppbook",
    "incollection",
    "suppcollection",
    "inproceedings",
    "conference",
    "inreference",
];
/// What is said of an entry as such, and is no data of a work.
const ITS_OWN: &[&str] = &["ids", "crossref", "xref", "xdata", "entryset", "related", "options", "keywords"];

/// How far a chain of entries is followed: a chapter, its volume, the volume's work, and shared data.
const DEEPEST: usize = 4;
/// How many entries of shared data one may name.
const MOST: usize = 6;
/// How many fields of another entry are looked at.
const FIELDS: usize = 60;
/// How long a value may be that is taken over, in bytes: a thousand entries may take it from one.
const LONGEST: usize = 1000;

/// Gives each entry what it takes from others of the file.
pub fn inherit(entries: &mut [Entry]) {
    let takes = |entry: &Entry| entry.field("crossref").or_else(|| entry.field("xdata")).is_some();
    if !entries.iter().any(takes) {
        return;
    }
    let mut known: HashMap<&str, &Entry> = HashMap::new();
    for entry in entries.iter() {
        for key in entry.keys() {
            known.entry(key).or_insert(entry);
        }
    }
    let taken: Vec<Vec<Field>> = entries.iter().map(|entry| taken(entry, &known, 0)).collect();
    for (entry, taken) in entries.iter_mut().zip(taken) {
        entry.inherited = taken;
    }
}

fn taken(entry: &Entry, known: &HashMap<&str, &Entry>, depth: usize) -> Vec<Field> {
    let mut found: Vec<Field> = Vec::new();
    if depth >= DEEPEST {
        return found;
    }
    let keys = entry.field("xdata").unwrap_or_default().split(',').take(MOST);
    for data in keys.filter_map(|key| known.get(key.trim())) {
        let more = taken(data, known, depth + 1);
        let fields =
            data.fields.iter().chain(&more).take(FIELDS).filter(|field| !ITS_OWN.contains(&field.name.as_str()));
        take(entry, fields.cloned(), &mut found);
    }
    if let Some(whole) = entry.field("crossref").and_then(|key| known.get(key.trim())) {
        let more = taken(whole, known, depth + 1);
        // Its own `booktitle`, as BibTeX wants it, is better than its title.
        let fields = whole.fields.iter().chain(&more).take(FIELDS);
        take(entry, fields.clone().filter_map(|field| of_whole(entry, whole, field)), &mut found);
        take(entry, fields.filter_map(|field| container(entry, field)), &mut found);
    }
    found
}

/// Takes those fields of which the entry says nothing itself, and took nothing before.
fn take(entry: &Entry, fields: impl Iterator<Item = Field>, found: &mut Vec<Field>) {
    let before = found.len();
    for field in fields.filter(|field| field.value.len() <= LONGEST) {
        let group = SHARED.iter().find(|group| group.contains(&field.name.as_str()));
        let says = |other: &Field| match group {
            Some(group) => group.contains(&other.name.as_str()),
            None => other.name == field.name,
        };
        let twice = found.iter().skip(before).any(|other| other.name == field.name);
        if !twice && !entry.fields.iter().chain(&found[..before]).any(says) {
            found.push(field);
        }
    }
}

/// A field of a whole as its part has it.
fn of_whole(part: &Entry, whole: &Entry, field: &Field) -> Option<Field> {
    let shared = SHARED.iter().any(|group| group.contains(&field.name.as_str()));
    let author =
        field.name == "author" && (BY_THE_SAME.contains(&part.kind.as_str()) || part.kind == "book" && is_work(whole));
    (shared || author).then(|| field.clone())
}

/// Whether an entry is a work of several volumes.
fn is_work(entry: &Entry) -> bool {
    entry.kind == "mvbook"
}

/// The title of a whole as that of what its part stands in.
fn container(part: &Entry, field: &Field) -> Option<Field> {
    let name = match part.kind.as_str() {
        _ if field.name != "title" => return None,
        "article" | "suppperiodical" => "journaltitle",
        kind if IN_BOOKS.contains(&kind) => "booktitle",
        _ => return None,
    };
    Some(Field { name: name.to_owned(), ..field.clone() })
}

#[cfg(test)]
mod tests {
    use crate::bibliography::{Bibliography, Format, Style, Work, bibtex_again, reference};

    fn read(source: &str) -> Bibliography {
        Bibliography::read(source, Format::Bibtex)
    }

    #[test]
    fn a_part_takes_what_its_whole_says() {
        let found = read(
            "@inproceedings{okafor, author={Okafor, N.}, title={Mills}, pages={4--9}, crossref={tides}}\n\
             @inbook{lock, title={Weirs}, year=1931, crossref={work}}\n\
             @proceedings{tides, title={Tides of the North}, editor={Lund, K.}, date={2004-05}, xdata={press, press}, doi={10.5555/tides}}\n\
             @book{work, author={Lock, A.}, title={The Mill}, date=1930, publisher={Own Press}, booktitle={The Whole Mill}}\n\
             @xdata{press, publisher={Mill Press}, location={Skarvik}}",
        );
        let shown: Vec<String> = found.entries[..2].iter().map(|entry| reference(entry, Style::Apa)).collect();
        assert_eq!(
            shown,
            [
                "Okafor, N. (2004). Mills. In K. Lund (Ed.), *Tides of the North* (pp. 4\u{2013}9). Mill Press.",
                "Lock, A. (1931). Weirs. In *The Whole Mill*. Own Press.",
            ]
        );
        assert_eq!(Work::of(&found.entries[0]).text("DOI"), None);
        assert_eq!(found.entries[0].field("year"), None, "it is not the entry's own");
        let alone = read(&bibtex_again(&found.entries[0]));
        assert_eq!(Work::of(&alone.entries[0]), Work::of(&found.entries[0]));
        assert_eq!(alone.entries[0].field("crossref"), None);
    }

    #[test]
    fn entries_that_take_from_each_other_come_to_an_end() {
        let found = read(
            "@book{a, crossref={b}, year=1}@book{b, crossref={a}, xdata={a,b,c,a,b,c}, publisher={P}}@xdata{c, xdata=c}",
        );
        assert_eq!(Work::of(&found.entries[0]).text("publisher"), Some("P"));
        let list = (0..300).map(|n| format!("k{n}")).collect::<Vec<_>>().join(",");
        let many: String = (0..300).map(|n| format!("@misc{{k{n}, xdata={{{list}}}, f{n}={{x}}}}\n")).collect();
        assert_eq!(read(&many).entries.len(), 300);
    }
}
