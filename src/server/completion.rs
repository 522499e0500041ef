//! What may be written at a position: keys, labels, files, headings, rules.

mod context;
mod keys;
mod labels;
mod metadata;
mod offer;
mod pages;
mod targets;

use super::convert;
use super::desk::Desk;
use super::wording::reference;
use super::zotero;
use crate::bibliography::Format;
use crate::check::Draft;
use crate::citation::crossref::may_become;
use crate::markdown::{BlockKind, SpanKind};
use crate::rules::RULES;
use crate::workspace::plain;
use context::{Form, VERBS, Wanted};
use offer::Offer;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tower_lsp::ls_types::{CompletionItem, CompletionItemKind, CompletionParams, CompletionResponse, Uri};

pub use keys::{entry, own};

/// Answers the question. Everything about the cursor, in bytes of the draft.
pub fn answer(desk: &mut Desk<'_>, params: &CompletionParams) -> Option<CompletionResponse> {
    let can = desk.can;
    let folder = desk.configuration.folders().next().map(Path::to_path_buf);
    let open = desk.open()?;
    let at = convert::offset(open.text(), params.text_document_position.position, can.encoding);
    let start = open.text().line_start(at);
    let line = open.text().slice(start..open.text().next_line(at));
    let line = line.trim_end_matches(['\r', '\n']);
    let home = open.path.as_deref().and_then(Path::parent).map(Path::to_path_buf);
    let room = room(open.draft()?, at);
    let cursor = Cursor { line, start, at };
    let (offers, more) = if room == Room::Metadata {
        (bibliographies(desk, &cursor, &home?)?, false)
    } else {
        let typed = context::typed(line, at - start)?;
        if !room.holds(typed.wanted) {
            return None;
        }
        let range = start + typed.range.start..start + typed.range.end;
        match typed.wanted {
            Wanted::Target(form) => {
                let folder = folder.filter(|root| home.as_ref().is_some_and(|home| home.starts_with(root)));
                let root = open.in_force.roots.first().cloned().or(folder);
                (target(desk, &cursor, &range, form, home, root), false)
            }
            Wanted::Page => pages::offers(desk, &cursor, &range),
            wanted => {
                let (mut offers, more) = simple(desk, &cursor, &range, wanted)?;
                let (items, others) = items(desk, &cursor, &range, wanted).unwrap_or_default();
                offers.extend(items);
                (offers, more || others)
            }
        }
    };
    let text = desk.open()?.text();
    (!offers.is_empty() || more).then(|| CompletionResponse::List(offer::list(offers, more, text, can)))
}

/// The line of the cursor and where both stand in the draft.
struct Cursor<'a> {
    line: &'a str,
    start: usize,
    at: usize,
}

impl Cursor<'_> {
    fn typed(&self, range: &Range<usize>) -> &str {
        self.line.get(range.start - self.start..self.at - self.start).unwrap_or_default()
    }

    /// Whether `mark` stands behind the word.
    fn is_followed_by(&self, range: &Range<usize>, mark: char) -> bool {
        self.line[range.end - self.start..].starts_with(mark)
    }
}

/// Where in a draft the cursor stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Room {
    Text,
    Metadata,
    Comment,
    Html,
    Code,
}

impl Room {
    fn holds(self, wanted: Wanted) -> bool {
        match self {
            Self::Text => true,
            Self::Comment => matches!(wanted, Wanted::Verb | Wanted::Rule),
            Self::Html => matches!(wanted, Wanted::Target(Form::Quoted) | Wanted::Verb | Wanted::Rule),
            Self::Metadata | Self::Code => false,
        }
    }
}

fn room(draft: &Draft, at: usize) -> Room {
    let blocks = draft.syntax().blocks();
    let after = blocks.partition_point(|placed| placed.start <= at);
    let Some(placed) = after.checked_sub(1).and_then(|index| blocks.get(index)) else { return Room::Text };
    if placed.block.kind == BlockKind::FrontMatter {
        // Behind its last line the text begins.
        return if at < placed.end() { Room::Metadata } else { Room::Text };
    }
    if placed.block.kind == BlockKind::Code && at == placed.end() && !is_fence(&placed.block.text) {
        return Room::Code;
    }
    let at = at - placed.start;
    let holding = placed.block.spans_in(at.saturating_sub(1)..at + 1);
    let inside = holding.filter(|span| span.range.start < at && at < span.range.end);
    let rooms = inside.filter_map(|span| match span.kind {
        SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math => Some(Room::Code),
        SpanKind::Comment => Some(Room::Comment),
        SpanKind::Html => Some(Room::Html),
        _ => None,
    });
    rooms.last().unwrap_or(Room::Text)
}

