//! A source chip of a chat tool, pasted as text: `Reuters +15`.

use super::quoted::quoted;
use super::reads::whole;
use super::{Check, Fixable, Group, Rule};
use crate::check::{Passage, Survey, Tally, View};
use crate::citation::{Group as Sources, Mention};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::SpanKind;
use crate::prose::words;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "source-counter",
    group: Group::Residue,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("source_counter.md"),
    check: Check::Both(check, name_lines),
    reads,
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let facts = passage.facts;
    for group in &facts.groups {
        for mention in facts.members(group).iter().filter(|mention| mention.counter.is_some()) {
            let chip = quoted(&passage.block.text[mention.range.clone()]);
            let message =
                format!("{chip} is a source chip that a chat tool left, not a citation; cite the page itself");
            findings.push(Finding::new(&RULE, mention.range.clone(), message).repair(repair(passage, group, mention)));
        }
    }
}

fn reads(_: &Tally, view: &View) -> Option<u64> {
    let any = !view.facts.name_lines.is_empty() || view.facts.has_chip_on_lines(&view.block);
    any.then(|| whole(&view.block))?
}

/// In a draft with a chip copied as plain text, a line that is only a name is a chip too.
fn name_lines(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    if !survey.blocks.iter().any(|view| view.facts.has_chip_on_lines(&view.block)) {
        return;
    }
    for view in survey.blocks {
        for line in &view.facts.name_lines {
            let name = &view.block.text[line.range.clone()];
            let message =
                format!("`{name}` alone on its line is a source chip that a chat tool left; cite the page itself");
            let mut finding = Finding::new(&RULE, line.range.clone(), message).repair(Repair::Stub(line.stub.clone()));
            finding.shift(view.start);
            findings.push(finding);
        }
    }
}

fn repair(passage: &Passage<'_>, group: &Sources, mention: &Mention) -> Repair {
    match mention.link.as_ref().and_then(|link| link_text(passage, link)) {
        // The link works; only its text is debris.
        Some(text) => in_link(passage, &text),
        None => Repair::Stub(group.stub.clone()),
    }
}

fn link_text(passage: &Passage<'_>, link: &Range<usize>) -> Option<Range<usize>> {
    let span = passage.block.spans.iter().find(|span| span.range == *link)?;
    match &span.kind {
        SpanKind::Link { text, .. } | SpanKind::Reference { text, .. } => Some(text.clone()),
        _ => None,
    }
}

/// A text that is nothing but chips becomes the first one's name; in a text with words of its own only the counters go.
fn in_link(passage: &Passage<'_>, text: &Range<usize>) -> Repair {
    let within = |m: &&Mention| text.start <= m.range.start && m.range.end <= text.end && m.counter.is_some();
    let chips: Vec<&Mention> = passage.facts.mentions.iter().filter(within).collect();
    let prose = &passage.block.prose;
    let own = words(prose, text.clone())
        .any(|word| !chips.iter().any(|m| m.range.start < word.end && word.start < m.range.end));
    match chips.first() {
        Some(first) if !own => {
            let name = &passage.block.text[first.name.clone()];
            Repair::safe(format!("Name the link `{name}`"), vec![Edit::replace(text.clone(), name)])
        }
        _ => Repair::look("Remove the counters", chips.iter().map(|m| Edit::delete(m.name.end..m.range.end)).collect()),
    }
}
