//! What is known of a source as a work that the writers of references and entries print. What is not known stays empty.

use super::clean;
use super::page::{Page, Said};
use super::registry::{Record, Service};
use crate::bibliography::{Date, Name, Work};

/// A record as a work. `accessed` is the day on which it was asked, for works that are only an address.
pub fn of_record(record: &Record) -> Work {
    let mut work = Work { kind: record.kind.to_owned(), ..Work::default() };
    for (role, names) in [("author", &record.authors), ("editor", &record.editors)] {
        if !names.is_empty() {
            work.names.push((role, names.clone()));
        }
    }
    dated(&mut work, "issued", record.issued.first().map_or("", String::as_str));
    work.set("title", record.title.clone());
    work.set("container-title", record.container.clone());
    work.set("volume", record.volume.clone());
    work.set("issue", record.issue.clone());
    work.set("page", record.pages.replace('-', "\u{2013}"));
    work.set("publisher", record.publisher.clone());
    match record.from {
        Service::Crossref | Service::DataCite => work.set("DOI", record.id.clone()),
        Service::Arxiv => {
            work.set("number", format!("arXiv:{}", record.id));
            work.set("DOI", record.doi.clone());
        }
        Service::PubMed => {
            work.set("DOI", record.doi.clone());
            work.set("PMID", record.id.clone());
        }
        Service::OpenLibrary => work.set("ISBN", record.id.clone()),
    }
    // A DOI is the better address; the registry's own page of a book is none of the book.
    if work.text("DOI").is_none() && record.from != Service::OpenLibrary {
        work.set("URL", record.url.clone());
    }
    work
}

/// A page as a work, under the address that a draft cites. `accessed` is the day on which it was read, `2026-11-23`; empty leaves it out.
pub fn of_page(page: &Page, address: &str, accessed: &str) -> Work {
    let mut work = Work { kind: page.kind.to_owned(), ..Work::default() };
    let text = |said: &Option<Said<String>>| said.as_ref().map(|said| said.value.clone()).unwrap_or_default();
    let authors: Vec<Name> = page.authors.as_ref().map(|said| said.value.clone()).unwrap_or_default();
    if !authors.is_empty() {
        work.names.push(("author", authors));
    }
    dated(&mut work, "issued", &text(&page.published));
    dated(&mut work, "accessed", accessed);
    work.set("title", text(&page.title));
    work.set("container-title", text(&page.container));
    work.set("volume", text(&page.volume));
    work.set("issue", text(&page.issue));
    work.set("page", text(&page.pages).replace('-', "\u{2013}"));
    work.set("publisher", text(&page.publisher));
    work.set("DOI", text(&page.doi));
    work.set("URL", clean::address(address).unwrap_or_default());
    work
}

fn dated(work: &mut Work, variable: &'static str, date: &str) {
    work.dates.extend(Date::read(date, None).filter(|date| !date.parts.is_empty()).map(|date| (variable, date)));
}
