//! A lock as it is written.

use super::read::VERSION;
use super::{Lock, Record};
use std::fmt::Write;
use toml::Value;

const HEAD: &str = "\
# What ibid found out about the sources of the drafts here; `ibid sources check` writes it.
# Keep it with the drafts: `ibid check --locked` needs nothing else.
";

/// The text of a lock: the same for the same knowledge, whoever found it out and when.
pub fn write(lock: &Lock) -> String {
    let mut text = format!("{HEAD}version = {VERSION}\n");
    for (key, value) in &lock.other {
        let _ = writeln!(text, "{} = {value}", name(key));
    }
    for record in lock.sources.values() {
        text.push_str("\n[[source]]\n");
        table(&mut text, record);
    }
    text
}

/// Writes a source, and what is quoted from it, by hash.
fn table(text: &mut String, record: &Record) {
    let mut record = record.clone();
    record.quotes.sort_by(|a, b| a.hash.cmp(&b.hash));
    let quotes = std::mem::take(&mut record.quotes);
    lines(text, &record);
    for quote in &quotes {
        text.push_str("\n[[source.quote]]\n");
        lines(text, quote);
    }
}

/// Writes each key of a table on a line of its own.
fn lines<T: serde::Serialize>(text: &mut String, table: &T) {
    let Ok(Value::Table(table)) = Value::try_from(table) else { return };
    for (key, value) in ordered(&table) {
        let _ = writeln!(text, "{} = {value}", name(key));
    }
}

/// The keys that a reader looks for first, first; the rest by name.
fn ordered(table: &toml::Table) -> Vec<(&String, &Value)> {
    const ORDER: &[&str] = &[
        "id",
        "hash",
        "verdict",
        "day",
        "address",
        "kind",
        "title",
        "titles",
        "authors",
        "editors",
        "container",
        "containers",
        "issued",
    ];
    const LAST: &[&str] = &["figures", "fingerprint"];
    let rank = |key: &str| match (ORDER.iter().position(|known| *known == key), LAST.contains(&key)) {
        (Some(place), _) => place,
        (None, false) => ORDER.len(),
        (None, true) => ORDER.len() + 1,
    };
    let mut pairs: Vec<(&String, &Value)> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| (rank(key), key.as_str()));
    pairs
}

/// A key as TOML writes it.
fn name(key: &str) -> String {
    let bare = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'));
    if bare { key.to_owned() } else { Value::from(key).to_string() }
}
