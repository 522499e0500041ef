//! Sources that a draft names by nothing but an address or an identifier.

use super::Part;
use crate::bibliography::Identity;
use crate::citation::address::{Place, addresses};
use crate::citation::identifier::identifiers;
use crate::markdown::{Block, BlockKind, LinkStyle, SpanKind};
use std::ops::Range;

/// A bare address, one between angle brackets, or an identifier with its label.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// All of it, in bytes of the draft.
    pub range: Range<usize>,
    /// As it is written.
    pub written: String,
    /// What it is known by: something that can be looked up.
    pub identity: Identity,
    /// The address, if it is one.
    pub address: Option<String>,
    /// Whether it stands in a note.
    pub in_note: bool,
}

/// The source that is named at byte `at` of a draft.
pub fn named(parts: &[Part<'_>], at: usize) -> Option<Named> {
    let (start, block) = parts.iter().rev().find(|(start, _)| *start <= at)?;
    in_block(*start, block).into_iter().find(|named| named.range.start <= at && at <= named.range.end)
}

/// All sources that are named so in these words, in order.
pub fn named_so(parts: &[Part<'_>], written: &str) -> Vec<Named> {
    let held = parts.iter().filter(|(_, block)| block.text.contains(written));
    let all = held.flat_map(|(start, block)| in_block(*start, block));
    all.filter(|named| named.written == written).collect()
}

fn in_block(start: usize, block: &Block) -> Vec<Named> {
    if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code | BlockKind::Definitions | BlockKind::Html) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, Identity, Option<String>)> = Vec::new();
    for address in addresses(block).into_iter().filter(|address| address.place == Place::Plain) {
        let Some(written) = block.text.get(address.range.clone()) else { continue };
        let Some(identity) = Identity::address(written) else { continue };
        let whole = brackets(block, &address.range).unwrap_or(address.range.clone());
        found.push((whole, identity, Some(written.to_owned())));
    }
    for (range, identity) in identifiers(&block.prose) {
        if !found.iter().any(|(other, ..)| other.start < range.end && range.start < other.end) {
            found.push((range, identity, None));
        }
    }
    found.sort_by_key(|(range, ..)| range.start);
    let alone = found.into_iter().filter(|(range, ..)| !is_held(block, range));
    let named = alone.filter_map(|(range, identity, address)| {
        let written = block.text.get(range.clone())?.to_owned();
        let in_note = is_in_note(block, &range);
        Some(Named { range: start + range.start..start + range.end, written, identity, address, in_note })
    });
    named.collect()
}

/// The link between angle brackets that has this target.
fn brackets(block: &Block, target: &Range<usize>) -> Option<Range<usize>> {
    let span = block.spans_in(target.clone()).find(
        |span| matches!(&span.kind, SpanKind::Link { style: LinkStyle::Autolink, target: own, .. } if own == target),
    )?;
    Some(span.range.clone())
}

/// Whether something stands in a construct that says what it is, or in what is no prose.
fn is_held(block: &Block, range: &Range<usize>) -> bool {
    block.spans_in(range.clone()).any(|span| {
        let free = match &span.kind {
            SpanKind::FootnoteDefinition { .. } | SpanKind::InlineNote { .. } => true,
            SpanKind::Link { style: LinkStyle::Autolink, .. } => span.range == *range,
            _ => false,
        };
        !free
    })
}

fn is_in_note(block: &Block, range: &Range<usize>) -> bool {
    block.kind == BlockKind::Footnote
        || block
            .spans_in(range.clone())
            .any(|span| matches!(span.kind, SpanKind::FootnoteDefinition { .. } | SpanKind::InlineNote { .. }))
}
