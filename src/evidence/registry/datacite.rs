//! DataCite's `/dois/DOI`. It has no flag for what was retracted.

use super::{Lookup, Record, Service, doubt_of, json};
use crate::bibliography::Name;
use crate::evidence::outcome::Doubt;
use crate::evidence::{clean, date, person, xml};
use serde_json::Value;

/// Reads an answer. That DataCite does not have a DOI says nothing of other agencies.
pub fn read(status: u16, body: &[u8]) -> Lookup {
    if status == 404 {
        return Lookup::Elsewhere;
    }
    if let Some(doubt) = doubt_of(status) {
        return Lookup::Unknown(doubt);
    }
    let answer = json::read(body);
    let attributes = answer.as_ref().and_then(|answer| answer.get("data")?.get("attributes"));
    match attributes.and_then(|attributes| Some((attributes, attributes.get("doi")?.as_str()?))) {
        Some((attributes, doi)) => Lookup::Found(Box::new(record(attributes, doi))),
        None => Lookup::Unknown(Doubt::Transient),
    }
}

fn record(attributes: &Value, doi: &str) -> Record {
    let mut record = Record::new(Service::DataCite, &doi.to_lowercase());
    let types = attributes.get("types").unwrap_or(&Value::Null);
    record.kind = kind(&json::text(types, "citeproc"), &json::text(types, "resourceTypeGeneral"));
    let (subtitles, titles): (Vec<&Value>, Vec<&Value>) =
        json::items(attributes, "titles").partition(|title| json::text(title, "titleType") == "Subtitle");
    let mut titles = titles.into_iter().map(|title| json::text(title, "title")).filter(|title| !title.is_empty());
    record.title = titles.next().unwrap_or_default();
    record.titles = titles.collect();
    if let Some(subtitle) = subtitles.first().map(|title| json::text(title, "title")).filter(|text| !text.is_empty()) {
        let whole = clean::field(&format!("{}: {subtitle}", record.title));
        record.titles.push(std::mem::replace(&mut record.title, whole));
    }
    record.authors = json::items(attributes, "creators").filter_map(creator).collect();
    let container = attributes.get("container").unwrap_or(&Value::Null);
    record.container = json::text(container, "title");
    record.volume = json::text(container, "volume");
    record.issue = json::text(container, "issue");
    record.pages = [json::text(container, "firstPage"), json::text(container, "lastPage")]
        .into_iter()
        .filter(|page| !page.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    dates(&mut record, attributes);
    // Since version 4.5 of its schema a publisher may be an object.
    let publisher = attributes.get("publisher").unwrap_or(&Value::Null);
    record.publisher = publisher.as_str().map(json::plain).unwrap_or_else(|| json::text(publisher, "name"));
    record.version = json::text(attributes, "version");
    record.url = attributes.get("url").and_then(Value::as_str).and_then(clean::address).unwrap_or_default();
    let description =
        json::items(attributes, "descriptions").find(|item| json::text(item, "descriptionType") == "Abstract");
    let text = description.and_then(|item| item.get("description")?.as_str()).unwrap_or_default();
    record.abstract_text = clean::passage(&xml::text(text));
    record
}

fn dates(record: &mut Record, attributes: &Value) {
    let of = |wanted: &str| {
        let item = json::items(attributes, "dates").find(|item| json::text(item, "dateType") == wanted)?;
        date::iso(item.get("date")?.as_str()?.split('/').next()?)
    };
    record.dated(of("Issued"));
    record.dated(date::iso(&json::text(attributes, "publicationYear")));
    for kind in ["Available", "Submitted", "Created"] {
        record.dated(of(kind));
    }
}

fn creator(item: &Value) -> Option<Name> {
    let field = |name: &str| json::text(item, name);
    match field("familyName") {
        family if !family.is_empty() => person::known(&family, &field("givenName"), ""),
        _ if field("nameType") == "Organizational" => person::body(&field("name")),
        _ => person::person(&field("name")),
    }
}

fn kind(citeproc: &str, general: &str) -> &'static str {
    match (citeproc, general) {
        (_, "Software" | "ComputationalNotebook") => "software",
        (_, "Dataset") | ("dataset", _) => "dataset",
        (_, "Book") | ("book", _) => "book",
        (_, "BookChapter") | ("chapter", _) => "chapter",
        (_, "ConferencePaper") | ("paper-conference", _) => "paper-conference",
        (_, "Report") | ("report", _) => "report",
        (_, "Dissertation") | ("thesis", _) => "thesis",
        (_, "Preprint") => "manuscript",
        (_, "JournalArticle") | ("article-journal", _) => "article-journal",
        _ => "document",
    }
}
