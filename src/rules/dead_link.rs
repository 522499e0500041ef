//! An address behind which nothing is any more, an identifier that no registry knows.

use super::quoted::quoted;
use super::recorded::{Pointer, identity, recorded};
use super::{Check, Fixable, Group, Rule};
use crate::bibliography::{Entry, Identity};
use crate::check::{Passage, Stock};
use crate::citation::address::addresses;
use crate::evidence::outcome::{Absence, Doubt, Outcome};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::lock::Record;
use crate::markdown::{Block, LinkStyle, SpanKind};
use std::collections::HashSet;
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "dead-link",
    group: Group::Evidence,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    page: include_str!("dead_link.md"),
    check: Check::Block(check),
    shelf: Some(check_shelf),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    let all = recorded(passage);
    if all.is_empty() {
        return;
    }
    let archived = archived(block);
    for (pointer, record) in all.into_iter().filter(|(pointer, _)| !archived.contains(&pointer.identity)) {
        let written = &block.text[pointer.range.clone()];
        let Some((message, severity)) = fault(written, record, passage.settings.locked, None) else { continue };
        let mut finding = Finding::new(&RULE, pointer.range.clone(), message).at(severity);
        if let Some(archive) = record.archive.as_deref().filter(|_| pointer.address) {
            finding = beside(block, &pointer, archive).into_iter().fold(finding, Finding::repair);
        }
        findings.push(finding);
    }
}

fn check_shelf(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    if stock.lock.sources.is_empty() {
        return;
    }
    for entry in &stock.shelf.bibliography.entries {
        for field in &entry.fields {
            let Some(identity) = identity(field) else { continue };
            let Some(record) = stock.lock.of(&identity) else { continue };
            // A number that no registry knows is wrong, whatever else leads to the work; a page is one way to it.
            let other = matches!(identity, Identity::Address(_)).then(|| numbered(entry, stock)).flatten();
            if let Some((message, severity)) = fault(&field.value, record, stock.settings.locked, other) {
                findings.push(Finding::new(&RULE, field.range.clone(), message).at(severity));
            }
        }
    }
}

/// What the number is called by which a registry knows the work of an entry.
fn numbered(entry: &Entry, stock: &Stock<'_>) -> Option<&'static str> {
    let numbers = Identity::of_entry(entry).into_iter().filter(|own| !matches!(own, Identity::Address(_)));
    let mut known = numbers.filter_map(|own| Some((own.label(), stock.lock.of(&own)?)));
    known.find(|(_, record)| matches!(record.outcome(), Outcome::Present(_))).map(|(label, _)| label)
}

/// What the block links to a copy of: archives write the address of what they keep behind their own, as a path. An address in a query is one
/// to which a site leads on.
fn archived(block: &Block) -> HashSet<Identity> {
    let mut copies = HashSet::new();
    for other in addresses(block) {
        let Some(text) = block.text.get(other.range) else { continue };
        let path = text.split(['?', '#']).next().unwrap_or_default();
        let starts = path.match_indices("/http").take(COPIES).map(|(at, slash)| at + slash.len() - "http".len());
        copies.extend(starts.filter_map(|at| Identity::address(text.get(at..)?)));
    }
    copies
}

/// So many addresses one behind the other are read: archives keep one another's copies.
const COPIES: usize = 3;

/// What is wrong, if it is: what is only doubted is said more softly, what could not be looked at is no fault. A machine that is to judge by
/// the lock is not stopped by what may be an accident, nor anybody by a page of a work that is known by its number, which `other` names.
fn fault(written: &str, record: &Record, locked: bool, other: Option<&str>) -> Option<(String, Severity)> {
    let shown = quoted(written);
    let day = &record.retrieved;
    let unproven = if locked { Severity::Information } else { Severity::Warning };
    let (what, severity) = match record.outcome() {
        Outcome::Absent(Absence::Gone) => (format!("{shown} is gone for good, its site says"), Severity::Error),
        Outcome::Absent(Absence::NotFound | Absence::NoHost) if record.is_proven() => {
            let first = record.failures.first().unwrap_or(day);
            (format!("{shown} has not been there since {first}"), Severity::Error)
        }
        Outcome::Absent(Absence::NotFound) => (format!("{shown} was not found on {day}"), unproven),
        Outcome::Absent(Absence::NoHost) => (format!("There was no such site as that of {shown} on {day}"), unproven),
        Outcome::Absent(Absence::NoSuchIdentifier) => (format!("No registry knows {shown}"), Severity::Error),
        Outcome::Unknown(Doubt::SoftNotFound) => {
            (format!("{shown} answers, but not with this page"), Severity::Information)
        }
        Outcome::Unknown(Doubt::Parked) => {
            (format!("{shown} answers, but with a page that offers its domain for sale"), Severity::Information)
        }
        Outcome::Present(_) | Outcome::Unknown(_) => return None,
    };
    if let Some(other) = other {
        return Some((format!("{what}; the work is known by its {other} all the same"), Severity::Information));
    }
    let remedy = match (&record.archive, severity) {
        (Some(_), _) => "an archive has a copy",
        (None, Severity::Information) => "look at it",
        (None, _) => "check how it is written, or cite where it can be read today",
    };
    Some((format!("{what}; {remedy}"), severity))
}

/// Ways to cite the archived copy.
fn beside(block: &Block, pointer: &Pointer, archive: &str) -> Vec<Repair> {
    let archive = target(archive);
    let mut repairs = Vec::new();
    if let Some(end) = end_of_link(block, &pointer.range) {
        let edit = Edit::insert(end, format!(" ([archived]({archive}))"));
        repairs.push(Repair::look("Add the archived copy", vec![edit]));
    }
    repairs.push(Repair::look("Link the archived copy instead", vec![Edit::replace(pointer.range.clone(), archive)]));
    repairs
}

/// Where the link ends whose target this is, if words can follow there: behind a definition they cannot.
fn end_of_link(block: &Block, target: &Range<usize>) -> Option<usize> {
    let mut spans = block.spans_in(target.clone());
    let end = spans.find_map(|span| match &span.kind {
        SpanKind::Link { style: LinkStyle::Inline | LinkStyle::Autolink, target: own, .. } if own == target => {
            Some(Some(span.range.end))
        }
        SpanKind::Definition { .. } | SpanKind::Attribute { .. } => Some(None),
        _ => None,
    });
    end.unwrap_or(Some(target.end))
}

/// An address as a target that no bracket or blank ends.
pub fn target(address: &str) -> String {
    let mut target = String::with_capacity(address.len());
    for c in address.chars().filter(|c| !c.is_control()) {
        match c {
            ' ' => target.push_str("%20"),
            '(' => target.push_str("%28"),
            ')' => target.push_str("%29"),
            '<' => target.push_str("%3C"),
            '>' => target.push_str("%3E"),
            '"' => target.push_str("%22"),
            '\\' => target.push_str("%5C"),
            '`' => target.push_str("%60"),
            _ => target.push(c),
        }
    }
    target
}
