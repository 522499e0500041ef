//! Open Library's books. It has not all of them: what it does not know may be all the same.

use super::{Lookup, Record, Service, doubt_of, json};
use crate::evidence::outcome::Doubt;
use crate::evidence::{clean, date, person};
use serde_json::Value;

/// Reads an answer of `/api/books?jscmd=data` for an ISBN, or of `/isbn/ISBN.json`.
pub fn read(status: u16, body: &[u8], isbn: &str) -> Lookup {
    if status == 404 {
        return Lookup::Elsewhere;
    }
    if let Some(doubt) = doubt_of(status) {
        return Lookup::Unknown(doubt);
    }
    let Some(Value::Object(answer)) = json::read(body) else { return Lookup::Unknown(Doubt::Transient) };
    let wanted = digits(isbn);
    let listed = answer.iter().find(|(key, _)| key.strip_prefix("ISBN:").is_some_and(|own| digits(own) == wanted));
    let book = match listed {
        Some((_, book)) => book.clone(),
        None if answer.is_empty() => return Lookup::Elsewhere,
        None => Value::Object(answer),
    };
    if json::text(&book, "title").is_empty() {
        return Lookup::Unknown(Doubt::Transient);
    }
    Lookup::Found(Box::new(record(&book, &wanted)))
}

fn digits(isbn: &str) -> String {
    isbn.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase()
}

fn record(book: &Value, isbn: &str) -> Record {
    let mut record = Record::new(Service::OpenLibrary, isbn);
    record.kind = "book";
    record.title = json::text(book, "title");
    let subtitle = json::text(book, "subtitle");
    if !subtitle.is_empty() {
        let whole = clean::field(&format!("{}: {subtitle}", record.title));
        record.titles.push(std::mem::replace(&mut record.title, whole));
    }
    // An edition names its authors by keys, which say nothing.
    record.authors =
        json::items(book, "authors").filter_map(|author| person::person(&json::text(author, "name"))).collect();
    record.dated(date::iso(&json::text(book, "publish_date")));
    let publisher = json::items(book, "publishers").next();
    record.publisher = publisher
        .map(|item| item.as_str().map(json::plain).unwrap_or_else(|| json::text(item, "name")))
        .unwrap_or_default();
    let key = json::text(book, "key");
    record.url = if key.starts_with("/books/") { format!("https://openlibrary.org{key}") } else { String::new() };
    record
}
