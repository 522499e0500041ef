//! Who registered a DOI: one question for a whole bibliography.

use super::{doubt_of, json};
use crate::evidence::outcome::Doubt;
use serde_json::Value;

/// Who registered a DOI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Agency {
    /// Crossref.
    Crossref,
    /// DataCite.
    DataCite,
    /// Another, such as mEDRA, JaLC or KISTI, by name.
    Other(String),
    /// Nobody: there is no such DOI, or it is no DOI.
    Nobody,
    /// It was not said.
    Unknown(Doubt),
}

/// Reads an answer of `/doiRA/…` for the DOIs that were asked for, in order.
pub fn read(status: u16, body: &[u8], asked: &[&str]) -> Vec<Agency> {
    let doubt = doubt_of(status).unwrap_or(Doubt::Transient);
    let answer = json::read(body).filter(|_| doubt_of(status).is_none());
    let items = answer.as_ref().and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let one = |(at, doi): (usize, &&str)| {
        // Answers come in the order of the questions; each says what it answers.
        let same =
            |item: &&Value| item.get("DOI").and_then(Value::as_str).is_some_and(|own| own.eq_ignore_ascii_case(doi));
        let item = items.get(at).filter(same).or_else(|| items.iter().find(same));
        item.map_or(Agency::Unknown(doubt), agency)
    };
    asked.iter().enumerate().map(one).collect()
}

fn agency(item: &Value) -> Agency {
    match json::text(item, "RA").as_str() {
        "Crossref" => Agency::Crossref,
        "DataCite" => Agency::DataCite,
        "" => match json::text(item, "status").as_str() {
            "DOI does not exist" | "Invalid DOI" => Agency::Nobody,
            _ => Agency::Unknown(Doubt::Transient),
        },
        other => Agency::Other(other.to_owned()),
    }
}
