//! Every place at which a draft defines or uses something.

use super::anchors::Anchors;
use super::mark::{Mark, Role, Symbol};
use super::target::Target;
use crate::citation::Metadata;
use crate::markdown::{Block, LeafKind, LinkStyle, Span, SpanKind, fold_label};
use std::collections::HashMap;
use std::ops::Range;

/// The marks and the anchors of one draft.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// By start; of two that start together, the longer first.
    pub marks: Vec<Mark>,
    /// What links can lead to.
    pub anchors: Anchors,
}

impl Index {
    /// Reads a draft's blocks, each with its byte offset.
    pub fn new<'a>(blocks: impl Iterator<Item = (usize, &'a Block)> + Clone) -> Self {
        let anchors = Anchors::new(blocks.clone());
        let by_place: HashMap<usize, &str> =
            anchors.proper.iter().filter(|a| a.heading).map(|a| (a.place.start, a.name.as_str())).collect();
        let mut marks = Vec::new();
        for (start, block) in blocks {
            let first = marks.len();
            block.spans.iter().for_each(|span| of_span(block, span, &anchors, &mut marks));
            references(block, &mut marks);
            for leaf in block.leaves.iter().filter(|leaf| leaf.kind == LeafKind::Heading) {
                if let Some(name) = by_place.get(&(start + leaf.range.start)) {
                    marks.push(Mark {
                        symbol: Symbol::Place((*name).to_owned()),
                        role: Role::Definition,
                        range: leaf.range.clone(),
                        name: words(&block.text, &leaf.range),
                    });
                }
            }
            for mark in &mut marks[first..] {
                mark.range = start + mark.range.start..start + mark.range.end;
                mark.name = start + mark.name.start..start + mark.name.end;
            }
        }
        marks.extend(anchors.proper.iter().filter(|anchor| !anchor.heading).map(|anchor| Mark {
            symbol: Symbol::Place(anchor.name.clone()),
            role: Role::Definition,
            range: anchor.place.clone(),
            name: anchor.place.clone(),
        }));
        marks.sort_by_key(|mark| (mark.range.start, std::cmp::Reverse(mark.range.end)));
        Self { marks, anchors }
    }

    /// The mark whose name holds `offset` or touches it; of several, that with the shortest name.
    pub fn at(&self, offset: usize) -> Option<&Mark> {
        let before = self.marks.partition_point(|mark| mark.range.start <= offset);
        let here = |mark: &&Mark| mark.name.start <= offset && offset <= mark.name.end;
        self.marks[..before].iter().filter(here).min_by_key(|mark| mark.name.len())
    }

    /// The places of a symbol, in order.
    pub fn of<'a>(&'a self, symbol: &'a Symbol) -> impl Iterator<Item = &'a Mark> {
        self.marks.iter().filter(move |mark| mark.symbol == *symbol)
    }

    /// Where a symbol is defined.
    pub fn definition(&self, symbol: &Symbol) -> Option<&Mark> {
        self.marks.iter().find(|mark| mark.role == Role::Definition && mark.symbol == *symbol)
    }
}

fn of_span(block: &Block, span: &Span, anchors: &Anchors, marks: &mut Vec<Mark>) {
    let text = &block.text;
    let label = |range: &Range<usize>| fold_label(&text[range.clone()]);
    let mut mark = |symbol, role, name: &Range<usize>| {
        marks.push(Mark { symbol, role, range: span.range.clone(), name: name.clone() });
    };
    match &span.kind {
        // `\nocite{*}` names nothing.
        SpanKind::CitationKey { key } if text[key.clone()] == *"*" => {}
        SpanKind::CitationKey { key } => mark(Symbol::Key(text[key.clone()].to_owned()), Role::Use, key),
        SpanKind::FootnoteReference { label: name } => mark(Symbol::Note(label(name)), Role::Use, name),
        SpanKind::FootnoteDefinition { label: name } => mark(Symbol::Note(label(name)), Role::Definition, name),
        SpanKind::Reference { label: name, .. } => mark(Symbol::Label(label(name)), Role::Use, name),
        SpanKind::Definition { label: name, target } => {
            mark(Symbol::Label(label(name)), Role::Definition, name);
            of_target(text, target, &span.range, anchors, marks);
        }
        SpanKind::Link { style: LinkStyle::Inline | LinkStyle::Wiki, target, .. }
        | SpanKind::Image { target, .. }
        | SpanKind::Attribute { target, .. } => {
            of_target(text, target, &span.range, anchors, marks);
        }
        _ => {}
    }
}