/// Whether a block of code is closed by its last line.
fn is_fence(text: &str) -> bool {
    let last = text.trim_end().lines().next_back().unwrap_or_default().trim_start_matches([' ', '>']);
    text.trim_end().contains('\n') && (last.starts_with("```") || last.starts_with("~~~"))
}

/// What depends on the draft alone.
fn simple(
    desk: &mut Desk<'_>,
    cursor: &Cursor<'_>,
    range: &Range<usize>,
    wanted: Wanted,
) -> Option<(Vec<Offer>, bool)> {
    let places = match wanted {
        Wanted::Key { .. } if may_become(cursor.typed(range)) => crossrefs(desk),
        _ => Vec::new(),
    };
    let open = desk.open()?;
    // Keys are asked for at every letter, and need no index.
    let of_labels = matches!(wanted, Wanted::Note | Wanted::Label | Wanted::Bracket);
    let index = if of_labels { open.index() } else { Arc::default() };
    let (typed, draft) = (cursor.typed(range), open.draft()?);
    let closed = cursor.is_followed_by(range, ']');
    let key = |braced, latex| keys::Style { braced, latex, closed: cursor.is_followed_by(range, '}') };
    Some(match wanted {
        Wanted::Key { braced } => {
            let (mut offers, more) = keys::offers(draft, &open.uri, range, typed, key(braced, false));
            offers.extend(places.iter().map(|(name, words)| keys::crossref(name, words, range, key(braced, false))));
            (offers, more)
        }
        Wanted::Latex => keys::offers(draft, &open.uri, range, typed, key(true, true)),
        Wanted::Note => (labels::notes(draft, &index, range, typed, closed), false),
        Wanted::Label | Wanted::Bracket => (labels::references(draft, &index, range, closed), false),
        Wanted::Verb => (verbs(range), false),
        Wanted::Rule => (rules(range), false),
        Wanted::Target(_) | Wanted::Page => return None,
    })
}

/// The keys of Zotero's items, where a key is wanted and the writer wants these. They are fetched meanwhile, for the next letter.
fn items(desk: &mut Desk<'_>, cursor: &Cursor<'_>, range: &Range<usize>, wanted: Wanted) -> Option<(Vec<Offer>, bool)> {
    let (braced, latex) = match wanted {
        Wanted::Key { braced } => (braced, false),
        Wanted::Latex => (true, true),
        _ => return None,
    };
    let untrusted = desk.configuration.untrusted;
    let (open, _) = desk.drafts.get(desk.uri.as_ref()?)?;
    if !zotero::wants(open, untrusted) {
        return None;
    }
    desk.zotero.freshen();
    let style = keys::Style { braced, latex, closed: cursor.is_followed_by(range, '}') };
    Some(keys::items(desk.zotero, open, range, cursor.typed(range), style))
}

/// What cross-references can lead to in the draft and its book, each with its heading if it is in one.
fn crossrefs(desk: &mut Desk<'_>) -> Vec<(String, String)> {
    let Some(sheet) = desk.sheet() else { return Vec::new() };
    let others = desk.chapters(&sheet);
    let sheets = std::iter::once(&sheet).chain(&others);
    sheets.flat_map(|sheet| targets::crossrefs(&sheet.index, &sheet.text)).collect()
}

fn verbs(range: &Range<usize>) -> Vec<Offer> {
    let offer = |(verb, meaning): &(&str, &str)| Offer {
        documentation: Some((*meaning).to_owned()),
        ..Offer::new(range, *verb, CompletionItemKind::KEYWORD)
    };
    VERBS.iter().map(offer).collect()
}

