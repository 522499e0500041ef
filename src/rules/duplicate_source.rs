//! The same source twice in one citation.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{LinkStyle, Span, SpanKind};

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
    let mut before: Option<(&Span, &str)> = None;
    let mut chain: Vec<&str> = Vec::new();
    for span in &block.spans {
        let Some(source) = source(&block.text, span) else { continue };
        let joined = before.is_some_and(|(last, _)| {
            last.range.end <= span.range.start && joins(&block.text[last.range.end..span.range.start])
        });
        if !joined {
            chain.clear();
        }
        if let Some((last, _)) = before
            && joined
            && chain.contains(&source)
        {
            let shown = &block.text[span.range.clone()];
            let message = format!("`{shown}` stands twice in this citation; once is enough");
            let gone = last.range.end..span.range.end;
            findings.push(
                Finding::new(&RULE, span.range.clone(), message)
                    .repair(Repair::safe("Remove the second", vec![Edit::delete(gone)])),
            );
        } else {
            chain.push(source);
            before = Some((span, source));
            continue;
        }
        before = Some((span, source));
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
