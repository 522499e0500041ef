//! The addresses in a block: targets of links and images, in HTML too, definitions, autolinks, and those that stand bare in the text.

use crate::markdown::{Block, LinkStyle, Span, SpanKind};
use std::ops::Range;

/// An address as it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// Where it stands in the block.
    pub range: Range<usize>,
    /// What it is there.
    pub place: Place,
    /// The link's words, where it has some.
    pub label: Option<Range<usize>>,
}

/// What an address is where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The target of a link or a definition.
    Target,
    /// The target of an image.
    Image,
    /// Between angle brackets, or bare.
    Plain,
    /// The target of a link in raw HTML: `<a href="…">`.
    Anchor,
    /// Elsewhere in raw HTML.
    Html,
}

/// Every address of the block outside code, math and comments, by start.
pub fn addresses(block: &Block) -> Vec<Address> {
    let mut found: Vec<Address> = block.spans.iter().filter_map(of_span).collect();
    bare(block, &mut found);
    found.sort_by_key(|address| address.range.start);
    found
}

fn of_span(span: &Span) -> Option<Address> {
    let (range, place, label) = match &span.kind {
        SpanKind::Link { style: LinkStyle::Inline, text, target } => (target, Place::Target, Some(text.clone())),
        SpanKind::Link { style: LinkStyle::Autolink, target, .. } => (target, Place::Plain, None),
        SpanKind::Image { text, target } => (target, Place::Image, Some(text.clone())),
        SpanKind::Definition { target, .. } => (target, Place::Target, None),
        SpanKind::Attribute { target, shown } => (target, if *shown { Place::Image } else { Place::Anchor }, None),
        _ => return None,
    };
    Some(Address { range: range.clone(), place, label })
}

/// Adds the addresses that stand bare in the prose or in HTML.
fn bare(block: &Block, found: &mut Vec<Address>) {
    let text = &*block.text;
    let mut done = 0;
    for at in memchr::memmem::find_iter(text.as_bytes(), "://") {
        if at < done {
            continue;
        }
        let scheme = text.as_bytes()[done..at].iter().rev().take(20).take_while(|b| b.is_ascii_alphabetic()).count();
        let start = at - scheme;
        if scheme == 0 {
            continue;
        }
        let mut place = Place::Plain;
        let hidden = block.spans_in(start..at).any(|span| match &span.kind {
            SpanKind::Html => {
                place = Place::Html;
                false
            }
            SpanKind::Attribute { target, .. } => target.start <= start && start < target.end,
            SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment => true,
            SpanKind::Link { style: LinkStyle::Autolink | LinkStyle::Wiki, .. } => true,
            SpanKind::Link { target, .. } | SpanKind::Image { target, .. } | SpanKind::Definition { target, .. } => {
                target.start <= start && start < target.end
            }
            _ => false,
        });
        if !hidden {
            let range = start..end(text, at + 3);
            done = range.end;
            found.push(Address { range, place, label: None });
        }
    }
}

/// Where the bare address ends that goes on at `from`: as GitHub reads it, and before CJK punctuation.
pub fn end(text: &str, from: usize) -> usize {
    let mut depth = 0usize;
    let mut end = from;
    for (index, c) in text[from..].char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 0 => break,
            ')' => depth -= 1,
            '<' | '>' | '"' | '`' | '|' | ']' | '{' | '}' => break,
            c if c.is_whitespace()
                || "\u{3002}\u{ff0c}\u{3001}\u{ff09}\u{ff08}\u{300d}\u{3011}\u{201d}".contains(c) =>
            {
                break;
            }
            _ => {}
        }
        end = from + index + c.len_utf8();
    }
    from + text[from..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'', '~']).len()
}

/// The host of an address with the scheme `http` or `https`, without `www.`, port and user; `None` if there is none.
pub fn host(address: &str) -> Option<&str> {
    let rest = strip_prefix_ignoring_case(address, "http")?;
    let rest = rest.strip_prefix(['s', 'S']).unwrap_or(rest).strip_prefix("://")?;
    let host = rest.split(['/', '?', '#', '\\']).next()?;
    let host = host.rsplit('@').next()?.split(':').next()?;
    let host = strip_prefix_ignoring_case(host, "www.").unwrap_or(host);
    (!host.is_empty() && !host.contains(char::is_whitespace)).then_some(host)
}

/// What follows `prefix`, which is ASCII, in `text`.
pub fn strip_prefix_ignoring_case<'a>(text: &'a str, prefix: &str) -> Option<&'a str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

/// Whether `host` is `domain` or a part of it.
pub fn is_within(host: &str, domain: &str) -> bool {
    let Some(cut) = host.len().checked_sub(domain.len()) else { return false };
    host.is_char_boundary(cut)
        && host[cut..].eq_ignore_ascii_case(domain)
        && (cut == 0 || host.as_bytes()[cut - 1] == b'.')
}
