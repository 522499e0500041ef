//! Copies of pages in archives of the web, and hosts that are none to trust.

mod cdx;
mod timemap;

pub use cdx::{Capture, captures};
pub use timemap::timemap;

use super::clean;
use super::outcome::Doubt;
use super::registry::doubt_of;
use serde_json::Value;

/// A copy of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Memento {
    /// When it was taken: `20190314150926`, in UTC.
    pub stamp: String,
    /// Where it is.
    pub address: String,
}

impl Memento {
    /// The day on which it was taken: `2019-03-14`.
    pub fn day(&self) -> String {
        let part = |from: usize, to: usize| self.stamp.get(from..to).unwrap_or_default();
        format!("{}-{}-{}", part(0, 4), part(4, 6), part(6, 8))
    }
}

/// What an archive says of copies.
#[derive(Clone, Debug, PartialEq, Eq)]
#[must_use]
pub enum Copies {
    /// It has these, the oldest first.
    Some(Vec<Memento>),
    /// It says that it has none.
    None,
    /// It did not say.
    Unknown(Doubt),
}

const WAYBACK: &str = "web.archive.org";

/// A copy in the Wayback Machine by its address: `https://web.archive.org/web/20190314150926id_/https://…`, with or without a host.
pub fn wayback(address: &str) -> Option<Memento> {
    let path = match address.split_once("://").filter(|_| !address.starts_with('/')) {
        Some((_, rest)) => rest.strip_prefix(WAYBACK)?,
        None => address,
    };
    let (stamp, original) = path.strip_prefix("/web/")?.split_once('/')?;
    let digits = stamp.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '_');
    let stamp = is_stamp(digits).then(|| digits.to_owned())?;
    let original = clean::address(original)?;
    Some(Memento { address: format!("https://{WAYBACK}/web/{stamp}/{original}"), stamp })
}

/// The address of a copy in the Wayback Machine as it was taken, without what the archive writes into it.
pub fn raw(memento: &Memento) -> Option<String> {
    let copy = wayback(&memento.address)?;
    let (_, original) = copy.address.split_once(&format!("/web/{}/", copy.stamp))?;
    Some(format!("https://{WAYBACK}/web/{}id_/{original}", copy.stamp))
}

/// The page that a copy in the Wayback Machine is of.
pub fn original(address: &str) -> Option<String> {
    let copy = wayback(address)?;
    copy.address.split_once(&format!("/web/{}/", copy.stamp)).map(|(_, original)| original.to_owned())
}

fn is_stamp(text: &str) -> bool {
    text.len() == 14 && text.bytes().all(|b| b.is_ascii_digit())
}

/// The latest copy, by the redirect that the Wayback Machine gives for a page without a time.
pub fn latest(status: u16, location: Option<&str>) -> Copies {
    match status {
        301 | 302 | 303 | 307 | 308 => match location.and_then(wayback) {
            Some(copy) => Copies::Some(vec![copy]),
            None => Copies::Unknown(Doubt::Transient),
        },
        404 => Copies::None,
        200..=399 => Copies::Unknown(Doubt::Transient),
        status => Copies::Unknown(doubt_of(status).unwrap_or(Doubt::Transient)),
    }
}

/// The closest copy, by `/wayback/available`. That it names none is at times wrong, so that is unknown.
pub fn available(status: u16, body: &[u8]) -> Copies {
    if let Some(doubt) = doubt_of(status) {
        return Copies::Unknown(doubt);
    }
    let answer: Option<Value> = serde_json::from_slice(body).ok();
    let closest = answer.as_ref().and_then(|answer| answer.get("archived_snapshots")?.get("closest"));
    let copy = closest.filter(|closest| {
        closest.get("available").and_then(Value::as_bool) == Some(true)
            && closest.get("status").and_then(Value::as_str).is_none_or(|status| status.starts_with('2'))
    });
    match copy.and_then(|closest| wayback(closest.get("url")?.as_str()?)) {
        Some(copy) => Copies::Some(vec![copy]),
        None => Copies::Unknown(Doubt::Transient),
    }
}

/// Whether an answer is a copy at all, and not a page of the archive about it.
pub fn is_memento(status: u16, memento_datetime: Option<&str>) -> bool {
    (200..300).contains(&status) && memento_datetime.is_some_and(|date| !date.trim().is_empty())
}

/// The copy nearest to a day, `2019-03-14`.
pub fn nearest<'a>(copies: &'a [Memento], day: &str) -> Option<&'a Memento> {
    let number = |text: &str| -> Option<i64> {
        let digits: String = text.chars().filter(char::is_ascii_digit).take(8).collect();
        let part = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<i64>().ok());
        Some(part(0, 4)? * 372 + (part(4, 6).unwrap_or(7) - 1) * 31 + part(6, 8).unwrap_or(1))
    };
    let wanted = number(day)?;
    copies.iter().min_by_key(|copy| number(&copy.stamp).map_or(i64::MAX, |day| (day - wanted).abs()))
}

/// Hosts of archive.today, whose copies were found altered and whose pages attacked others: to be warned of, never to be offered or asked.
const TODAY: &[&str] = &[
    "archive.today",
    "archive.is",
    "archive.ph",
    "archive.fo",
    "archive.li",
    "archive.md",
    "archive.vn",
    "archiveis.onion",
];

/// Whether an address is of archive.today, under any of its names.
pub fn is_archive_today(address: &str) -> bool {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default().to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    TODAY.iter().any(|own| host == *own || host.strip_suffix(own).is_some_and(|head| head.ends_with('.')))
}
