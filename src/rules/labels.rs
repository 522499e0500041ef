//! The labels of a draft: which are defined and where, which are used, and which one a writer may have meant.

use crate::check::Survey;
use crate::citation::distance;
use crate::markdown::{Block, SpanKind, fold_label};
use std::ops::Range;

/// A definition, of a link reference or of a footnote.
#[derive(Clone, Debug)]
pub struct Definition<'a> {
    /// The block that holds it, and where that starts in the draft.
    pub block: &'a Block,
    /// See [`Definition::block`].
    pub start: usize,
    /// The whole of it, in the block.
    pub range: Range<usize>,
    /// Its label, in the block.
    pub label: Range<usize>,
    /// Its label as labels are compared.
    pub folded: String,
}

impl Definition<'_> {
    /// The label as it is written.
    pub fn name(&self) -> &str {
        &self.block.text[self.label.clone()]
    }

    /// What is defined, without the label.
    pub fn content(&self) -> &str {
        self.block.text[self.label.end..self.range.end].trim_start_matches("]:").trim()
    }

    /// Its range in the draft.
    pub fn place(&self) -> Range<usize> {
        self.start + self.range.start..self.start + self.range.end
    }
}

/// The definitions of link references, in order.
pub fn links<'a>(survey: &Survey<'a>) -> Vec<Definition<'a>> {
    definitions(survey, |kind| match kind {
        SpanKind::Definition { label, .. } => Some(label),
        _ => None,
    })
}

/// The definitions of footnotes, in order.
pub fn notes<'a>(survey: &Survey<'a>) -> Vec<Definition<'a>> {
    definitions(survey, |kind| match kind {
        SpanKind::FootnoteDefinition { label } => Some(label),
        _ => None,
    })
}

fn definitions<'a>(survey: &Survey<'a>, label: fn(&SpanKind) -> Option<&Range<usize>>) -> Vec<Definition<'a>> {
    let mut found = Vec::new();
    for view in survey.blocks {
        let block = view.block;
        for span in &block.spans {
            let Some(label) = label(&span.kind).cloned() else { continue };
            let range = span.range.start..span.range.start + block.text[span.range.clone()].trim_end().len();
            let folded = fold_label(&block.text[label.clone()]);
            found.push(Definition { block, start: view.start, range, label, folded });
        }
    }
    found
}

/// The label among `defined` that `folded` is a slip of, if just one is nearest, and whether only blanks and hyphens differ.
pub fn nearest<'a, 'b>(folded: &str, defined: &'b [Definition<'a>]) -> Option<(&'b Definition<'a>, bool)> {
    let squashed = squash(folded);
    let mut best: Option<(usize, &Definition<'a>)> = None;
    let mut tie = false;
    for candidate in defined {
        let other = squash(&candidate.folded);
        let length = squashed.chars().count().min(other.chars().count());
        if length.abs_diff(squashed.chars().count().max(other.chars().count())) > 2 {
            continue;
        }
        let slips = distance(&squashed, &other);
        // `table 1` is no slip of `table 2`, nor `lee2019` of `lee2020`: numbers tell labels apart.
        let apart = slips > 0 && letters(&squashed) == letters(&other);
        // Nor is `footnotes`, a word, one of the code `footnote`.
        let apart = apart || squashed.contains('`') != other.contains('`');
        if slips > allowance(length) || apart || length == 0 {
            continue;
        }
        match best {
            Some((least, _)) if slips > least => {}
            Some((least, known)) if slips == least => tie |= known.folded != candidate.folded,
            _ => (best, tie) = (Some((slips, candidate)), false),
        }
    }
    best.filter(|_| !tie).map(|(slips, definition)| (definition, slips == 0))
}

/// How many slips a label of that length may hold: among short ones the neighbour is a label of its own.
fn allowance(length: usize) -> usize {
    match length {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    }
}

fn squash(label: &str) -> String {
    label.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).collect()
}

fn letters(label: &str) -> String {
    label.chars().filter(|c| !c.is_numeric()).collect()
}
