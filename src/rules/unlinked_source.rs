//! An outlet named as the source, and nothing that leads there.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{Mention, MentionKind, Shape};
use crate::finding::{Finding, Repair, Severity};
use crate::markdown::SpanKind;

pub static RULE: Rule = Rule {
    name: "unlinked-source",
    group: Group::Source,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    page: include_str!("unlinked_source.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let facts = passage.facts;
    for group in &facts.groups {
        let members = facts.members(group);
        // Beside a bare site or a chip a name is part of the same list, whatever it may mean elsewhere.
        let list =
            members.iter().any(|m| m.counter.is_some() || matches!(m.kind, MentionKind::Host | MentionKind::Spaced));
        for mention in members.iter().filter(|m| m.counter.is_none() && m.link.is_none()) {
            let source = match (mention.kind, group.shape) {
                (MentionKind::Name | MentionKind::CommonName, Shape::Inline) => credited(passage, mention),
                (MentionKind::Name, Shape::Parentheses) => true,
                (MentionKind::Name | MentionKind::CommonName, _) => list,
                _ => false,
            };
            if source && !has_reference(passage, mention) {
                let name = &passage.block.text[mention.name.clone()];
                let message =
                    format!("`{name}` is named as the source, but nothing leads there; link or cite the piece itself");
                findings
                    .push(Finding::new(&RULE, mention.range.clone(), message).repair(Repair::Stub(group.stub.clone())));
            }
        }
    }
}

/// Whether the words around a name make it the source: "according to", "told", "… reported".
fn credited(passage: &Passage<'_>, mention: &Mention) -> bool {
    let prose = &passage.block.prose;
    let before = prose[..mention.range.start].trim_end().to_lowercase();
    let before = before.strip_suffix(" the").unwrap_or(&before);
    let told = ["according to", "reported by", "told", "first reported in", "interview with", "quoted by"];
    let said = ["reported", "reports", "revealed", "first reported"];
    let after = prose[mention.range.end..].trim_start_matches(' ');
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    told.iter().any(|frame| before.ends_with(frame)) || mention.kind == MentionKind::Name && said.contains(&word)
}

fn has_reference(passage: &Passage<'_>, mention: &Mention) -> bool {
    let Some(sentence) = passage.facts.sentence_at(mention.range.start) else { return true };
    passage.block.spans_in(sentence.range.clone()).any(|span| {
        matches!(
            span.kind,
            SpanKind::Link { .. }
                | SpanKind::Reference { defined: true, .. }
                | SpanKind::FootnoteReference { .. }
                | SpanKind::CitationKey { .. }
                | SpanKind::InlineNote { .. }
        )
    })
}
