//! Dates in a bibliography's entries.

use super::RULE;
use crate::bibliography::{Entry, Field};
use crate::check::Stock;
use crate::finding::Finding;
use std::ops::Range;

/// When a source appeared, and when it was read, in the order in which formats are asked.
const PUBLISHED: &[&str] = &["date", "year", "issued"];
const READ: &[&str] = &["urldate", "accessed"];

/// Looks at what drafts cite: a library of years is nobody's draft.
pub fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    for entry in stock.shelf.bibliography.entries.iter().filter(|entry| stock.cited.has(entry)) {
        findings.extend(judge(entry, stock.settings.year));
    }
}

fn judge(entry: &Entry, now: Option<u32>) -> Option<Finding> {
    let (published, read) = (year(entry, PUBLISHED), year(entry, READ));
    let future = |dated: &(u32, Range<usize>)| now.is_some_and(|now| dated.0 > now);
    // What is in press may well be dated ahead.
    let pending = entry.field("pubstate").is_some() || entry.field("status").is_some();
    if let Some((year, range)) = published.clone().filter(|d| future(d) && !pending).or(read.clone().filter(future)) {
        return Some(Finding::new(&RULE, range, super::not_yet(year)));
    }
    let ((published, place), (read, range)) = (published?, read?);
    // A journal's issue and a book's imprint run up to a year ahead of what is online.
    (read + 1 < published)
        .then(|| Finding::new(&RULE, range, super::too_early(read, published)).related(place, super::DATED))
}

/// The year of the first field there is, and where it stands.
fn year(entry: &Entry, names: &[&str]) -> Option<(u32, Range<usize>)> {
    let field = names.iter().find_map(|name| entry.fields.iter().find(|field| field.name == *name))?;
    let (year, at) = first_year(&field.value)?;
    Some((year, place(entry, field, at)))
}

/// The first number of four digits in a value: `2020`, `2020-05-03`, `{"date-parts": [[2020, 5]]}`.
fn first_year(value: &str) -> Option<(u32, usize)> {
    let bytes = value.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
        if length == 4 {
            return value[at..at + 4].parse().ok().filter(|year| (1500..2200).contains(year)).map(|year| (year, at));
        }
        at += length.max(1);
    }
    None
}

/// In JSON, and where a value is put together of several, its parts have no place.
fn place(entry: &Entry, field: &Field, at: usize) -> Range<usize> {
    let placed = field.range.len() == field.value.len();
    if placed { field.range.start + at..field.range.start + at + 4 } else { entry.key_range.clone() }
}
