//! A note where a source should be: `[citation needed]`, `[INSERT SOURCE]`, `(Author, Year)`, `SOURCE NEEDED`.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::placeholder as target;
use crate::finding::Finding;
use crate::markdown::{Block, BlockKind, SpanKind};
use std::ops::Range;

mod note;

pub static RULE: Rule = Rule {
    name: "placeholder-source",
    group: Group::Source,
    fixable: Fixable::Never,
    page: include_str!("placeholder_source.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Code) {
        return;
    }
    for (range, what) in note::notes(block) {
        if !is_object(block, &range) {
            findings.push(finding(block, range, what));
        }
    }
    for span in &block.spans {
        match &span.kind {
            SpanKind::Link { text, target, .. }
                if target::stands_in(&block.text[target.clone()], &block.text[text.clone()]) =>
            {
                findings.push(finding(block, target.clone(), "is a stand-in for an address"));
            }
            SpanKind::Definition { target, .. } if target::is_blank(&block.text[target.clone()]) => {
                findings.push(finding(block, target.clone(), "is a stand-in for an address"));
            }
            SpanKind::CitationKey { key } if block.text[key.clone()].starts_with("source-needed") => {
                findings.push(finding(block, span.range.clone(), "is a stand-in for a citation key"));
            }
            _ => {}
        }
    }
}

fn finding(block: &Block, range: Range<usize>, what: &str) -> Finding {
    let shown = super::quoted::quoted(&block.text[range.clone()]);
    Finding::new(&RULE, range, format!("{shown} {what}; put the real one there"))
}

/// Whether the range is code or an address, or a link that leads somewhere.
fn is_object(block: &Block, range: &Range<usize>) -> bool {
    block.spans_in(range.clone()).any(|span| match &span.kind {
        SpanKind::Code | SpanKind::CodeBlock { .. } | SpanKind::Math | SpanKind::Comment => true,
        SpanKind::Reference { defined, .. } => *defined,
        SpanKind::Link { target, .. } | SpanKind::Image { target, .. } | SpanKind::Definition { target, .. } => {
            target.start <= range.start && range.end <= target.end
        }
        _ => false,
    })
}
