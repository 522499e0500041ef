//! The sources of a draft as a list, for the side of an editor: each with where it is cited, and what is known of it.
//!
//! The request is our own, `ibid/sources`, and takes `{"textDocument": {"uri": …}}`. Its answer is null for what is no open draft, or one
//! that is not read. Nothing is looked up for it.

use super::convert;
use super::desk::Desk;
use super::publish::unread;
use super::status::StatusParams;
use crate::bibliography::{Identity, Work};
use crate::citation::source::{Source, entry_of, work};
use crate::lock::{Record, hash};
use crate::text::Ruler;
use serde::Serialize;
use std::collections::BTreeSet;
use tower_lsp::ls_types::Range;

/// What is asked: the same as for a draft's status.
pub type SourcesParams = StatusParams;

/// A source of a draft.
#[derive(Serialize)]
pub struct Listed {
    /// Its title, or else what the draft knows it by.
    label: String,
    /// What it is known by: an address, an identifier, a key.
    detail: String,
    /// Where it can be seen.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// `present`, `moved`, `unknown`, `broken`, or `unchecked` where nobody has looked; of several ways to it, the gravest.
    state: &'static str,
    /// That in a few words.
    words: String,
    /// Where it is cited, in order; never empty.
    places: Vec<Range>,
}

/// The sources of the draft that is asked about.
pub fn answer(desk: &mut Desk<'_>) -> Option<Vec<Listed>> {
    let encoding = desk.can.encoding;
    let open = desk.open().filter(|open| unread(open).is_none())?;
    let (draft, text) = (open.draft()?, open.text());
    let metadata = draft.metadata().unwrap_or_default();
    let sources = draft.sources();
    let quoted = if draft.lock().sources.is_empty() { Vec::new() } else { draft.reliance(&sources).quoted };
    let said: BTreeSet<String> = quoted.iter().map(|quoted| hash::of_quotation(&quoted.text)).collect();
    let each = |source: Source| {
        let entry = entry_of(&source, draft.library(), &metadata);
        let mut identities = vec![source.identity.clone()];
        identities.extend(source.others.iter().cloned());
        identities.extend(entry.map(Identity::of_entry).unwrap_or_default());
        let work = entry.map_or_else(|| work(&source), Work::of);
        let known = identities.iter().filter_map(|identity| draft.lock().of(identity));
        let known = known.map(|record| of_today(record, &said)).collect();
        listed(&source, &identities, &work, known, &mut Ruler::new(text, encoding))
    };
    Some(sources.list.into_iter().map(each).collect())
}

/// What is known, without what a draft no longer says, or another draft does.
fn of_today(record: &Record, said: &BTreeSet<String>) -> Record {
    let mut record = record.clone();
    record.quotes.retain(|quote| said.contains(&quote.hash));
    record
}

fn listed(source: &Source, identities: &[Identity], work: &Work, known: Vec<Record>, ruler: &mut Ruler<'_>) -> Listed {
    let worst = known.into_iter().max_by_key(Record::state);
    let detail = source.identity.name().to_owned();
    let title = work.text("title").or(worst.as_ref().and_then(|record| record.title.as_deref()));
    let url = source.address.clone().or_else(|| identities.iter().find_map(Identity::lookup));
    let url = url.or_else(|| work.text("URL").map(str::to_owned));
    Listed {
        label: title.map_or_else(|| detail.clone(), str::to_owned),
        detail,
        url,
        state: worst.as_ref().map_or("unchecked", |record| record.state().name()),
        words: worst.as_ref().map_or_else(|| "not looked up".to_owned(), Record::words),
        places: source.places.iter().map(|place| convert::ruled(ruler, &place.range)).collect(),
    }
}
