//! The sources of a draft as a list, for the side of an editor: each with where it is cited, and what is known of it.
//!
//! The request is our own, `ibid/sources`, and takes `{"textDocument": {"uri": …}}`. Its answer is null for what is no open draft, or one
//! that is not read. Nothing is looked up for it.

use super::convert;
use super::desk::Desk;
use super::publish::unread;
use super::status::StatusParams;
use crate::bibliography::{Identity, Work};
use crate::check::Draft;
use crate::citation::source::{Source, entry_of, work};
use crate::lock::Record;
use crate::text::Ruler;
use serde::Serialize;
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
    let list = draft.sources().list;
    let each = |source: Source| {
        let entry = entry_of(&source, draft.library(), &metadata);
        let mut identities = vec![source.identity.clone()];
        identities.extend(source.others.iter().cloned());
        identities.extend(entry.map(Identity::of_entry).unwrap_or_default());
        let work = entry.map_or_else(|| work(&source), Work::of);
        listed(&source, &identities, &work, draft, &mut Ruler::new(text, encoding))
    };
    Some(list.into_iter().map(each).collect())
}

fn listed(source: &Source, identities: &[Identity], work: &Work, draft: &Draft, ruler: &mut Ruler<'_>) -> Listed {
    let known = identities.iter().filter_map(|identity| draft.lock().of(identity));
    let worst: Option<&Record> = known.max_by_key(|record| record.state());
    let detail = source.identity.name().to_owned();
    let title = work.text("title").or(worst.and_then(|record| record.title.as_deref()));
    let url = source.address.clone().or_else(|| identities.iter().find_map(Identity::lookup));
    let url = url.or_else(|| work.text("URL").map(str::to_owned));
    Listed {
        label: title.map_or_else(|| detail.clone(), str::to_owned),
        detail,
        url,
        state: worst.map_or("unchecked", |record| record.state().name()),
        words: worst.map_or_else(|| "not looked up".to_owned(), Record::words),
        places: source.places.iter().map(|place| convert::ruled(ruler, &place.range)).collect(),
    }
}
