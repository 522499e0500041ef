//! What a draft says of a source that is in no bibliography.

use super::Source;
use super::typed::typed;
use crate::bibliography::{Date, Identity, Name, Work};

/// The work that a source is, as far as the draft tells: nothing is added to that.
pub fn work(source: &Source) -> Work {
    let identities = || std::iter::once(&source.identity).chain(&source.others);
    let kind = match source.identity {
        Identity::Address(_) => "webpage",
        Identity::Isbn(_) => "book",
        _ => "document",
    };
    let mut work = Work { kind: kind.to_owned(), ..Work::default() };
    if let Some(typed) = source.text.as_deref().and_then(typed) {
        let name = |(family, given)| Name { family, given, suffix: String::new() };
        let authors: Vec<Name> = typed.authors.into_iter().map(name).collect();
        if !authors.is_empty() {
            work.names.push(("author", authors));
        }
        let date = typed.year.map(|year| Date { parts: vec![year], text: String::new() });
        work.dates.extend(date.map(|date| ("issued", date)));
        work.set("title", typed.title.unwrap_or_default());
    }
    if work.text("title").is_none() {
        work.set("title", source.title.clone().unwrap_or_default());
    }
    for identity in identities() {
        match identity {
            Identity::Doi(name) => work.set("DOI", name.clone()),
            Identity::Isbn(name) => work.set("ISBN", name.clone()),
            Identity::Pmid(name) => work.set("PMID", name.clone()),
            Identity::Arxiv(name) => work.set("number", format!("arXiv:{name}")),
            Identity::Entry(_) | Identity::Address(_) | Identity::Text(_) => {}
        }
    }
    // An address of a resolver says no more than the DOI.
    let resolver =
        |address: &str| matches!(Identity::address(address), Some(Identity::Doi(_))) && address.contains("doi.org/");
    if let Some(address) = source.address.as_deref().filter(|address| !resolver(address)) {
        let scheme = if address.starts_with("//") { "https:" } else { "" };
        work.set("URL", format!("{scheme}{address}"));
    }
    // What was typed out is kept whole: what is read of it may not be all.
    work.set("note", source.text.clone().unwrap_or_default());
    work
}
