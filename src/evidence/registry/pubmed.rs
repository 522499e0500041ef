//! PubMed's summaries.

use super::{Lookup, Record, Service, doubt_of, json};
use crate::evidence::outcome::Doubt;
use crate::evidence::retraction::{Kind, Update};
use crate::evidence::{date, person};
use serde_json::Value;

/// Reads an answer of `esummary` for the numbers that were asked for, in order.
pub fn read(status: u16, body: &[u8], asked: &[&str]) -> Vec<Lookup> {
    let doubt = doubt_of(status);
    let answer = json::read(body).filter(|_| doubt.is_none());
    let result = answer.as_ref().and_then(|answer| answer.get("result"));
    let one = |pmid: &&str| {
        let item = result.and_then(|result| result.get(pmid.trim()));
        match item.map(|item| (item, json::text(item, "error"))) {
            Some((item, error)) if error.is_empty() => Lookup::Found(Box::new(record(item, pmid.trim()))),
            Some((_, error)) if error.to_lowercase().contains("cannot get document summary") => Lookup::Absent,
            _ => Lookup::Unknown(doubt.unwrap_or(Doubt::Transient)),
        }
    };
    asked.iter().map(one).collect()
}

fn record(item: &Value, pmid: &str) -> Record {
    let mut record = Record::new(Service::PubMed, pmid);
    record.kind = "article-journal";
    record.title = json::text(item, "title").trim_end_matches('.').to_owned();
    record.titles = Some(json::text(item, "vernaculartitle")).filter(|title| !title.is_empty()).into_iter().collect();
    let body = |author: &&Value| json::text(author, "authtype") == "CollectiveName";
    record.authors = json::items(item, "authors")
        .filter_map(|author| {
            let name = json::text(author, "name");
            if body(&author) { person::body(&name) } else { person::person(&name) }
        })
        .collect();
    record.container = json::text(item, "fulljournalname");
    record.containers = Some(json::text(item, "source")).filter(|name| !name.is_empty()).into_iter().collect();
    for name in ["pubdate", "epubdate", "sortpubdate"] {
        record.dated(date::iso(&json::text(item, name)));
    }
    record.volume = json::text(item, "volume");
    record.issue = json::text(item, "issue");
    record.pages = json::text(item, "pages");
    record.url = format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/");
    let doi = json::items(item, "articleids").find(|id| json::text(id, "idtype") == "doi");
    record.doi = doi.map(|id| json::text(id, "value").to_lowercase()).unwrap_or_default();
    updates(&mut record, item);
    record
}

/// What became of the work, by its types and by what refers to it.
fn updates(record: &mut Record, item: &Value) {
    for reference in json::items(item, "references") {
        let kind = json::text(reference, "reftype").to_lowercase();
        let notice = json::text(reference, "pmid");
        let update = |kind: Kind| Update { kind, date: String::new(), notice: format!("pmid:{notice}") };
        match kind.as_str() {
            "retraction in" => record.updates.push(update(Kind::Retraction)),
            "partial retraction in" => record.updates.push(update(Kind::PartialRetraction)),
            "expression of concern in" => record.updates.push(update(Kind::Concern)),
            "erratum in" | "corrected and republished in" => record.updates.push(update(Kind::Correction)),
            "retraction of" => record.notice_of.push(update(Kind::Retraction)),
            "expression of concern for" => record.notice_of.push(update(Kind::Concern)),
            "erratum for" => record.notice_of.push(update(Kind::Correction)),
            _ => {}
        }
    }
    let is = |wanted: &str| json::texts(item, "pubtype").iter().any(|kind| kind == wanted);
    if is("Retracted Publication") && !record.updates.iter().any(|update| update.kind == Kind::Retraction) {
        record.updates.push(Update { kind: Kind::Retraction, ..Update::default() });
    }
}
