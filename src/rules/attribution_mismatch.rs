//! The prose credits one set of outlets, the citation beside it lists another.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{Group as Sources, Mention, MentionKind, Shape};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::prose::{before, words};
use std::collections::BTreeSet;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "attribution-mismatch",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("attribution_mismatch.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for group in passage.facts.groups.iter().filter(|group| group.shape == Shape::Parentheses) {
        let Some(credit) = credit(passage, group) else { continue };
        let credited = credit_members(passage, &credit);
        let cited = hosts(passage.facts.members(group));
        let named = hosts(&credited);
        if named.is_empty() || cited.is_empty() || named == cited {
            continue;
        }
        let message = format!(
            "The sentence credits {}, the citation lists {}; cite the pages that say this and credit those",
            list(&named),
            list(&cited)
        );
        findings.push(
            Finding::new(&RULE, credit.start..group.range.end, message)
                .repair(Repair::Stub(stub(passage, group, &credit))),
        );
    }
}

/// `according to Time and Reuters respectively`, right before the group.
fn credit(passage: &Passage<'_>, group: &Sources) -> Option<Range<usize>> {
    let prose = &passage.block.prose;
    let sentence = passage.facts.sentence_at(group.range.start)?;
    let near = group.range.start - before(prose, group.range.start, 200).len();
    let from = sentence.range.start.max(near);
    let start = from + prose[from..group.range.start].to_ascii_lowercase().rfind("according to ")?;
    let members = credit_members(passage, &(start..group.range.start));
    let other = words(prose, start..group.range.start).find(|word| {
        let text = prose[word.clone()].to_lowercase();
        let joins = matches!(text.as_str(), "according" | "to" | "and" | "the" | "both" | "or" | "respectively" | "&");
        !joins && !members.iter().any(|m| m.range.start <= word.start && word.end <= m.range.end)
    });
    other.is_none().then_some(start..group.range.start)
}

fn credit_members(passage: &Passage<'_>, credit: &Range<usize>) -> Vec<Mention> {
    let all = &passage.facts.mentions;
    let first = all.partition_point(|m| m.range.start < credit.start);
    let inside = |m: &&Mention| m.range.end <= credit.end;
    all[first..].iter().take_while(inside).cloned().collect()
}

fn hosts(members: &[Mention]) -> BTreeSet<&str> {
    members.iter().filter(|m| m.kind != MentionKind::Words).filter_map(|m| m.host.as_deref()).collect()
}

fn list(hosts: &BTreeSet<&str>) -> String {
    hosts.iter().map(|host| format!("`{host}`")).collect::<Vec<_>>().join(", ")
}

/// The group's repair, without an orphaned "respectively" before it.
fn stub(passage: &Passage<'_>, group: &Sources, credit: &Range<usize>) -> crate::finding::Stub {
    let mut stub = group.stub.clone();
    let text = passage.block.prose[credit.clone()].trim_end();
    if let (Some(before), Some(Edit { range, .. })) = (text.strip_suffix("respectively"), stub.edits.first_mut()) {
        range.start = range.start.min(credit.start + before.trim_end_matches([' ', ',']).len());
    }
    stub
}
