//! TimeMaps of RFC 7089 in link format.

use super::{Copies, Memento, is_archive_today};
use crate::evidence::outcome::Doubt;
use crate::evidence::registry::doubt_of;
use crate::evidence::{clean, date, link};

/// The copies in a TimeMap, the oldest first. Those of archive.today are left out.
pub fn timemap(status: u16, body: &[u8]) -> Copies {
    if status == 404 {
        return Copies::None;
    }
    if let Some(doubt) = doubt_of(status) {
        return Copies::Unknown(doubt);
    }
    let text = String::from_utf8_lossy(body);
    let links = link::links(&text);
    // A page of HTML with status 200 is a question for a person.
    if !links.iter().any(|link| link.is("original") || link.is("self")) {
        return Copies::Unknown(Doubt::Blocked);
    }
    let mementos = links.iter().filter(|link| link.is("memento") && !is_archive_today(&link.to));
    let mut copies: Vec<Memento> = mementos
        .filter_map(|link| Some(Memento { stamp: stamp(&link.datetime)?, address: clean::address(&link.to)? }))
        .collect();
    copies.sort();
    copies.dedup();
    if copies.is_empty() { Copies::None } else { Copies::Some(copies) }
}

/// `Thu, 14 Mar 2019 15:09:26 GMT` as `20190314150926`.
fn stamp(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let clock = words.iter().find(|word| word.matches(':').count() == 2)?;
    let day = date::iso(&words.iter().take_while(|word| *word != clock).copied().collect::<Vec<_>>().join(" "))?;
    let stamp: String = day.chars().chain(clock.chars()).filter(char::is_ascii_digit).collect();
    super::is_stamp(&stamp).then_some(stamp)
}
