//! Links and addresses that a slip of the pen has unmade: `[text] (url)`, `(text)[url]`, `https//`.

mod brackets;
mod scheme;

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Finding, Severity};
use crate::markdown::{Block, BlockKind, SpanKind};

pub static RULE: Rule = Rule {
    name: "broken-link-syntax",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("broken_link_syntax.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    if !matches!(passage.block.kind, BlockKind::Code | BlockKind::Html | BlockKind::FrontMatter) {
        scheme::check(passage.block, findings);
        brackets::check(passage.block, findings);
    }
}

/// Whether the byte at `offset` is text or part of a link: not code, math, HTML or a comment.
fn is_written(block: &Block, offset: usize) -> bool {
    !block.spans_in(offset..offset + 1).any(|span| {
        let kind = &span.kind;
        matches!(
            kind,
            SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment | SpanKind::Html
        )
    })
}
