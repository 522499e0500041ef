//! Source to blocks: one pass over pulldown-cmark's events.

use super::block::{Block, BlockKind, HIDDEN};
use super::builder::Builder;
use super::definition::{Labels, fold_label};
use super::front_matter::front_matter_length;
use super::inline::{LinkStyle, Span, SpanKind};
use pulldown_cmark::{BrokenLink, LinkType, Options, Parser};
use std::cell::RefCell;
use std::ops::Range;

/// Reads a whole draft. `known` are labels defined outside `source`: none for a whole draft.
pub fn parse(source: &str, known: &Labels) -> Vec<Block> {
    let length = front_matter_length(source);
    let mut blocks = Vec::new();
    if length > 0 {
        blocks.push(front_matter(&source[..length]));
    }
    blocks.extend(parse_body(&source[length..], known));
    blocks
}

fn front_matter(source: &str) -> Block {
    Block {
        text: source.into(),
        kind: BlockKind::FrontMatter,
        leaves: Vec::new(),
        spans: Vec::new(),
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

/// Reads text in which no front matter can stand.
pub fn parse_body(source: &str, known: &Labels) -> Vec<Block> {
    // A reference without a definition stays text, as CommonMark has it (an answer would unmake a link around it), but is noted.
    let broken: RefCell<Vec<Span>> = RefCell::default();
    let callback = |link: BrokenLink<'_>| {
        if known.contains(&fold_label(&link.reference)) {
            return Some(("".into(), "".into()));
        }
        broken.borrow_mut().extend(broken_reference(source, &link));
        None
    };
    let parser = Parser::new_with_broken_link_callback(source, options(), Some(callback));
    let mut builder = Builder::new(source);
    for (event, range) in parser.into_offset_iter() {
        builder.event(event, range);
    }
    builder.add_broken_references(broken.into_inner());
    builder.finish()
}

fn broken_reference(source: &str, link: &BrokenLink<'_>) -> Option<Span> {
    let style = link_style(link.link_type);
    let mut range = link.span.clone();
    if style == LinkStyle::Collapsed && !source[..range.end].ends_with("[]") && source[range.end..].starts_with("[]") {
        range.end += 2;
    }
    reference_span(source, range, style, false)
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

/// The span of a reference whose brackets stand in `range`.
pub(super) fn reference_span(source: &str, range: Range<usize>, style: LinkStyle, defined: bool) -> Option<Span> {
    let open = range.start + source[range.clone()].find('[')?;
    let close = range.start + source[range.clone()].rfind(']')?;
    let (text, label) = match style {
        LinkStyle::Full => {
            let middle = open + source.get(open..close)?.rfind("][")?;
            (open + 1..middle, middle + 2..close)
        }
        LinkStyle::Collapsed => (open + 1..close.checked_sub(2)?, open + 1..close.checked_sub(2)?),
        _ => (open + 1..close, open + 1..close),
    };
    let proper = text.start <= text.end && label.start <= label.end && !source[label.clone()].starts_with('^');
    proper.then_some(Span { range, kind: SpanKind::Reference { style, text, label, defined } })
}
