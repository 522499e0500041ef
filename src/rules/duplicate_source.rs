//! The same source twice in one citation.

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{LinkStyle, Span, SpanKind};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    name: "duplicate-source",
    group: Group::Source,
    severity: Severity::Information,
    fixable: Fixable::Always,
    page: include_str!("duplicate_source.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    let mut before: Option<&Span> = None;
    let mut chain: HashSet<&str> = HashSet::new();
    for span in &block.spans {
        let Some(source) = source(&block.text, span) else { continue };
        let last = before
            .replace(span)
            .filter(|last| last.range.end <= span.range.start && joins(&block.text[last.range.end..span.range.start]));
        if last.is_none() {
            chain.clear();
        }
        let again = !chain.insert(source);
        if let (Some(last), true) = (last, again) {
            let message = format!("{} stands twice in this citation; once is enough", quoted(source));
            let gone = Edit::delete(last.range.end..span.range.end);
            let repair = Repair::safe("Remove the second", vec![gone]);
            findings.push(Finding::new(&RULE, span.range.clone(), message).repair(repair));
        }
    }
}

/// A footnote's mark or a link to the web, as it is written: `[p. 3](…)` and `[p. 9](…)` name two places in one source.
fn source<'a>(text: &'a str, span: &Span) -> Option<&'a str> {
    let mark = match &span.kind {
        SpanKind::FootnoteReference { .. } => true,
        SpanKind::Link { style: LinkStyle::Inline, target, .. } => text[target.clone()].starts_with("http"),
        _ => false,
    };
    mark.then(|| &text[span.range.clone()])
}

/// Whether what stands between two marks makes them one citation.
fn joins(gap: &str) -> bool {
    gap.chars().all(|c| matches!(c, ' ' | ',' | ';' | '\u{a0}')) && gap.len() <= 3
}
