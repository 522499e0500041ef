//! `[text]()`, `[](target)`, `[]()`, `![]()`.

use super::quoted::quoted;
use super::removal::removal;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, LinkStyle, Span, SpanKind};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "empty-link",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Always,
    page: include_str!("empty_link.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for span in &block.spans {
        findings.extend(match &span.kind {
            SpanKind::Link { style: LinkStyle::Inline, text, target } => link(block, span, text, target),
            SpanKind::Image { text, target } => image(block, span, text, target),
            _ => None,
        });
    }
}

fn link(block: &Block, span: &Span, text: &Range<usize>, target: &Range<usize>) -> Option<Finding> {
    let (words, page) = (block.text[text.clone()].trim(), block.text[target.clone()].trim());
    match (words.is_empty(), page.is_empty()) {
        (false, false) => None,
        (true, true) => {
            Some(Finding::new(&RULE, span.range.clone(), "This link has neither text nor target; remove it").repair(
                Repair::look("Remove the empty link", vec![Edit::delete(removal(&block.text, span.range.clone()))]),
            ))
        }
        (false, true) => Some(
            Finding::new(
                &RULE,
                span.range.clone(),
                format!("The link {} leads nowhere; give it a target", quoted(words)),
            )
            .repair(Repair::look("Keep the text without the link", vec![Edit::replace(span.range.clone(), words)])),
        ),
        // Without a scheme it is a cross-reference, to which MyST and Quarto give the text.
        (true, false) => page.contains("://").then(|| {
            let glued = block.text[..span.range.start].ends_with(|c: char| !c.is_whitespace() && c != '(');
            let gap = if glued { " " } else { "" };
            Finding::new(&RULE, span.range.clone(), "This link has no text, so a reader cannot see or follow it")
                .repair(Repair::look(
                    "Show the address as a link",
                    vec![Edit::replace(span.range.clone(), format!("{gap}<{page}>"))],
                ))
        }),
    }
}

fn image(block: &Block, span: &Span, text: &Range<usize>, target: &Range<usize>) -> Option<Finding> {
    let (words, page) = (block.text[text.clone()].trim(), block.text[target.clone()].trim());
    if !page.is_empty() {
        return None;
    }
    let (message, repair) = if words.is_empty() {
        let remove =
            Repair::look("Remove the empty image", vec![Edit::delete(removal(&block.text, span.range.clone()))]);
        ("This image has neither a description nor a source; remove it".to_owned(), remove)
    } else {
        let keep = Repair::look("Keep the description as text", vec![Edit::replace(span.range.clone(), words)]);
        (format!("The image {} has no source; give it one", quoted(words)), keep)
    };
    Some(Finding::new(&RULE, span.range.clone(), message).repair(repair))
}
