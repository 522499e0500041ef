//! A key for a source that has none: readable, and the same whenever it is made.

use super::Source;
use super::typed::typed;
use crate::bibliography::{Identity, Work};
use crate::citation::main_label;
use crate::prose::fold;

/// Words that tell little of a title, folded.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "on", "in", "and", "or", "to", "for", "how", "why", "what", "at", "by", "with", "from",
    "is", "der", "die", "das", "le", "la", "les", "el", "los", "index", "html", "www",
];

/// `lock1931tides`, `reuters-port-strike`, `doi-10-5555-lock`. Of two sources that get the same one, the caller tells them apart.
pub fn key(source: &Source, work: &Work) -> String {
    let key = match &source.identity {
        Identity::Entry(key) => return key.clone(),
        _ if source.text.is_some() => by_author(source, work),
        Identity::Address(page) => by_page(page, work.text("title")),
        other => joined(&[vec![other.kind().to_owned()], words(other.name(), 8)].concat()),
    };
    if key.is_empty() { "source".to_owned() } else { key }
}

/// The first author's name, the year, and the title's first word that tells something.
fn by_author(source: &Source, work: &Work) -> String {
    let read = source.text.as_deref().and_then(typed).unwrap_or_default();
    let name = work.names("author").first().map_or(read.first, |name| name.family.clone());
    let name: String = words(&name, 2).concat();
    let year = read.year.map(|year| year.to_string()).unwrap_or_default();
    let title = work.text("title").map(|title| words(title, 8)).unwrap_or_default();
    let title = title.iter().find(|word| word.len() > 3).or(title.first()).cloned().unwrap_or_default();
    format!("{name}{year}{title}")
}

/// A key for a work of which more is known than where it is: `vale2011tides`; of a page by nobody, by its address.
pub fn work_key(work: &Work) -> String {
    let author = work.names("author").first().or(work.names("editor").first());
    let name: String = author.map(|name| words(&name.family, 2).concat()).unwrap_or_default();
    let title = work.text("title").map(|title| words(title, 8)).unwrap_or_default();
    let page = work.text("URL").and_then(Identity::address);
    if let (true, Some(Identity::Address(page))) = (name.is_empty(), page) {
        return by_page(&page, work.text("title"));
    }
    let year = work.date("issued").and_then(|date| date.parts.first()).map(u32::to_string).unwrap_or_default();
    let word = title.iter().find(|word| word.len() > 3).or(title.first()).cloned().unwrap_or_default();
    let key = format!("{name}{year}{word}");
    if key.is_empty() { "source".to_owned() } else { key }
}

/// The site's name, and what its address calls the page; where that says nothing, the title.
fn by_page(page: &str, title: Option<&str>) -> String {
    let (host, path) = page.split_once(['/', '?']).unwrap_or((page, ""));
    let site = words(main_label(host), 3).concat();
    let path = path.split('?').next().unwrap_or(path);
    let stem = |part: &str| {
        part.rsplit_once('.').filter(|(_, end)| end.len() <= 5).map_or(part.to_owned(), |(stem, _)| stem.to_owned())
    };
    let slug = path
        .rsplit('/')
        .map(|part| words(&stem(part), 4))
        .find(|words| words.iter().any(|word| word.len() > 2 && word.chars().any(char::is_alphabetic)));
    let title = || title.map(|title| words(title, 4)).filter(|words| !words.is_empty());
    let rest = slug.or_else(title).unwrap_or_else(|| words(&page[host.len()..], 4));
    joined(&[vec![site], rest].concat())
}

/// The first words of a text that tell something, in small ASCII letters.
fn words(text: &str, most: usize) -> Vec<String> {
    let folded = fold(text);
    let all = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty() && word.len() <= 30);
    let telling: Vec<String> = all.clone().filter(|word| !SMALL.contains(word)).take(most).map(str::to_owned).collect();
    if telling.is_empty() { all.take(most).map(str::to_owned).collect() } else { telling }
}

fn joined(words: &[String]) -> String {
    words.iter().filter(|word| !word.is_empty()).cloned().collect::<Vec<_>>().join("-")
}
