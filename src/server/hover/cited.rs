//! What is said of the sources that a draft cites at a place, from the lock; and which passage of them is to be looked for.

use super::known;
use super::reader::{Piece, Wanted};
use super::spoken::spoken;
use super::under::Thing;
use crate::bibliography::{Identity, Style};
use crate::citation::source::{Source, Way, entry_of};
use crate::lock::{self, Lock, Record};
use crate::server::drafts::Open;
use crate::server::wording::Pen;
use std::ops::Range;
use std::sync::Arc;

/// Of so many sources at one place something is said.
const MOST: usize = 3;

/// What is said of the sources at byte `at`, on which `thing` stands, and over which text if that says so itself.
pub fn said(open: &mut Open, at: usize, thing: Option<&Thing>, pen: Pen) -> Option<(Vec<Piece>, Range<usize>)> {
    let lock = Arc::clone(open.lock());
    if lock.sources.is_empty() {
        return None;
    }
    let (cited, range) = cited(open, at, thing)?;
    let rests = cited.iter().any(|cited| cited.rests);
    let index = rests.then(|| open.index());
    // A picture, or the front page of a site, is no source, and so never looked up.
    let all = cited.iter().any(|cited| records(&lock, &cited.known).is_empty()).then(|| open.sources());
    let is_source = |identity: &Identity| {
        let mut list = all.iter().flat_map(|all| &all.list);
        lock::id(identity).is_some()
            && list.any(|source| source.identity == *identity || source.others.contains(identity))
    };
    let draft = open.draft()?;
    let spoken = index.and_then(|index| spoken(draft, at, || index));
    let style = draft.metadata().and_then(|metadata| metadata.csl).map_or_else(Style::default, |csl| Style::of(&csl));
    let mut pieces = Vec::new();
    for cited in cited.iter().take(MOST) {
        let records = records(&lock, &cited.known);
        let Some((_, best)) = records.first() else {
            let could = cited.known.iter().any(is_source);
            pieces.extend(could.then(|| Piece::Said(pen.emphasis("Not looked up yet"))));
            continue;
        };
        if !cited.described {
            pieces.extend(known::work(best, style, pen).map(Piece::Said));
        }
        pieces.extend(states(&records, pen).map(Piece::Said));
        let wanted = spoken.as_ref().filter(|_| cited.rests).map(|spoken| Wanted {
            lock: Arc::clone(&lock),
            draft: open.path.clone(),
            sources: records.iter().map(|(identity, record)| (identity.clone(), record.id.clone())).collect(),
            spoken: spoken.clone(),
            pen,
        });
        pieces.extend(wanted.map(|wanted| Piece::Passage(Box::new(wanted))));
    }
    (!pieces.is_empty()).then_some((pieces, range))
}

/// A source at a place.
struct Cited {
    /// What it is known by, the surest first.
    known: Vec<Identity>,
    /// Whether something else says already which work it is.
    described: bool,
    /// Whether the words around the place rest on it; a list of references says nothing.
    rests: bool,
}

fn cited(open: &mut Open, at: usize, thing: Option<&Thing>) -> Option<(Vec<Cited>, Range<usize>)> {
    let written = match thing {
        Some(Thing::Target(range)) => Identity::address(&open.draft()?.text().slice(range.clone())),
        Some(Thing::Work(work)) => Some(work.clone()),
        Some(Thing::NoteDefinition(_) | Thing::Definition(_)) => return None,
        Some(Thing::Key(_) | Thing::Note(_) | Thing::Reference(_)) | None => None,
    };
    // What is written out needs no look at the whole draft; and in a note it is one of several.
    if let Some(identity) = written {
        return Some((vec![Cited { known: vec![identity], described: false, rests: true }], at..at));
    }
    if matches!(thing, Some(Thing::Target(_))) {
        return None;
    }
    let sources = open.sources();
    let draft = open.draft()?;
    let metadata = draft.metadata().unwrap_or_default();
    let mut range = at..at;
    let mut cited = Vec::new();
    for source in sources.at(at) {
        let Some(place) = source.places.iter().find(|place| place.range.contains(&at)) else { continue };
        range = place.range.clone();
        let entry = entry_of(source, draft.library(), &metadata);
        cited.push(Cited {
            known: known_by(source, entry.map(Identity::of_entry).unwrap_or_default()),
            described: entry.is_some() && matches!(thing, Some(Thing::Key(_))),
            rests: !matches!(place.way, Way::Listed | Way::Nocite),
        });
    }
    cited.reverse();
    (!cited.is_empty()).then_some((cited, range))
}

fn known_by(source: &Source, entry: Vec<Identity>) -> Vec<Identity> {
    let mut known = vec![source.identity.clone()];
    for identity in source.others.iter().cloned().chain(entry) {
        if !known.contains(&identity) {
            known.push(identity);
        }
    }
    known
}

/// What is known of a source, the record that tells most of what it says first.
fn records<'a>(lock: &'a Lock, known: &[Identity]) -> Vec<(Identity, &'a Record)> {
    let mut records: Vec<(Identity, &Record)> =
        known.iter().filter_map(|identity| Some((identity.clone(), lock.of(identity)?))).collect();
    let rank = |record: &Record| match record.scope.as_deref() {
        Some("full") => 0,
        Some("partial") => 1,
        Some(_) => 2,
        None => 3,
    };
    records.sort_by_key(|(_, record)| rank(record));
    records
}

/// The state of each, by what it is known if there are several.
fn states(records: &[(Identity, &Record)], pen: Pen) -> impl Iterator<Item = String> {
    let several = records.len() > 1;
    records.iter().map(move |(identity, record)| {
        let state = known::state(record, pen).join(if pen.markdown { "  \n" } else { "\n" });
        let label = match identity {
            Identity::Address(_) => "Page",
            other => other.label(),
        };
        if several { format!("{}: {state}", pen.strong(label)) } else { state }
    })
}