fn rules(range: &Range<usize>) -> Vec<Offer> {
    let mut offers: Vec<Offer> = Vec::new();
    for rule in RULES {
        offers.push(Offer {
            documentation: Some(rule.summary().to_owned()),
            ..Offer::new(range, rule.name, CompletionItemKind::VALUE)
        });
        let group = rule.group.name();
        if !offers.iter().any(|offer| offer.label == group) {
            offers.push(Offer {
                documentation: Some(format!("All rules of the group {group}.")),
                ..Offer::new(range, group, CompletionItemKind::ENUM)
            });
        }
    }
    offers
}

/// Where a link may lead. `home` is the draft's folder, `root` that of the workspace.
fn target(
    desk: &mut Desk<'_>,
    cursor: &Cursor<'_>,
    range: &Range<usize>,
    form: Form,
    home: Option<PathBuf>,
    root: Option<PathBuf>,
) -> Vec<Offer> {
    let typed = cursor.typed(range);
    let address = typed.contains(':') || form == Form::Autolink;
    if let (Some(hash), false) = (typed.find('#'), address) {
        let anchor = range.start + hash..range.end;
        return headings(desk, &typed[..hash], &anchor, home, root);
    }
    let names = match &home {
        Some(home) if !address => desk.books.names(&targets::folder(typed, home, root.as_deref().unwrap_or(home))),
        _ => Vec::new(),
    };
    let Some(open) = desk.open() else { return Vec::new() };
    let own = open.path.as_deref().and_then(Path::file_name).and_then(|name| name.to_str()).map(str::to_owned);
    let wanted = |name: &str| typed.contains('/') || own.as_deref() != Some(name);
    let mut offers = targets::files(names, typed, range, form, &wanted);
    if let Some(draft) = open.draft().filter(|_| !typed.starts_with(['.', '/'])) {
        offers.extend(targets::sites(draft, typed, range));
    }
    offers
}

/// The headings of the draft itself, or of the file that is typed before `#`.
fn headings(
    desk: &mut Desk<'_>,
    file: &str,
    range: &Range<usize>,
    home: Option<PathBuf>,
    root: Option<PathBuf>,
) -> Vec<Offer> {
    if file.is_empty() {
        let Some(open) = desk.open() else { return Vec::new() };
        return targets::headings(&open.index(), open.text(), range);
    }
    let Some(home) = home else { return Vec::new() };
    let path = plain(&targets::place(file, &home, root.as_deref().unwrap_or(&home)));
    desk.neighbour(&path).map_or_else(Vec::new, |sheet| targets::headings(&sheet.index, &sheet.text, range))
}

/// Files that may be bibliographies.
fn bibliographies(desk: &mut Desk<'_>, cursor: &Cursor<'_>, home: &Path) -> Option<Vec<Offer>> {
    let above = desk.open()?.text().slice(0..cursor.start);
    let range = metadata::bibliography(&above, cursor.line, cursor.at - cursor.start)?;
    let range = cursor.start + range.start..cursor.start + range.end;
    let wanted = |name: &str| Format::of(name).is_some();
    // In metadata a blank is a blank.
    let typed = cursor.typed(&range);
    let names = desk.books.names(&targets::folder(typed, home, home));
    Some(targets::files(names, typed, &range, Form::Angle, &wanted))
}

/// Adds to an item what is costly to say.
pub fn resolve(desk: &mut Desk<'_>, mut item: CompletionItem) -> CompletionItem {
    let data = item.data.clone().unwrap_or_default();
    let uri = data["uri"].as_str().and_then(|uri| uri.parse::<Uri>().ok());
    let (Some(uri), Some(key)) = (uri, data["key"].as_str()) else { return item };
    let Some((open, _)) = desk.drafts.get(&uri) else { return item };
    let Some(draft) = open.draft() else { return item };
    let metadata = draft.metadata().unwrap_or_default();
    let shelved = desk.zotero.entry(key).filter(|_| data["zotero"] == true);
    if let Some(entry) = shelved.or_else(|| entry(draft.library(), &metadata, key)) {
        let markdown = desk.can.markdown_documentation;
        item.documentation = Some(offer::documentation(reference::formatted(entry, &metadata, markdown), desk.can));
    }
    item
}
