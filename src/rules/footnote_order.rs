//! Footnotes whose numbers do not count up as a reader meets them.

use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::finding::{Finding, Repair, Severity};
use crate::markdown::SpanKind;
use crate::rewrite::{Part, misnumbered, renumber};

pub static RULE: Rule = Rule {
    name: "footnote-order",
    group: Group::Citation,
    severity: Severity::Hint,
    on: false,
    fixable: Fixable::Always,
    independent: true,
    page: include_str!("footnote_order.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

/// One finding stands for all: one repair mends them.
fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let is_mark = |span: &crate::markdown::Span| matches!(span.kind, SpanKind::FootnoteReference { .. });
    if !survey.blocks.iter().any(|view| view.block.spans.iter().any(is_mark)) {
        return;
    }
    let parts: Vec<Part<'_>> = survey.placed().collect();
    let Some((range, number)) = misnumbered(&parts) else { return };
    let Some(rewriting) = renumber(&parts) else { return };
    let view = survey.blocks.iter().rev().find(|view| view.start <= range.start);
    let label = view.map_or("", |view| &view.block.text[range.start - view.start + 2..range.end - view.start - 1]);
    let message =
        format!("The footnote `{label}` would be number {number} in order of appearance; renumber the footnotes");
    findings.push(Finding::new(&RULE, range, message).repair(Repair::look(rewriting.title, rewriting.edits)));
}
