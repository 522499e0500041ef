//! Crossref's `/works/DOI`.

use super::{Lookup, Record, Service, doubt_of, json};
use crate::evidence::outcome::Doubt;
use crate::evidence::retraction::{Kind, Update};
use crate::evidence::{clean, xml};
use serde_json::Value;

/// Crossref's types, and CSL's.
const KINDS: &[(&str, &str)] = &[
    ("journal-article", "article-journal"),
    ("book-chapter", "chapter"),
    ("book-section", "chapter"),
    ("book-part", "chapter"),
    ("reference-entry", "entry-encyclopedia"),
    ("proceedings-article", "paper-conference"),
    ("book", "book"),
    ("monograph", "book"),
    ("edited-book", "book"),
    ("reference-book", "book"),
    ("proceedings", "book"),
    ("report", "report"),
    ("report-component", "report"),
    ("dissertation", "thesis"),
    ("posted-content", "manuscript"),
    ("dataset", "dataset"),
];
/// Dates by which a work may be cited, the one that Crossref chooses first. When its record was made is none of them unless there is no other.
const DATES: &[&str] =
    &["issued", "published-print", "published-online", "published", "posted", "accepted", "published-other"];

/// Reads an answer. That Crossref does not have a DOI says nothing of other agencies.
pub fn read(status: u16, body: &[u8]) -> Lookup {
    if status == 404 {
        return Lookup::Elsewhere;
    }
    if let Some(doubt) = doubt_of(status) {
        return Lookup::Unknown(doubt);
    }
    let Some(answer) = json::read(body) else { return Lookup::Unknown(Doubt::Transient) };
    let message = answer.get("message").unwrap_or(&answer);
    match message.get("DOI").and_then(Value::as_str) {
        Some(doi) => Lookup::Found(Box::new(record(message, doi))),
        None => Lookup::Unknown(Doubt::Transient),
    }
}

fn record(message: &Value, doi: &str) -> Record {
    let mut record = Record::new(Service::Crossref, &doi.to_lowercase());
    let kind = json::text(message, "type");
    // Content negotiation answers with CSL's own types.
    let known = KINDS.iter().find(|(name, csl)| *name == kind || *csl == kind);
    record.kind = known.map_or("document", |(_, csl)| csl);
    titles(&mut record, message);
    record.authors = json::people(message, "author");
    record.editors = json::people(message, "editor");
    let mut containers = json::texts(message, "container-title").into_iter();
    record.container = containers.next().unwrap_or_default();
    record.containers = containers.chain(json::texts(message, "short-container-title")).collect();
    for name in DATES {
        record.dated(json::dated(message, name));
    }
    if record.issued.is_empty() {
        record.dated(json::dated(message, "created"));
    }
    record.publisher = json::text(message, "publisher");
    record.volume = json::text(message, "volume");
    record.issue = json::text(message, "issue");
    record.pages = json::text(message, "page");
    let primary = message.get("resource").and_then(|resource| resource.get("primary")).unwrap_or(&Value::Null);
    let url = [primary, message].into_iter().filter_map(|from| from.get("URL")?.as_str()).find_map(clean::address);
    record.url = url.unwrap_or_default();
    let text = message.get("abstract").and_then(Value::as_str).unwrap_or_default();
    record.abstract_text = clean::passage(&xml::text(text));
    record.updates = json::items(message, "updated-by").filter_map(update).collect();
    record.notice_of = json::items(message, "update-to").filter_map(update).collect();
    record
}

fn titles(record: &mut Record, message: &Value) {
    let titles = json::texts(message, "title");
    let subtitle = json::texts(message, "subtitle").into_iter().next();
    let mut titles = titles.into_iter();
    let Some(title) = titles.next() else { return };
    let joined = subtitle.filter(|subtitle| !title.contains(subtitle.as_str())).map(|subtitle| {
        let mark = if title.ends_with([':', '?', '!', '.']) { " " } else { ": " };
        clean::field(&format!("{title}{mark}{subtitle}"))
    });
    record.title = joined.clone().unwrap_or_else(|| title.clone());
    record.titles.extend(joined.map(|_| title));
    record.titles.extend(titles);
    record.titles.extend(json::texts(message, "original-title"));
    record.titles.extend(json::texts(message, "short-title"));
}

fn update(item: &Value) -> Option<Update> {
    let kind = Kind::of(&json::text(item, "type"));
    let notice = json::text(item, "DOI").to_lowercase();
    (!notice.is_empty()).then(|| Update { kind, date: json::dated(item, "updated").unwrap_or_default(), notice })
}
