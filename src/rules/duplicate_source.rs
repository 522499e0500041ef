//! The same source twice in one citation.

use super::quoted::quoted;
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
    let mut before: Option<&Span> = None;
    let mut chain: Vec<(&str, &str)> = Vec::new();
    for span in &block.spans {
        let Some((source, words)) = source(&block.text, span) else { continue };
        let last = before
            .replace(span)
            .filter(|last| last.range.end <= span.range.start && joins(&block.text[last.range.end..span.range.start]));
        if last.is_none() {
            chain.clear();
        }
        let first = chain.iter().find(|(known, _)| *known == source);
        if let (Some(last), Some((_, first_words))) = (last, first) {
            let shown = quoted(&block.text[span.range.clone()]);
            let message = format!("{shown} stands twice in this citation; once is enough");
            // A link's words go with it: only when they are said already is nothing lost.
            let repair = if *first_words == words { Repair::safe } else { Repair::look };
            let gone = Edit::delete(last.range.end..span.range.end);
            findings
                .push(Finding::new(&RULE, span.range.clone(), message).repair(repair("Remove the second", vec![gone])));
        } else {
            chain.push((source, words));
        }
    }
}

/// What a footnote mark or a link to the web points at, and the words it does that with.
fn source<'a>(text: &'a str, span: &Span) -> Option<(&'a str, &'a str)> {
    match &span.kind {
        SpanKind::FootnoteReference { label } => Some((&text[label.clone()], "")),
        SpanKind::Link { style: LinkStyle::Inline, text: words, target }
            if text[target.clone()].starts_with("http") =>
        {
            Some((&text[target.clone()], text[words.clone()].trim()))
        }
        _ => None,
    }
}

/// Whether what stands between two marks makes them one citation.
fn joins(gap: &str) -> bool {
    gap.chars().all(|c| matches!(c, ' ' | ',' | ';' | '\u{a0}')) && gap.len() <= 3
}
