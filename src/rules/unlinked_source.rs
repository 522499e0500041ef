//! An outlet named as the source, and nothing that leads there.

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::{Mention, MentionKind, Shape};
use crate::finding::{Finding, Repair, Severity};
use crate::prose::{before, words};

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
                (MentionKind::Name, Shape::Inline) => credited(passage, mention),
                // `Time` as the source of a sentence takes more than a capital letter.
                (MentionKind::CommonName, Shape::Inline) => false,
                (MentionKind::Name, Shape::Parentheses) => {
                    let capital =
                        passage.block.prose[mention.name.clone()].contains(|c: char| !c.is_lowercase() && c != ' ');
                    list || capital && !abbreviates(passage, group.range.start, mention)
                }
                (MentionKind::Name | MentionKind::CommonName, _) => list,
                _ => false,
            };
            if source && !passage.is_cited(mention.range.start) {
                let name = quoted(&passage.block.text[mention.name.clone()]);
                let message =
                    format!("{name} is named as the source, but nothing leads there; link or cite the piece itself");
                findings
                    .push(Finding::new(&RULE, mention.range.clone(), message).repair(Repair::Stub(group.stub.clone())));
            }
        }
    }
}

/// Whether the words around a name make it the source: "according to", "told", "… reported".
fn credited(passage: &Passage<'_>, mention: &Mention) -> bool {
    let prose = &passage.block.prose;
    let before = before(prose, mention.range.start, 40).trim_end().to_lowercase();
    let before = before.strip_suffix(" the").unwrap_or(&before);
    let told = ["according to", "reported by", "told", "first reported in", "interview with", "quoted by"];
    let said = ["reported", "reports", "revealed", "first reported"];
    let after = prose[mention.range.end..].trim_start_matches(' ');
    let word = after.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    // `According to the United Nations Satellite Centre` credits another body.
    if after.starts_with(char::is_uppercase) {
        return false;
    }
    told.iter().any(|frame| before.ends_with(frame)) || mention.kind == MentionKind::Name && said.contains(&word)
}

/// Whether the words before the parentheses spell out what the name in them abbreviates: "a convolutional neural network (CNN)".
fn abbreviates(passage: &Passage<'_>, open: usize, mention: &Mention) -> bool {
    let prose = &passage.block.prose;
    let text = before(prose, open, 120);
    let initials: String =
        words(text, 0..text.len()).filter_map(|word| text[word].chars().next()).flat_map(char::to_lowercase).collect();
    let name: String =
        prose[mention.name.clone()].chars().filter(|c| c.is_uppercase()).flat_map(char::to_lowercase).collect();
    name.chars().count() > 1 && initials.ends_with(&name)
}
