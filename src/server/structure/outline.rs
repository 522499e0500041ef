//! The outline of a draft: its headings as a tree, and in each section its footnotes and definitions.

use super::sections::sections;
use crate::bibliography::{Entry, plain};
use crate::index::{Mark, Role, Symbol};
use crate::server::abilities::Abilities;
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::wording::note;
use crate::server::wording::shortened;
use crate::text::Text;
use std::collections::HashMap;
use std::ops::Range;
use tower_lsp::ls_types::{DocumentSymbol, DocumentSymbolResponse, Location, SymbolInformation, SymbolKind, Uri};

/// How much of a heading or a note the outline shows, in characters.
const SHOWN: usize = 60;

/// A line of the outline. Ranges are bytes of the draft.
struct Line {
    name: String,
    detail: Option<String>,
    kind: SymbolKind,
    range: Range<usize>,
    selection: Range<usize>,
}

/// The outline, as a tree where the client shows one.
pub fn answer(desk: &mut Desk<'_>) -> Option<DocumentSymbolResponse> {
    let can = desk.can;
    if desk.open().is_none() {
        return of_book(desk);
    }
    let open = desk.open()?;
    let index = open.index();
    let text = open.text();
    let mut lines: Vec<Line> = index.marks.iter().filter_map(|mark| definition(mark, text)).collect();
    lines.extend(sections(open.draft()?.syntax().blocks()).into_iter().map(|section| {
        let starts = |mark: &&Mark| mark.range.start >= section.heading.start && is_heading(mark);
        let first = index.marks.partition_point(|mark| mark.range.start < section.heading.start);
        let mark = index.marks[first..].iter().take_while(|mark| mark.range.start < section.heading.end).find(starts);
        let selection = mark.map_or(section.heading.clone(), |mark| mark.name.clone());
        let name = text.slice(selection.clone());
        let name = if name.trim().is_empty() { "(untitled)".to_owned() } else { shortened(&name, SHOWN) };
        Line { name, detail: None, kind: SymbolKind::STRING, range: section.range, selection }
    }));
    lines.sort_by_key(|line| (line.range.start, std::cmp::Reverse(line.range.end)));
    Some(response(lines, &open.uri, text, can))
}

fn response(lines: Vec<Line>, uri: &Uri, text: &Text, can: &Abilities) -> DocumentSymbolResponse {
    if can.nested_symbols {
        DocumentSymbolResponse::Nested(tree(&mut lines.into_iter().peekable(), usize::MAX, text, can))
    } else {
        DocumentSymbolResponse::Flat(flat(&lines, uri, text, can))
    }
}

/// The entries of a bibliography, each with its title.
fn of_book(desk: &mut Desk<'_>) -> Option<DocumentSymbolResponse> {
    let shelf = desk.books.shelf(desk.uri.as_ref()?)?;
    let sheet = desk.sheet()?;
    let entries: HashMap<usize, &Entry> =
        shelf.bibliography.entries.iter().map(|entry| (entry.key_range.start, entry)).collect();
    let mut lines: Vec<Line> = Vec::new();
    for mark in sheet.index.marks.iter().filter(|mark| mark.role == Role::Definition) {
        // The other names of an entry come behind its key.
        if lines.last().is_some_and(|line| line.range == mark.range) {
            continue;
        }
        let name = sheet.text.slice(mark.name.clone());
        let own = entries.get(&mark.name.start).copied().filter(|entry| entry.key == name);
        let title = own.or_else(|| shelf.entry(&name)).and_then(|entry| entry.field("title")).map(plain);
        lines.push(Line {
            name,
            detail: title.map(|title| shortened(&title, SHOWN)).filter(|title| !title.is_empty()),
            kind: SymbolKind::KEY,
            range: mark.range.clone(),
            selection: mark.name.clone(),
        });
    }
    Some(response(lines, &sheet.uri, &sheet.text, desk.can))
}

fn is_heading(mark: &Mark) -> bool {
    mark.role == Role::Definition && matches!(mark.symbol, Symbol::Place(_))
}

/// Footnotes, definitions of links, and entries in the metadata.
fn definition(mark: &Mark, text: &Text) -> Option<Line> {
    if mark.role == Role::Use {
        return None;
    }
    let label = text.slice(mark.name.clone());
    let source = || text.slice(mark.range.clone());
    let (name, detail) = match mark.symbol {
        Symbol::Note(_) => (format!("[^{label}]"), note::content(&source())),
        Symbol::Label(_) => (format!("[{label}]"), text.slice(mark.name.end + 2..mark.range.end)),
        Symbol::Key(_) => (format!("@{label}"), String::new()),
        _ => return None,
    };
    let end = mark.range.start + source().trim_end().len();
    let detail = shortened(&detail, SHOWN);
    Some(Line {
        name,
        detail: (!detail.is_empty()).then_some(detail),
        kind: SymbolKind::KEY,
        range: mark.range.start..end.max(mark.name.end),
        selection: mark.name.clone(),
    })
}

/// The lines that end by `end`, each with those that it holds. Sections nest six deep at most, and nothing else holds lines.
fn tree(
    lines: &mut std::iter::Peekable<impl Iterator<Item = Line>>,
    end: usize,
    text: &Text,
    can: &Abilities,
) -> Vec<DocumentSymbol> {
    let mut symbols = Vec::new();
    while let Some(line) = lines.next_if(|line| line.range.start < end) {
        let inside = if line.kind == SymbolKind::STRING { tree(lines, line.range.end, text, can) } else { Vec::new() };
        #[expect(deprecated, reason = "the type has no other way to be made")]
        symbols.push(DocumentSymbol {
            name: line.name,
            detail: line.detail,
            kind: line.kind,
            tags: None,
            deprecated: None,
            range: convert::range(text, &line.range, can.encoding),
            selection_range: convert::range(text, &line.selection, can.encoding),
            children: (!inside.is_empty()).then_some(inside),
        });
    }
    symbols
}

fn flat(lines: &[Line], uri: &Uri, text: &Text, can: &Abilities) -> Vec<SymbolInformation> {
    let mut symbols = Vec::with_capacity(lines.len());
    let mut holding: Vec<&Line> = Vec::new();
    for line in lines {
        holding.retain(|outer| outer.range.end > line.range.start);
        #[expect(deprecated, reason = "the type has no other way to be made")]
        symbols.push(SymbolInformation {
            name: line.name.clone(),
            kind: line.kind,
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: convert::range(text, &line.range, can.encoding) },
            container_name: holding.last().map(|outer| outer.name.clone()),
        });
        if line.kind == SymbolKind::STRING {
            holding.push(line);
        }
    }
    symbols
}
