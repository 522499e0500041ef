//! What stands under the pointer.

use crate::bibliography::Identity;
use crate::check::Draft;
use crate::citation::address::{Place, addresses};
use crate::citation::identifier::identifiers;
use crate::markdown::{Block, Placed, Span, SpanKind};
use std::ops::Range;

/// Something of which there is more to say. Ranges are bytes of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Thing {
    /// A citation key.
    Key(Range<usize>),
    /// The mark of a footnote, by its label.
    Note(Range<usize>),
    /// The label at the start of a footnote.
    NoteDefinition(Range<usize>),
    /// A link by reference, by its label.
    Reference(Range<usize>),
    /// The label at the start of a reference definition.
    Definition(Range<usize>),
    /// A link, an image or an address, by its target.
    Target(Range<usize>),
    /// An identifier in running text.
    Work(Identity),
}

/// The thing at byte `at` of the draft, and all of it.
pub fn under(draft: &Draft, at: usize) -> Option<(Thing, Range<usize>)> {
    let blocks = draft.syntax().blocks();
    let after = blocks.partition_point(|placed| placed.start <= at);
    let placed = blocks.get(after.checked_sub(1)?).filter(|placed| at < placed.end())?;
    let (block, local) = (&*placed.block, at - placed.start);
    let mut spans: Vec<&Span> = block.spans_in(local..local + 1).collect();
    spans.sort_by_key(|span| span.range.len());
    for span in spans {
        match of_span(block, span, local) {
            Under::Nothing => return None,
            Under::Thing(thing, range) => return Some((placed_in(thing, placed.start), shifted(&range, placed.start))),
            Under::Look => {}
        }
    }
    in_prose(placed, local)
}

enum Under {
    /// Something.
    Thing(Thing, Range<usize>),
    /// Nothing, whatever is around it.
    Nothing,
    /// Perhaps what is around it.
    Look,
}

fn of_span(block: &Block, span: &Span, at: usize) -> Under {
    let whole = || span.range.clone();
    let holds = |range: &Range<usize>| range.start <= at && at < range.end;
    match &span.kind {
        SpanKind::CitationKey { key } => Under::Thing(Thing::Key(key.clone()), whole()),
        SpanKind::FootnoteReference { label } => Under::Thing(Thing::Note(label.clone()), whole()),
        SpanKind::FootnoteDefinition { label } => {
            let head = span.range.start..(label.end + 2).min(span.range.end);
            if holds(&head) { Under::Thing(Thing::NoteDefinition(label.clone()), head) } else { Under::Look }
        }
        SpanKind::Reference { label, defined: true, .. } => Under::Thing(Thing::Reference(label.clone()), whole()),
        SpanKind::Definition { label, target } => {
            let head = span.range.start..(label.end + 2).min(span.range.end);
            if holds(&head) {
                Under::Thing(Thing::Definition(label.clone()), head)
            } else if holds(target) {
                Under::Thing(Thing::Target(target.clone()), target.clone())
            } else {
                Under::Nothing
            }
        }
        SpanKind::Link { target, .. } | SpanKind::Image { target, .. }
            if !block.text[target.clone()].trim().is_empty() =>
        {
            Under::Thing(Thing::Target(target.clone()), whole())
        }
        SpanKind::Attribute { target, .. } if holds(target) => {
            Under::Thing(Thing::Target(target.clone()), target.clone())
        }
        SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment => Under::Nothing,
        _ => Under::Look,
    }
}

/// Addresses and identifiers that are plain text to Markdown.
fn in_prose(placed: &Placed, at: usize) -> Option<(Thing, Range<usize>)> {
    let block = &placed.block;
    let holds = |range: &Range<usize>| range.start <= at && at < range.end;
    let bare = addresses(block).into_iter().filter(|address| matches!(address.place, Place::Plain | Place::Html));
    if let Some(address) = bare.into_iter().find(|address| holds(&address.range)) {
        let range = shifted(&address.range, placed.start);
        return Some((Thing::Target(range.clone()), range));
    }
    let line = block.text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = block.text[at..].find('\n').map_or(block.text.len(), |newline| at + newline);
    let named = identifiers(&block.text[line..end]).into_iter();
    let (range, work) = named.map(|(range, work)| (shifted(&range, line), work)).find(|(range, _)| holds(range))?;
    Some((Thing::Work(work), shifted(&range, placed.start)))
}

fn shifted(range: &Range<usize>, by: usize) -> Range<usize> {
    range.start + by..range.end + by
}

fn placed_in(thing: Thing, start: usize) -> Thing {
    match thing {
        Thing::Key(range) => Thing::Key(shifted(&range, start)),
        Thing::Note(range) => Thing::Note(shifted(&range, start)),
        Thing::NoteDefinition(range) => Thing::NoteDefinition(shifted(&range, start)),
        Thing::Reference(range) => Thing::Reference(shifted(&range, start)),
        Thing::Definition(range) => Thing::Definition(shifted(&range, start)),
        Thing::Target(range) => Thing::Target(shifted(&range, start)),
        work => work,
    }
}