fn of_target(text: &str, target: &Range<usize>, range: &Range<usize>, anchors: &Anchors, marks: &mut Vec<Mark>) {
    let written = &text[target.clone()];
    let Some(parts) = Target::of(written) else { return };
    let placed = |inner: &Range<usize>| target.start + inner.start..target.start + inner.end;
    let (symbol, name) = match (parts.file(written), parts.name(written), &parts.anchor) {
        (path, Some(name), Some(anchor)) if path.is_empty() => {
            let proper = anchors.find(&name).map_or(name, |anchor| anchor.name.clone());
            (Symbol::Place(proper), placed(anchor))
        }
        (path, Some(name), Some(anchor)) => {
            let file = Symbol::File(path.clone());
            marks.push(Mark { symbol: file, role: Role::Use, range: range.clone(), name: placed(&parts.path) });
            (Symbol::PlaceIn { path, name }, placed(anchor))
        }
        (path, ..) => (Symbol::File(path), placed(&parts.path)),
    };
    marks.push(Mark { symbol, role: Role::Use, range: range.clone(), name });
}

/// The entries that stand in the draft's own metadata, and the keys that are listed there.
fn references(block: &Block, marks: &mut Vec<Mark>) {
    let Some(metadata) = Metadata::of(block) else { return };
    marks.extend(metadata.nocite.into_iter().filter(|listed| listed.name != "*").map(|listed| Mark {
        symbol: Symbol::Key(listed.name),
        role: Role::Use,
        range: listed.range.clone(),
        name: listed.range,
    }));
    marks.extend(metadata.references.into_iter().map(|entry| Mark {
        symbol: Symbol::Key(entry.key),
        role: Role::Definition,
        range: entry.range,
        name: entry.key_range,
    }));
}

/// A heading's words, markup included: without its own marks, an underline, and attributes.
fn words(text: &str, heading: &Range<usize>) -> Range<usize> {
    let whole = &text[heading.clone()];
    let lead = whole.len() - whole.trim_start().len();
    let rest = &whole[lead..];
    let hashes = rest.len() - rest.trim_start_matches('#').len();
    let start = lead + if hashes > 0 { rest.len() - rest[hashes..].trim_start().len() } else { 0 };
    let mut words = whole[start..].trim_end();
    if hashes > 0 {
        let open = words.trim_end_matches('#');
        words = if open.ends_with([' ', '\t']) || open.is_empty() { open.trim_end() } else { words };
    } else if let Some((above, underline)) = words.rsplit_once('\n')
        && underline.chars().all(|c| matches!(c, '=' | '-' | '>' | ' ' | '\t'))
    {
        words = above.trim_end();
    }
    let attributes = words.rfind('{').filter(|_| words.ends_with('}'));
    let mut end = attributes.map_or(words.len(), |open| words[..open].trim_end().len());
    // A note behind the words is none of them.
    while let Some((before, label)) = words[..end].strip_suffix(']').and_then(|words| words.rsplit_once("[^"))
        && !label.contains(']')
        && !before.trim_end().is_empty()
    {
        end = before.trim_end().len();
    }
    heading.start + start..heading.start + start + end
}

#[cfg(test)]
mod tests {
    use super::{Index, Role, Symbol};
    use crate::markdown::Syntax;

    const DRAFT: &str = "---\nnocite: \"@ebb1902, @{lock1931}\"\nreferences:\n- id: lock1931\n---\n\n# The *mill* #\n\nSee [it](#the-mill), [more][Tide A] and @lock1931.[^n]\n\n\
        Low water {#ebb}\n---\n\n[tide  a]: notes/tides.md#low\n[^n]: In [a file](<my notes.md>).\n";

    fn names(index: &Index, symbol: &Symbol, role: Role) -> Vec<&'static str> {
        index.of(symbol).filter(|mark| mark.role == role).map(|mark| &DRAFT[mark.name.clone()]).collect()
    }

    #[test]
    fn definitions_and_uses_meet_under_one_symbol() {
        let syntax = Syntax::new(DRAFT);
        let index = Index::new(syntax.blocks().iter().map(|placed| (placed.start, &*placed.block)));
        let both = |symbol: Symbol| (names(&index, &symbol, Role::Definition), names(&index, &symbol, Role::Use));
        assert_eq!(both(Symbol::Place("the-mill".into())), (vec!["The *mill*"], vec!["the-mill"]));
        assert_eq!(both(Symbol::Place("ebb".into())).0, ["ebb"]);
        assert_eq!(both(Symbol::Key("lock1931".into())), (vec!["lock1931"], vec!["lock1931", "lock1931"]));
        assert_eq!(both(Symbol::Key("ebb1902".into())), (vec![], vec!["ebb1902"]));
        assert_eq!(both(Symbol::Label("tide a".into())), (vec!["tide  a"], vec!["Tide A"]));
        assert_eq!(both(Symbol::Note("n".into())), (vec!["n"], vec!["n"]));
        let low = Symbol::PlaceIn { path: "notes/tides.md".into(), name: "low".into() };
        assert_eq!(both(low).1, ["low"]);
        assert_eq!(both(Symbol::File("notes/tides.md".into())).1, ["notes/tides.md"]);
        assert_eq!(both(Symbol::File("my notes.md".into())).1, ["my notes.md"]);
        let at = DRAFT.find("Tide A").map(|at| index.at(at + 2).map(|mark| mark.symbol.clone()));
        assert_eq!(at, Some(Some(Symbol::Label("tide a".into()))));
    }
}
