//! The labels of a draft: which are defined and where, which are used, and which one a writer may have meant.

use super::removal::removal;
use crate::check::Survey;
use crate::citation::distance;
use crate::finding::Edit;
use crate::markdown::{Block, SpanKind, fold_label};
use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::{Deref, Range};

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
    /// The label as it is written, on one line.
    pub fn name(&self) -> String {
        self.block.text[self.label.clone()].split_whitespace().collect::<Vec<_>>().join(" ")
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
        let block = &*view.block;
        for span in &block.spans {
            let Some(label) = label(&span.kind).cloned() else { continue };
            let range = span.range.start..span.range.start + block.text[span.range.clone()].trim_end().len();
            let folded = fold_label(&block.text[label.clone()]);
            found.push(Definition { block, start: view.start, range, label, folded });
        }
    }
    found
}

/// The draft without a definition. An empty line stays where none is before it and a text follows, which would go on with the
/// definition before. A note does not: it begins anew.
pub fn deletion(survey: &Survey<'_>, definition: &Definition<'_>) -> Edit {
    let text = &definition.block.text;
    let gone = removal(text, definition.range.clone());
    let index = survey.blocks.partition_point(|view| view.start < definition.start);
    let block = |index: usize| survey.blocks.get(index).map_or("", |view| &*view.block.text);
    let before = match text.get(..gone.start).unwrap_or_default() {
        "" => index.checked_sub(1).map_or("", block),
        before => before,
    };
    let behind = match text.get(gone.end..).unwrap_or_default() {
        "" => block(index + 1),
        behind => behind,
    };
    let is_parted = before.is_empty() || ends_blank(before);
    let goes_on = !behind.starts_with("[^") && behind.lines().next().is_some_and(|line| !line.trim().is_empty());
    let end = if text.ends_with("\r\n") { "\r\n" } else { "\n" };
    let stays = if !is_parted && goes_on && !begins_deep(behind) { end } else { "" };
    Edit { range: definition.start + gone.start..definition.start + gone.end, text: stays.to_owned() }
}

/// Whether a text begins with a line so far indented that an empty line before it would make code of it.
fn begins_deep(text: &str) -> bool {
    let indent = &text[..text.len() - text.trim_start_matches([' ', '\t']).len()];
    indent.starts_with("    ") || indent.contains('\t')
}

/// Whether a text ends with an empty line.
fn ends_blank(text: &str) -> bool {
    let ended = |text: &str| {
        text.trim_end_matches([' ', '\t']).strip_suffix('\n').map(|line| line.trim_end_matches('\r').len())
    };
    ended(text).is_some_and(|length| length == 0 || text[..length].trim_end_matches([' ', '\t']).ends_with('\n'))
}

/// How many pairs of labels one check compares: a book with thousands of labels and as many slips goes on without advice for the last.
const COMPARISONS: usize = 30_000;

/// Definitions, and which of them a label may be a slip of. Each label is judged once.
pub struct Defined<'a> {
    all: Vec<Definition<'a>>,
    labels: HashSet<String>,
    /// Labels without blanks and hyphens, each once, with the index of their first definition, by length in characters.
    by_length: BTreeMap<usize, Vec<(String, usize)>>,
    judged: RefCell<HashMap<String, Option<(usize, bool)>>>,
    left: Cell<usize>,
}

impl<'a> Defined<'a> {
    /// Takes definitions in order.
    pub fn new(all: Vec<Definition<'a>>) -> Self {
        let mut by_length: BTreeMap<usize, Vec<(String, usize)>> = BTreeMap::new();
        let mut labels: HashSet<String> = HashSet::new();
        for (index, definition) in all.iter().enumerate() {
            if labels.insert(definition.folded.clone()) {
                let squashed = squash(&definition.folded);
                by_length.entry(squashed.chars().count()).or_default().push((squashed, index));
            }
        }
        Self { all, labels, by_length, judged: RefCell::default(), left: Cell::new(COMPARISONS) }
    }

    /// Whether there is a definition of that label.
    pub fn has(&self, folded: &str) -> bool {
        self.labels.contains(folded)
    }

    /// The definition whose label `folded` is a slip of, if just one is nearest, and whether only blanks and hyphens differ.
    pub fn nearest(&self, folded: &str) -> Option<(&Definition<'a>, bool)> {
        let known = self.judged.borrow().get(folded).copied();
        let near = known.unwrap_or_else(|| {
            let near = self.judge(&squash(folded));
            self.judged.borrow_mut().insert(folded.to_owned(), near);
            near
        });
        near.map(|(index, same)| (&self.all[index], same))
    }

    fn judge(&self, squashed: &str) -> Option<(usize, bool)> {
        let length = squashed.chars().count();
        let mut best: Option<(usize, usize)> = None;
        let mut tie = false;
        for (other, index) in self.by_length.range(length.saturating_sub(2)..=length + 2).flat_map(|(_, same)| same) {
            self.left.set(self.left.get().checked_sub(1)?);
            let shorter = length.min(other.chars().count());
            let slips = distance(squashed, other);
            // `table 1` is no slip of `table 2`, nor `lee2019` of `lee2020`: numbers tell labels apart.
            let apart = slips > 0 && letters(squashed) == letters(other);
            // Nor is `footnotes`, a word, one of the code `footnote`.
            let apart = apart || squashed.contains('`') != other.contains('`');
            if slips > allowance(shorter) || apart || shorter == 0 {
                continue;
            }
            match best {
                Some((least, _)) if slips > least => {}
                Some((least, _)) if slips == least => tie = true,
                _ => (best, tie) = (Some((slips, *index)), false),
            }
        }
        best.filter(|_| !tie).map(|(slips, index)| (index, slips == 0))
    }
}

impl<'a> Deref for Defined<'a> {
    type Target = [Definition<'a>];

    fn deref(&self) -> &Self::Target {
        &self.all
    }
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
