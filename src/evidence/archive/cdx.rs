//! The list of copies that the Wayback Machine gives, as JSON.

use super::{Copies, Memento, is_stamp};
use crate::evidence::clean;
use crate::evidence::outcome::Doubt;
use crate::evidence::registry::doubt_of;
use serde_json::Value;

/// The most rows that are kept.
const MOST: usize = 20_000;

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Capture {
    /// The copy.
    pub memento: Memento,
    /// The status that the page answered with; 0 for a copy that says that nothing had changed.
    pub status: u16,
    /// The type of its body.
    pub media: String,
    /// SHA-1 of its body, in base 32.
    pub digest: String,
}

/// Reads an answer of `/cdx/search/cdx?output=json`: every row, by the names in the first. `None` for what is no such
/// list.
fn rows(body: &[u8]) -> Option<Vec<Capture>> {
    let rows: Vec<Vec<Value>> = serde_json::from_slice(body).ok()?;
    let mut rows = rows.iter();
    let Some(names) = rows.next() else { return Some(Vec::new()) };
    let place = |name: &str| names.iter().position(|own| own.as_str() == Some(name));
    let (stamp, original) = (place("timestamp")?, place("original")?);
    let capture = |row: &Vec<Value>| {
        let text = |at: Option<usize>| at.and_then(|at| row.get(at)?.as_str()).unwrap_or_default();
        let stamp = Some(text(Some(stamp))).filter(|stamp| is_stamp(stamp))?;
        let original = clean::address(text(Some(original)))?;
        let address = format!("https://web.archive.org/web/{stamp}/{original}");
        Some(Capture {
            memento: Memento { stamp: stamp.to_owned(), address },
            status: text(place("statuscode")).parse().unwrap_or(0),
            media: clean::line(text(place("mimetype")), 60),
            digest: clean::line(text(place("digest")), 40),
        })
    };
    Some(rows.take(MOST).filter_map(capture).collect())
}

/// The copies of pages that were there when they were taken, the oldest first.
pub fn captures(status: u16, body: &[u8]) -> Copies {
    if let Some(doubt) = doubt_of(status) {
        return Copies::Unknown(doubt);
    }
    match rows(body) {
        None => Copies::Unknown(Doubt::Transient),
        Some(rows) => {
            let there = rows.into_iter().filter(|row| row.status == 200 || row.status == 0);
            let mut copies: Vec<Memento> = there.map(|row| row.memento).collect();
            copies.sort();
            copies.dedup();
            if copies.is_empty() { Copies::None } else { Copies::Some(copies) }
        }
    }
}
