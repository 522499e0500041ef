//! `[^label]` without a definition.

use super::labels::{self, Defined, Definition};
use super::reads::digest;
use super::removal::removal;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Ending, PLACEHOLDER_TEXT, Survey, Tally, View};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, BlockKind, SpanKind, fold_label};
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "undefined-footnote",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Always,
    page: include_str!("undefined_footnote.md"),
    check: Check::Draft(check),
    reads,
    ..Rule::DEFAULT
};

/// Marks and definitions by their labels, and whether a mark may be one.
fn reads(_: &Tally, view: &View) -> Option<u64> {
    digest(view.block.spans.iter().filter_map(|span| match &span.kind {
        SpanKind::FootnoteReference { label } => {
            Some((&view.block.text[label.clone()], is_note(&view.block, &span.range, label)))
        }
        SpanKind::FootnoteDefinition { label } => Some((&view.block.text[label.start - 1..label.end], true)),
        _ => None,
    }))
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let defined = Defined::new(labels::notes(survey));
    let names: HashSet<&str> = defined.iter().map(|definition| definition.folded.as_str()).collect();
    let ending = LazyCell::new(|| survey.ending(BlockKind::Footnote));
    for view in survey.blocks {
        for span in &view.block.spans {
            let SpanKind::FootnoteReference { label } = &span.kind else { continue };
            let folded = fold_label(&view.block.text[label.clone()]);
            if !names.contains(folded.as_str()) && is_note(&view.block, &span.range, label) {
                findings.push(finding(&ending, view, &span.range, label, defined.nearest(&folded)));
            }
        }
    }
}

/// Whether `[^…]` is a footnote, perhaps a chat tool's `[^7^]`, and not a pattern or the start of a definition that stands where none can.
fn is_note(block: &Block, range: &Range<usize>, label: &Range<usize>) -> bool {
    let name = &block.text[label.clone()];
    // Copilot and Kimi number so; with definitions such notes work, and in a sentence they are no pattern.
    let hat =
        name.strip_suffix('^').is_some_and(|number| number.len() < 4 && number.bytes().all(|b| b.is_ascii_digit()));
    let plain = hat || name.chars().all(|c| c.is_alphanumeric() || "-_.:+#&!@".contains(c));
    let pattern = ["a-z", "A-Z", "0-9"].iter().any(|part| name.contains(part));
    let after = &block.prose[range.end..];
    let opens = || block.text[..range.start].lines().next_back().is_none_or(|line| line.trim().is_empty());
    let definition = after.starts_with(':') && opens();
    let word = plain && !pattern && name.chars().any(char::is_alphanumeric);
    word && !definition && !after.starts_with(['*', '+', '{', ']']) && !is_hidden(block, range)
}

/// Whether `[^…]` stands in a link's title, or in a formula between the escaped brackets that MathJax reads.
fn is_hidden(block: &Block, range: &Range<usize>) -> bool {
    let title = block.spans_in(range.clone()).any(|span| match &span.kind {
        SpanKind::Link { target, .. } | SpanKind::Image { target, .. } => target.end <= range.start,
        _ => false,
    });
    let from = range.start.saturating_sub(FORMULA);
    let from = (from..range.start).find(|&at| block.text.is_char_boundary(at)).unwrap_or(range.start);
    let head = &block.text[from..range.start];
    let to = block.text.len().min(range.end + FORMULA);
    let to = (range.end..=to).rev().find(|&at| block.text.is_char_boundary(at)).unwrap_or(range.end);
    let tail = &block.text[range.end..to];
    let formula = [("\\(", "\\)"), ("\\[", "\\]")].iter().any(|(open, close)| {
        let opened = head.rfind(open).filter(|at| !head[at + 2..].contains(close));
        opened.is_some_and(|at| !head[at..].contains("\n\n")) && tail.contains(close)
    });
    title || formula
}

/// How long a formula may be on either side of what stands in it, in bytes.
const FORMULA: usize = 500;

fn finding(
    ending: &Ending,
    view: &View,
    range: &Range<usize>,
    label: &Range<usize>,
    near: Option<(&Definition<'_>, bool)>,
) -> Finding {
    let place = |range: Range<usize>| view.start + range.start..view.start + range.end;
    let name = &view.block.text[label.clone()];
    let message = match near {
        Some((definition, _)) => format!("The footnote `{name}` is not defined; `{}` is", definition.name()),
        None => format!("The footnote `{name}` is not defined; add it or remove the mark"),
    };
    let mut finding = Finding::new(&RULE, place(range.clone()), message);
    if let Some((definition, sure)) = near {
        let repair = if sure { Repair::safe } else { Repair::look };
        let edit = Edit::replace(place(label.clone()), definition.name());
        finding = finding
            .related(definition.place(), format!("`{}` is defined here", definition.name()))
            .repair(repair(format!("Change to `{}`", definition.name()), vec![edit]));
    }
    let add = ending.add(&[format!("[^{name}]: {PLACEHOLDER_TEXT}")]);
    finding = finding.repair(Repair::look(format!("Add the footnote `{name}` to fill in"), vec![add]));
    let gone = removal(&view.block.text, range.clone());
    finding.repair(Repair::look("Remove the mark", vec![Edit::delete(place(gone))]))
}
