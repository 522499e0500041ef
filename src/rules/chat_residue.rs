//! Citation markers of chat tools: `citeturn2search0`, `[cite: 4]`, `【8†source】`.

mod about;
mod bracket;
mod claude;
mod gemini;
mod grok;
mod interface;
mod marker;
mod message;
mod openai;
mod place;
mod repair;

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Finding, Severity};
use crate::markdown::Block;
use marker::{Marker, Sighting, Treatment, sightings};
use message::message;
use place::{Fences, severity};
use repair::repair;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "chat-residue",
    group: Group::Residue,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("chat_residue.md"),
    check: Check::Withdrawing(check, about::withdraw),
    ..Rule::DEFAULT
};

/// Markers that stand together, and what is said of them: one, or a chain of those that are just deleted.
struct Chain {
    range: Range<usize>,
    marker: &'static Marker,
    treatment: Treatment,
    severity: Severity,
    several: bool,
}

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    let mut fences = Fences::default();
    let mut chains: Vec<Chain> = Vec::new();
    for (marker, sighting) in sightings(&block.text) {
        let Some(severity) = severity(block, marker, &sighting, &mut fences) else { continue };
        let Sighting { range, treatment } = sighting;
        match chains.last_mut() {
            Some(last)
                if treatment == Treatment::Delete
                    && last.treatment == Treatment::Delete
                    && last.marker.tool == marker.tool
                    && only_spaces(block, last.range.end, range.start) =>
            {
                last.range.end = range.end;
                last.several = true;
            }
            _ => chains.push(Chain { range, marker, treatment, severity, several: false }),
        }
    }
    for chain in chains {
        let message = message(&block.text[chain.range.clone()], chain.marker, &chain.treatment, chain.several);
        let mut finding = Finding::new(&RULE, chain.range.clone(), message).at(chain.severity);
        finding.repairs.extend(repair(block, &chain));
        findings.push(finding);
    }
}

/// Whether nothing but spaces stands between two markers, on one line.
fn only_spaces(block: &Block, from: usize, to: usize) -> bool {
    block
        .text
        .get(from..to)
        .is_some_and(|between| between.chars().all(|c| matches!(c, ' ' | '\t' | '\u{a0}' | '\u{200b}')))
}
