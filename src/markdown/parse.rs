//! Source to blocks: one pass over pulldown-cmark's events.

use super::block::{Block, BlockKind, HIDDEN};
use super::builder::Builder;
use super::definition::{Labels, fold_label, note_key};
use super::front_matter::{front_matter_length, late_metadata};
use super::inline::{LinkStyle, Span, SpanKind};
use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};
use std::cell::RefCell;
use std::ops::Range;

/// Reads a whole draft, or the top of one. `known` are labels defined outside `source`: none for a whole draft.
pub fn parse(source: &str, known: &Labels) -> Vec<Block> {
    let length = front_matter_length(source);
    // To the parser a byte order mark is a letter, before which nothing is a heading or a list.
    let mark = source.chars().next().filter(|&c| c == '\u{feff}').map_or(0, char::len_utf8);
    let (head, kind) = if length > 0 { (length, BlockKind::FrontMatter) } else { (mark, BlockKind::Other) };
    let mut blocks = Vec::new();
    if head > 0 {
        blocks.push(unread(&source[..head], kind));
    }
    if head == 0 || head < source.len() {
        blocks.extend(parse_body(&source[head..], known));
    }
    blocks
}

/// A block in which no rule finds prose.
fn unread(source: &str, kind: BlockKind) -> Block {
    Block {
        text: source.into(),
        kind,
        leaves: Vec::new(),
        spans: Vec::new(),
        reach: Vec::new(),
        prose: hidden(source.len()),
    }
}

pub(super) fn hidden(length: usize) -> Box<str> {
    String::from_utf8(vec![HIDDEN; length]).unwrap_or_default().into()
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_MATH
}

/// Reads text in which neither front matter nor a byte order mark can stand.
pub fn parse_body(source: &str, known: &Labels) -> Vec<Block> {
    let stubs = note_stubs(source, known);
    let late = late_metadata(source);
    let changed: String;
    let input = if stubs.is_empty() && late.is_empty() {
        source
    } else {
        changed = format!("{stubs}{}", without(source, &late));
        &changed
    };
    let origin = stubs.len();
    let shifted = |range: Range<usize>| Some(range.start.checked_sub(origin)?..range.end.checked_sub(origin)?);
    // A reference without a definition stays text, as CommonMark has it (an answer would unmake a link around it), but is noted.
    let broken: RefCell<Vec<Span>> = RefCell::default();
    let callback = |link: BrokenLink<'_>| {
        if known.contains(&fold_label(&link.reference)) {
            return Some(("".into(), "".into()));
        }
        let span = shifted(link.span)?;
        broken.borrow_mut().extend(reference_span(source, span, link_style(link.link_type), false));
        None
    };
    let events = Parser::new_with_broken_link_callback(input, options(), Some(callback)).into_offset_iter();
    let definitions = events.reference_definitions().iter();
    let mut builder = Builder::new(source, definitions.filter_map(|(_, found)| shifted(found.span.clone())).collect());
    for (event, range) in events {
        if let Some(range) = shifted(range) {
            builder.event(event, range);
        }
    }
    builder.add_broken_references(broken.into_inner());
    late.into_iter().for_each(|range| builder.add_metadata(range));
    builder.finish()
}

/// The text with nothing left of metadata but its first line, a thematic break, and its line ends.
fn without(source: &str, metadata: &[Range<usize>]) -> String {
    let mut left = String::with_capacity(source.len());
    let mut end = 0;
    for range in metadata {
        let first = source[range.clone()].find('\n').map_or(range.end, |n| range.start + n);
        left.push_str(&source[end..first]);
        left.extend(source[first..range.end].bytes().map(|b| if matches!(b, b'\n' | b'\r') { b as char } else { ' ' }));
        end = range.end;
    }
    left + &source[end..]
}

/// Definitions of the notes that `source` uses and that are defined outside: to the parser a use without a definition is plain text.
/// They stand in front, where nothing in `source` can swallow them, and a thematic break keeps them apart from it.
fn note_stubs(source: &str, known: &Labels) -> String {
    let mut stubs = String::new();
    for (at, _) in source.match_indices("[^") {
        let label = source[at + 2..].split(['[', ']', '\n', '\r']).next().unwrap_or("");
        if known.contains(&note_key(label)) {
            stubs.push_str(&format!("[^{label}]: x\n\n"));
        }
    }
    if !stubs.is_empty() {
        stubs.push_str("***\n\n");
    }
    stubs
}

pub(super) fn link_style(link_type: LinkType) -> LinkStyle {
    match link_type {
        LinkType::Inline => LinkStyle::Inline,
        LinkType::Autolink | LinkType::Email => LinkStyle::Autolink,
        LinkType::WikiLink { .. } => LinkStyle::Wiki,
        LinkType::Reference | LinkType::ReferenceUnknown => LinkStyle::Full,
        LinkType::Collapsed | LinkType::CollapsedUnknown => LinkStyle::Collapsed,
        LinkType::Shortcut | LinkType::ShortcutUnknown => LinkStyle::Shortcut,
    }
}

/// The span of a reference whose brackets stand in `range`. Of a collapsed one the parser leaves the empty brackets out.
pub(super) fn reference_span(source: &str, mut range: Range<usize>, style: LinkStyle, defined: bool) -> Option<Span> {
    if style == LinkStyle::Collapsed && !source[..range.end].ends_with("[]") && source[range.end..].starts_with("[]") {
        range.end += 2;
    }
    let open = range.start + source[range.clone()].find('[')?;
    let close = range.start + source[range.clone()].rfind(']')?;
    let (text, label) = match style {
        LinkStyle::Full => {
            let middle = open + source.get(open..close)?.rfind("][")?;
            (open + 1..middle, middle + 2..close)
        }
        LinkStyle::Collapsed => {
            let inside = source.get(open + 1..close)?;
            let text = open + 1..open + 1 + inside.strip_suffix("][").unwrap_or(inside).len();
            (text.clone(), text)
        }
        _ => (open + 1..close, open + 1..close),
    };
    let note = !defined && source[label.clone()].starts_with('^');
    let proper = text.start <= text.end && label.start <= label.end && !note;
    proper.then_some(Span { range, kind: SpanKind::Reference { style, text, label, defined } })
}
