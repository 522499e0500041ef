//! arXiv's feed: entries in any order; what is unknown or malformed is left out of it, with status 200.

use super::{Lookup, Record, Service, doubt_of, json};
use crate::bibliography::Identity;
use crate::evidence::outcome::Doubt;
use crate::evidence::xml::{Token, attribute, tokens};
use crate::evidence::{clean, date, person};

/// Reads an answer for the numbers that were asked for, with or without versions, in order. Versions of one preprint are one record, whose
/// titles are those of all of them.
pub fn read(status: u16, body: &[u8], asked: &[&str]) -> Vec<Lookup> {
    let all = |lookup: &Lookup| asked.iter().map(|_| lookup.clone()).collect();
    if let Some(doubt) = doubt_of(status) {
        return all(&Lookup::Unknown(doubt));
    }
    let source = String::from_utf8_lossy(body);
    let Some(records) = feed(&source) else { return all(&Lookup::Unknown(Doubt::Transient)) };
    let one = |asked: &&str| {
        let Some(number) = Identity::arxiv(asked) else { return Lookup::Absent };
        match records.iter().find(|record| record.id == number.name()) {
            Some(record) => Lookup::Found(Box::new(record.clone())),
            None => Lookup::Absent,
        }
    };
    asked.iter().map(one).collect()
}

/// The records of a feed; `None` for what is no whole feed, or is one that says an error.
fn feed(source: &str) -> Option<Vec<Record>> {
    let mut records: Vec<Record> = Vec::new();
    let (mut is_feed, mut is_whole, mut failed) = (false, false, false);
    let mut entry: Option<Entry> = None;
    let mut text = String::new();
    for token in tokens(source) {
        match token {
            Token::Start { name: "feed", .. } => is_feed = true,
            Token::End("feed") => is_whole = true,
            Token::Start { name: "entry", .. } => entry = Some(Entry::default()),
            Token::Start { name, attributes, .. } => {
                text.clear();
                if let Some(entry) = entry.as_mut().filter(|_| name == "primary_category") {
                    entry.category = attribute(attributes, "term").unwrap_or_default();
                }
            }
            Token::Text(part) if text.len() < 1 << 16 => text.push_str(&part),
            Token::Text(_) => {}
            Token::End("entry") => {
                let Some(entry) = entry.take() else { continue };
                failed |= entry.id.contains("/api/errors");
                if let Some(record) = entry.record() {
                    merge(&mut records, record);
                }
            }
            Token::End(name) => {
                if let Some(entry) = &mut entry {
                    entry.set(name, &text);
                }
                text.clear();
            }
        }
    }
    (is_feed && is_whole && !failed).then_some(records)
}

#[derive(Default)]
struct Entry {
    id: String,
    title: String,
    summary: String,
    published: String,
    updated: String,
    comment: String,
    journal: String,
    doi: String,
    category: String,
    names: Vec<String>,
}

impl Entry {
    fn set(&mut self, name: &str, text: &str) {
        match name {
            "id" => self.id = clean::field(text),
            "title" => self.title = clean::field(text),
            "summary" => self.summary = clean::passage(text),
            "published" => self.published = date::iso(text).unwrap_or_default(),
            "updated" => self.updated = date::iso(text).unwrap_or_default(),
            "comment" => self.comment = clean::field(text),
            "journal_ref" => self.journal = clean::field(text),
            "doi" => self.doi = clean::field(text).to_lowercase(),
            "name" if self.names.len() < json::MOST => self.names.push(clean::field(text)),
            _ => {}
        }
    }

    fn record(self) -> Option<Record> {
        let (_, number) = self.id.split_once("/abs/")?;
        let identity = Identity::arxiv(number)?;
        let mut record = Record::new(Service::Arxiv, identity.name());
        record.kind = "manuscript";
        record.title = self.title;
        record.abstract_text = self.summary;
        record.authors = self.names.iter().filter_map(|name| author(name)).collect();
        record.dated(Some(self.published).filter(|date| !date.is_empty()));
        record.dated(Some(self.updated).filter(|date| !date.is_empty()));
        record.version = number.rsplit_once('v').map(|(_, version)| version.to_owned()).unwrap_or_default();
        record.url = format!("https://arxiv.org/abs/{}", record.id);
        record.publisher = "arXiv".to_owned();
        record.doi = self.doi;
        record.containers = Some(self.journal).filter(|journal| !journal.is_empty()).into_iter().collect();
        let said = [&self.comment, &record.abstract_text].into_iter().find(|text| is_withdrawal(text));
        record.withdrawn = said.map(|text| clean::field(text)).unwrap_or_default();
        Some(record)
    }
}

/// A collaboration is no person.
fn author(name: &str) -> Option<crate::bibliography::Name> {
    let bodies = ["collaboration", "consortium", "team", "group"];
    let last = name.split_whitespace().next_back().unwrap_or_default().to_lowercase();
    if bodies.contains(&last.as_str()) { person::body(name) } else { person::person(name) }
}

/// `This paper has been withdrawn by the author`, and not one that studies withdrawals.
fn is_withdrawal(text: &str) -> bool {
    let start: String = text.chars().take(160).collect::<String>().to_lowercase();
    let subject = ["paper", "submission", "article", "manuscript", "preprint", "work", "it "]
        .iter()
        .any(|word| start.contains(word));
    subject
        && ["has been withdrawn", "is withdrawn", "was withdrawn", "been retracted", "withdrawn by"]
            .iter()
            .any(|said| start.contains(said))
        || start.starts_with("withdrawn")
}

/// Adds a version to what is known of its preprint: the newest speaks, the others lend their titles and dates.
fn merge(records: &mut Vec<Record>, mut record: Record) {
    let Some(known) = records.iter_mut().find(|known| known.id == record.id) else {
        records.push(record);
        return;
    };
    let number = |record: &Record| record.version.parse::<u32>().unwrap_or(0);
    if number(&record) > number(known) {
        std::mem::swap(known, &mut record);
    }
    known.titles.extend(
        [record.title].into_iter().chain(record.titles).filter(|title| !title.is_empty() && *title != known.title),
    );
    known.titles.dedup();
    for date in record.issued {
        known.dated(Some(date));
    }
    known.issued.sort();
}
