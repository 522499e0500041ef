//! The handle system, which resolves DOIs: whether one exists, and where it leads, without asking its publisher.

use super::{doubt_of, json};
use crate::evidence::clean;
use crate::evidence::outcome::{Absence, Doubt, Outcome, Presence};
use serde_json::Value;

/// Whether a DOI exists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Resolved {
    /// Present, absent, or unknown.
    pub outcome: Outcome,
    /// Where it leads; empty if that is not said.
    pub url: String,
}

/// Reads an answer of `/api/handles/DOI`. The body of a 404 is read: only its code says that there is no such DOI.
pub fn read(status: u16, body: &[u8]) -> Resolved {
    let of = |outcome: Outcome| Resolved { outcome, url: String::new() };
    if let Some(doubt) = doubt_of(status).filter(|_| status != 404) {
        return of(Outcome::Unknown(doubt));
    }
    let Some(value) = json::read(body) else { return of(Outcome::Unknown(Doubt::Transient)) };
    match value.get("responseCode").and_then(Value::as_u64) {
        Some(1) if status == 200 => {
            let mut urls = json::items(&value, "values").filter(|item| json::text(item, "type") == "URL");
            let url = urls.find_map(|item| clean::address(item.get("data")?.get("value")?.as_str()?));
            Resolved { outcome: Outcome::Present(Presence::Plain), url: url.unwrap_or_default() }
        }
        // It exists without values of the type that was asked for.
        Some(200) => of(Outcome::Present(Presence::Plain)),
        Some(100) => of(Outcome::Absent(Absence::NoSuchIdentifier)),
        _ => of(Outcome::Unknown(Doubt::Transient)),
    }
}
