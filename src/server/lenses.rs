//! Counts above the lines of a draft or a bibliography: how often a source is cited, and how many claims have one.

mod claims;

use super::abilities::SHOW_REFERENCES;
use super::convert;
use super::desk::Desk;
use super::drafts::Open;
use super::sheet::Sheet;
use super::wording::capital;
use super::wording::counted;
use crate::config::CodeLens as Choice;
use crate::index::{Mark, Role, Symbol};
use crate::text::Text;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use tower_lsp::ls_types::{CodeLens, CodeLensParams, Command, LSPAny, Location, Uri};

/// Places that one lens leads to.
const MOST: usize = 1000;

/// A count and where it stands, in bytes of the document.
struct Count {
    range: Range<usize>,
    title: String,
    places: Vec<Location>,
}

/// The counts of a draft, or of a bibliography that is open.
pub fn answer(desk: &mut Desk<'_>, params: &CodeLensParams) -> Option<Vec<CodeLens>> {
    let can = desk.can;
    let uri = &params.text_document.uri;
    let (counts, text) = match desk.open() {
        Some(_) => of_draft(desk)?,
        None => of_book(desk)?,
    };
    let lens = |count: Count| {
        let range = convert::range(&text, &count.range, can.encoding);
        // Without the command that shows places a lens is words alone.
        let shows = can.show_references && !count.places.is_empty();
        let arguments = shows.then(|| arguments(uri, range.start, &count.places));
        let command = if shows { SHOW_REFERENCES.to_owned() } else { String::new() };
        CodeLens { range, command: Some(Command { title: count.title, command, arguments }), data: None }
    };
    Some(counts.into_iter().map(lens).collect())
}

fn arguments(uri: &Uri, position: tower_lsp::ls_types::Position, places: &[Location]) -> Vec<LSPAny> {
    vec![serde_json::json!(uri), serde_json::json!(position), serde_json::json!(places)]
}

fn shown(choice: Choice, count: usize) -> bool {
    match choice {
        Choice::Off => false,
        Choice::Several => count > 1,
        Choice::All => true,
    }
}

fn of_draft(desk: &mut Desk<'_>) -> Option<(Vec<Count>, Text)> {
    let (encoding, outbox) = (desk.can.encoding, desk.outbox);
    let open = desk.open()?;
    let choice = open.settings().code_lens;
    if choice == Choice::Off {
        return None;
    }
    let index = open.index();
    let text = open.text().clone();
    let mut uses: HashMap<&Symbol, Vec<&Range<usize>>> = HashMap::new();
    for mark in index.marks.iter().filter(|mark| mark.role == Role::Use) {
        uses.entry(&mark.symbol).or_default().push(&mark.range);
    }
    let mut counts = Vec::new();
    let mut counted = HashSet::new();
    for mark in index.marks.iter().filter(|mark| mark.role == Role::Definition) {
        let places = uses.get(&mark.symbol).map_or(&[][..], Vec::as_slice);
        let words: fn(usize) -> String = match mark.symbol {
            Symbol::Note(_) | Symbol::Key(_) => counted::cited,
            Symbol::Label(_) => counted::used,
            _ => continue,
        };
        // A second definition of a name is none.
        if !shown(choice, places.len()) || !counted.insert(&mark.symbol) {
            continue;
        }
        let location =
            |range: &&Range<usize>| Location { uri: open.uri.clone(), range: convert::range(&text, range, encoding) };
        let places_shown = places.iter().take(MOST).map(location).collect();
        let range = mark.name.clone();
        counts.push(Count { range, title: capital(&words(places.len())), places: places_shown });
    }
    if choice == Choice::All {
        counts.extend(summary(open, &uses));
    }
    counts.extend(claims::counts(open, outbox, choice, encoding));
    counts.sort_by_key(|count| count.range.start);
    Some((counts, text))
}

/// At the draft's first heading: what it cites, all together.
fn summary(open: &Open, uses: &HashMap<&Symbol, Vec<&Range<usize>>>) -> Option<Count> {
    let blocks = open.draft()?.syntax().blocks();
    let first = super::structure::sections::sections(blocks).into_iter().next()?;
    let cited = uses.iter().filter(|(symbol, _)| matches!(symbol, Symbol::Note(_) | Symbol::Key(_)));
    let (sources, times) = cited.fold((0, 0), |(sources, times), (_, uses)| (sources + 1, times + uses.len()));
    let title = match sources {
        0 => return None,
        1 => format!("1 source, {}", counted::cited(times)),
        _ => format!("{sources} sources, {}", counted::cited(times)),
    };
    Some(Count { range: first.heading, title, places: Vec::new() })
}

/// How often the entries of a bibliography are cited in the drafts of the workspace.
fn of_book(desk: &mut Desk<'_>) -> Option<(Vec<Count>, Text)> {
    let encoding = desk.can.encoding;
    let sheet = desk.sheet()?;
    let choice = desk.configuration.in_force(Some(&sheet.place)).settings.code_lens;
    if choice == Choice::Off {
        return None;
    }
    let drafts: Vec<Arc<Sheet>> = desk.atlas.drafts().cloned().collect();
    let mut uses: HashMap<Symbol, Vec<Location>> = HashMap::new();
    for draft in drafts {
        let library = desk.atlas.library(&draft, desk.books);
        if library.shelves.iter().any(|shelf| shelf.place == sheet.place) {
            let keys = draft.index.marks.iter().filter(|mark| matches!(mark.symbol, Symbol::Key(_)));
            for mark in keys.filter(|mark| mark.role == Role::Use) {
                uses.entry(mark.symbol.clone()).or_default().push(draft.location(&mark.range, encoding));
            }
        }
    }
    let definitions: Vec<&Mark> = sheet.index.marks.iter().filter(|mark| mark.role == Role::Definition).collect();
    // The other keys of an entry stand in it.
    let entries = definitions.chunk_by(|a, b| a.range == b.range);
    let counts = entries.filter_map(|marks| {
        let mut places: Vec<Location> =
            marks.iter().filter_map(|mark| uses.get(&mark.symbol)).flatten().cloned().collect();
        let count = places.len();
        places.truncate(MOST);
        let range = marks.first()?.name.clone();
        shown(choice, count).then(|| Count { range, title: capital(&counted::cited(count)), places })
    });
    Some((counts.collect(), sheet.text.clone()))
}
