//! Symbols of the workspace by their names: headings of drafts and keys of bibliographies.

use crate::index::{Mark, Role, Symbol};
use crate::server::desk::Desk;
use crate::server::sheet::Sheet;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::ls_types::{SymbolInformation, SymbolKind, WorkspaceSymbolParams, WorkspaceSymbolResponse};

/// Nobody reads a longer list; the client asks again with each letter.
const MOST: usize = 256;

/// A symbol that fits, and how well.
struct Fit {
    rank: (u8, usize),
    name: String,
    sheet: Arc<Sheet>,
    mark: Mark,
    kind: SymbolKind,
}

/// Answers the question.
pub fn answer(desk: &mut Desk<'_>, params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    desk.atlas.follow(desk.drafts);
    let query: Vec<char> = folded(&params.query).filter(|c| !c.is_whitespace()).collect();
    let mut fits = Vec::new();
    for sheet in desk.atlas.drafts() {
        add_headings(sheet, &query, &mut fits);
    }
    for sheet in books(desk) {
        add_keys(&sheet, &query, &mut fits);
    }
    fits.sort_by(|a: &Fit, b| (a.rank, &a.name, &a.sheet.place).cmp(&(b.rank, &b.name, &b.sheet.place)));
    fits.truncate(MOST);
    let roots: Vec<&Path> = desk.configuration.folders().collect();
    let symbols = fits.into_iter().map(|fit| {
        let place = roots.iter().find_map(|root| fit.sheet.place.strip_prefix(root).ok()).unwrap_or(&fit.sheet.place);
        #[expect(deprecated, reason = "the field is there, and is to be left empty")]
        SymbolInformation {
            location: fit.sheet.location(&fit.mark.name, desk.can.encoding),
            container_name: Some(place.display().to_string()),
            name: fit.name,
            kind: fit.kind,
            tags: None,
            deprecated: None,
        }
    });
    Some(WorkspaceSymbolResponse::Flat(symbols.collect()))
}

/// Every bibliography that drafts use or that is open.
fn books(desk: &mut Desk<'_>) -> Vec<Arc<Sheet>> {
    let mut shelves = BTreeMap::new();
    for sheet in desk.atlas.drafts().cloned().collect::<Vec<_>>() {
        let library = desk.atlas.library(&sheet, desk.books);
        shelves.extend(library.shelves.iter().map(|shelf| (shelf.place.clone(), Arc::clone(shelf))));
    }
    shelves.extend(desk.books.shelves_open().map(|shelf| (shelf.place.clone(), shelf)));
    shelves.values().filter_map(|shelf| desk.atlas.book(shelf, desk.books)).collect()
}

fn add_headings(sheet: &Arc<Sheet>, query: &[char], fits: &mut Vec<Fit>) {
    for anchor in sheet.index.anchors.proper.iter().filter(|anchor| anchor.heading) {
        let Some((name, rank)) = anchor.texts.first().and_then(|name| Some((name, rank(name, query)?))) else {
            continue;
        };
        let (range, symbol) = (anchor.place.clone(), Symbol::Place(anchor.name.clone()));
        let mark = Mark { symbol, role: Role::Definition, name: range.clone(), range };
        fits.push(Fit { rank, name: name.clone(), sheet: Arc::clone(sheet), mark, kind: SymbolKind::STRING });
    }
}

fn add_keys(sheet: &Arc<Sheet>, query: &[char], fits: &mut Vec<Fit>) {
    for mark in sheet.index.marks.iter().filter(|mark| mark.role == Role::Definition) {
        let Symbol::Key(key) = &mark.symbol else { continue };
        let Some(rank) = rank(key, query) else { continue };
        let (name, sheet, mark) = (key.clone(), Arc::clone(sheet), mark.clone());
        fits.push(Fit { rank, name, sheet, mark, kind: SymbolKind::CONSTANT });
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

/// How well a name fits what is looked for, the best first; `None` if it does not hold its letters in order. In one run is better than
/// scattered, at a word's start better than within.
fn rank(name: &str, query: &[char]) -> Option<(u8, usize)> {
    let letters: Vec<char> = folded(name).filter(|c| !c.is_whitespace()).collect();
    let mut wanted = query.iter().peekable();
    for letter in &letters {
        wanted.next_if_eq(&letter);
    }
    if wanted.peek().is_some() {
        return None;
    }
    let run = query.is_empty() || letters.windows(query.len()).any(|window| window == query);
    let starts = letters.starts_with(query);
    let at_word = || {
        let mut words = name.split(|c: char| !c.is_alphanumeric());
        words.any(|word| folded(word).take(query.len()).eq(query.iter().copied()))
    };
    let class = match () {
        () if starts => 0,
        () if run && at_word() => 1,
        () if run => 2,
        () => 3,
    };
    Some((class, letters.len()))
}

#[cfg(test)]
mod tests {
    use super::rank;

    #[test]
    fn the_nearest_name_comes_first() {
        let query: Vec<char> = "mill".chars().collect();
        let mut names = vec!["A mixed bill", "Windmills", "The mill", "Mills of the river", "Mill", "Miles"];
        names.retain(|name| rank(name, &query).is_some());
        names.sort_by_key(|name| rank(name, &query));
        assert_eq!(names, ["Mill", "Mills of the river", "The mill", "Windmills", "A mixed bill"]);
        assert!(rank("anything", &[]).is_some());
    }
}
