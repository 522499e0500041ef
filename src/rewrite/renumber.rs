//! Footnotes numbered 1, 2, 3 … in the order in which a reader meets them.

use super::{Part, Rewriting};
use crate::markdown::{Block, BlockKind, SpanKind, fold_label};
use crate::repair::{Edit, edited};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// The footnotes of a draft, by their labels as labels are compared.
struct Notes {
    /// Those that are used, in order of their first use, with the place of that.
    used: Vec<(String, Range<usize>)>,
    /// Those that are defined.
    defined: HashSet<String>,
    /// The same in order.
    definitions: Vec<String>,
}

impl Notes {
    fn of(parts: &[Part<'_>]) -> Self {
        let mut notes = Self { used: Vec::new(), defined: HashSet::new(), definitions: Vec::new() };
        let mut seen = HashSet::new();
        for (start, block) in parts {
            for span in &block.spans {
                match &span.kind {
                    SpanKind::FootnoteReference { label } => {
                        let folded = fold_label(&block.text[label.clone()]);
                        if seen.insert(folded.clone()) {
                            notes.used.push((folded, start + span.range.start..start + span.range.end));
                        }
                    }
                    SpanKind::FootnoteDefinition { label } => {
                        let folded = fold_label(&block.text[label.clone()]);
                        if notes.defined.insert(folded.clone()) {
                            notes.definitions.push(folded);
                        }
                    }
                    _ => {}
                }
            }
        }
        notes
    }

    /// The number of each footnote that has one and works, then of those that nothing uses. A mark without a definition keeps its number,
    /// which nothing else is given: it would turn into a mark of that.
    fn numbers(&self) -> HashMap<&str, usize> {
        let works = |label: &str| is_number(label) && self.defined.contains(label);
        let taken: HashSet<&str> =
            self.used.iter().map(|(label, _)| label.as_str()).filter(|label| !self.defined.contains(*label)).collect();
        let used: HashSet<&str> = self.used.iter().map(|(label, _)| label.as_str()).collect();
        let mut numbers = HashMap::new();
        let mut last = 0;
        let mut next = || {
            last += 1;
            while taken.contains(last.to_string().as_str()) {
                last += 1;
            }
            last
        };
        for (label, _) in self.used.iter().filter(|(label, _)| works(label)) {
            numbers.insert(label.as_str(), next());
        }
        let idle = self.definitions.iter().filter(|label| is_number(label) && !used.contains(label.as_str()));
        for label in idle {
            numbers.insert(label, next());
        }
        numbers
    }
}

fn is_number(label: &str) -> bool {
    label.len() < 10 && label.bytes().all(|b| b.is_ascii_digit())
}

/// Numbers the footnotes in order of appearance, and puts definitions that stand together into that order. Footnotes with names keep
/// them. `None` if that changes nothing.
pub fn renumber(parts: &[Part<'_>]) -> Option<Rewriting> {
    let notes = Notes::of(parts);
    let numbers = notes.numbers();
    if numbers.is_empty() {
        return None;
    }
    let ranks: HashMap<&str, usize> =
        notes.used.iter().enumerate().map(|(n, (label, _))| (label.as_str(), n)).collect();
    let mut edits = Vec::new();
    let mut at = 0;
    while at < parts.len() {
        let run = parts[at..].iter().take_while(|(_, block)| note(block).is_some()).count();
        if run == 0 {
            edits.extend(labels(parts[at].1, &numbers).into_iter().map(|edit| placed(edit, parts[at].0)));
        } else {
            edits.extend(in_order(&parts[at..at + run], &numbers, &ranks));
        }
        at += run.max(1);
    }
    (!edits.is_empty()).then(|| Rewriting { title: "Renumber the footnotes".to_owned(), edits })
}

/// The first mark whose number is not the one that its place would give it, and that one.
pub fn misnumbered(parts: &[Part<'_>]) -> Option<(Range<usize>, usize)> {
    let notes = Notes::of(parts);
    let numbers = notes.numbers();
    let mut used = notes.used.iter();
    used.find_map(|(label, range)| {
        let number = *numbers.get(label.as_str())?;
        (label.parse() != Ok(number)).then(|| (range.clone(), number))
    })
}

/// The label of the footnote that a block defines, if it is one at the draft's top level.
fn note(block: &Block) -> Option<String> {
    let span = block.spans.first().filter(|_| block.kind == BlockKind::Footnote)?;
    let SpanKind::FootnoteDefinition { label } = &span.kind else { return None };
    Some(fold_label(&block.text[label.clone()]))
}

/// The edits that give a block's labels their numbers.
fn labels(block: &Block, numbers: &HashMap<&str, usize>) -> Vec<Edit> {
    let each = block.spans.iter().filter_map(|span| {
        let (SpanKind::FootnoteReference { label } | SpanKind::FootnoteDefinition { label }) = &span.kind else {
            return None;
        };
        let number = numbers.get(fold_label(&block.text[label.clone()]).as_str())?.to_string();
        (block.text[label.clone()] != *number).then(|| Edit::replace(label.clone(), number))
    });
    each.collect()
}

fn placed(mut edit: Edit, start: usize) -> Edit {
    edit.range = start + edit.range.start..start + edit.range.end;
    edit
}

/// The edits of definitions that stand together: each goes where one stands, so that what parts them stays.
fn in_order(run: &[Part<'_>], numbers: &HashMap<&str, usize>, ranks: &HashMap<&str, usize>) -> Vec<Edit> {
    let rank =
        |part: &Part<'_>| note(part.1).and_then(|label| ranks.get(label.as_str()).copied()).unwrap_or(usize::MAX);
    let mut sorted: Vec<&Part<'_>> = run.iter().collect();
    let numbered =
        |part: &Part<'_>| note(part.1).is_some_and(|label| is_number(&label) && ranks.contains_key(label.as_str()));
    if run.iter().any(numbered) && run.iter().all(|(_, block)| may_move(block)) {
        sorted.sort_by_key(|part| rank(part));
    }
    let mut edits = Vec::new();
    for ((start, block), (other_start, other)) in run.iter().zip(sorted) {
        let changes = labels(other, numbers);
        if start == other_start {
            edits.extend(changes.into_iter().map(|edit| placed(edit, *start)));
        } else {
            let (from, to) = (body(other), body(block));
            edits.push(Edit::replace(start + to.start..start + to.end, edited(&other.text[from], &changes)));
        }
    }
    edits
}

/// A definition without the blank lines after it. It starts its block.
fn body(block: &Block) -> Range<usize> {
    0..block.text.trim_end().len()
}

/// Whether nothing but the definition stands in the block: after some the parser lets another construct begin on its lines. One with a
/// mark in it stays, too: that mark counts where it stands.
fn may_move(block: &Block) -> bool {
    let whole = |span: &crate::markdown::Span| block.text[span.range.end.min(block.text.len())..].trim().is_empty();
    block.spans.first().is_some_and(|span| span.range.start == 0 && whole(span))
        && !block.spans.iter().any(|span| matches!(span.kind, SpanKind::FootnoteReference { .. }))
        && !block.text.contains("```")
        && !block.text.contains("~~~")
}
