//! What in a block points at a source, whatever it stands in.

use super::Way;
use super::title::{attribute, telling};
use crate::bibliography::Identity;
use crate::citation::address::{Place, addresses};
use crate::citation::identifier::identifiers;
use crate::citation::{by_host, placeholder};
use crate::markdown::{Block, BlockKind, LinkStyle, Span, SpanKind, fold_label};
use std::collections::HashMap;
use std::ops::Range;

/// A place that points at a source; ranges are bytes of the draft.
#[derive(Clone, Debug)]
pub struct Pointer {
    pub range: Range<usize>,
    pub way: Way,
    pub identity: Identity,
    /// As written.
    pub address: Option<String>,
    pub title: Option<String>,
}

/// What a link reference definition says.
#[derive(Clone, Debug)]
pub struct Defined {
    address: String,
    title: Option<String>,
}

/// The link reference definitions of a block, by folded label; the first of a label counts.
pub fn define(block: &Block, defined: &mut HashMap<String, Defined>) {
    for span in &block.spans {
        let SpanKind::Definition { label, target } = &span.kind else { continue };
        let found = || Defined {
            address: block.text[target.clone()].to_owned(),
            title: attribute(&block.text, target.end, span.range.end),
        };
        defined.entry(fold_label(&block.text[label.clone()])).or_insert_with(found);
    }
}

/// What points at a source in the block that starts at `start`, by start. Keys are not among it.
pub fn pointers(start: usize, block: &Block, defined: &HashMap<String, Defined>) -> Vec<Pointer> {
    if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code) {
        return Vec::new();
    }
    let mut found: Vec<Pointer> = block.spans.iter().filter_map(|span| of_span(block, span, defined)).collect();
    let mut covered: Vec<Range<usize>> =
        block.spans.iter().filter(|span| covers(span)).map(|s| s.range.clone()).collect();
    for address in addresses(block) {
        let link = match address.place {
            Place::Plain => Way::Address,
            Place::Anchor => Way::Link,
            _ => continue,
        };
        if !holds(&covered, address.range.start) {
            found.extend(of_address(address.range.clone(), link, &block.text[address.range], None));
        }
    }
    covered.extend(found.iter().map(|pointer| pointer.range.clone()));
    covered.sort_by_key(|range| range.start);
    for (range, identity) in identifiers(&block.prose) {
        if !holds(&covered, range.start) {
            found.push(Pointer { range, way: Way::Identifier, identity, address: None, title: None });
        }
    }
    found.sort_by_key(|pointer| pointer.range.start);
    for pointer in &mut found {
        pointer.range = start + pointer.range.start..start + pointer.range.end;
    }
    found
}

fn of_span(block: &Block, span: &Span, defined: &HashMap<String, Defined>) -> Option<Pointer> {
    let text = &block.text;
    match &span.kind {
        SpanKind::Link { style: LinkStyle::Inline, text: words, target } => {
            let shown = &text[words.clone()];
            if placeholder::stands_in(&text[target.clone()], shown) {
                return None;
            }
            let title = attribute(text, target.end, span.range.end).or_else(|| telling(block, words.clone()));
            of_address(span.range.clone(), Way::Link, &text[target.clone()], title)
        }
        SpanKind::Link { style: LinkStyle::Autolink, target, .. } => {
            of_address(span.range.clone(), Way::Address, &text[target.clone()], None)
        }
        SpanKind::Reference { text: words, label, defined: true, .. } if !text[span.range.clone()].starts_with('!') => {
            let definition = defined.get(&fold_label(&text[label.clone()]))?;
            let title = definition.title.clone().or_else(|| telling(block, words.clone()));
            of_address(span.range.clone(), Way::Reference, &definition.address, title)
        }
        _ => None,
    }
}

/// A pointer at what an address leads to, unless that is nothing that a reader can check.
fn of_address(range: Range<usize>, way: Way, written: &str, title: Option<String>) -> Option<Pointer> {
    let identity = Identity::address(written).filter(|_| !placeholder::is_blank(written))?;
    if let Identity::Address(page) = &identity
        && !page.contains(['/', '?', '#'])
        && by_host(page).is_some()
    {
        // The front page of a paper or an agency is no source.
        return None;
    }
    Some(Pointer { range, way, identity, address: Some(written.to_owned()), title })
}

/// Whether what stands in a span is said by the span already, or is no pointer.
fn covers(span: &Span) -> bool {
    matches!(
        span.kind,
        SpanKind::Link { .. }
            | SpanKind::Image { .. }
            | SpanKind::Reference { defined: true, .. }
            | SpanKind::Definition { .. }
            | SpanKind::CitationKey { .. }
    )
}

/// Whether one of `ranges`, which are by start and hardly nest, holds `at`.
fn holds(ranges: &[Range<usize>], at: usize) -> bool {
    let end = ranges.partition_point(|range| range.start <= at);
    ranges[..end].iter().rev().take(4).any(|range| at < range.end)
}
