//! A source as a reader would find it in a list of references.

use super::wording::Pen;
use crate::bibliography::{Brief, Entry};

/// The reference, in Markdown or as plain text.
pub fn formatted(entry: &Entry, markdown: bool) -> String {
    let pen = Pen { markdown };
    let brief = Brief::of(entry);
    let mut parts = Vec::new();
    match (brief.who.as_str(), brief.year.as_str()) {
        ("", "") => {}
        (who, "") => parts.push(pen.plain(who)),
        ("", year) => parts.push(pen.plain(&format!("({year})"))),
        (who, year) => parts.push(pen.plain(&format!("{who} ({year})"))),
    }
    if !brief.title.is_empty() {
        parts.push(pen.emphasis(&brief.title));
    }
    let within = ["journal", "journaltitle", "container-title", "booktitle", "publisher", "howpublished"];
    if let Some(within) = within.iter().find_map(|name| entry.field(name)) {
        parts.push(pen.plain(within.trim_matches(['{', '}'])));
    }
    if parts.is_empty() {
        return pen.code(&entry.key);
    }
    parts.iter().map(|part| format!("{part}.")).collect::<Vec<_>>().join(" ")
}
