//! A source of which no evidence is kept.

use super::quoted::quoted;
use super::recorded::{identity, pointers};
use super::{Check, Fixable, Group, Rule};
use crate::bibliography::Identity;
use crate::check::{Passage, Stock};
use crate::citation::by_host;
use crate::finding::{Finding, Severity};
use crate::lock;

pub static RULE: Rule = Rule {
    name: "unlocked-source",
    group: Group::Evidence,
    severity: Severity::Warning,
    on: false,
    fixable: Fixable::Never,
    page: include_str!("unlocked_source.md"),
    check: Check::Block(check),
    shelf: Some(check_shelf),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for pointer in pointers(passage.block).into_iter().filter(|pointer| !is_front(&pointer.identity)) {
        let shown = quoted(&passage.block.text[pointer.range.clone()]);
        match passage.lock.of(&pointer.identity) {
            None if passage.lock.has_led_to(&pointer.identity) => {}
            None => findings.push(Finding::new(&RULE, pointer.range, message(&shown))),
            // What could not be looked at is nobody's fault.
            Some(record) if !record.is_evidence() => {
                let message = format!("{shown} could not be looked up on {}; do it again", record.retrieved);
                findings.push(Finding::new(&RULE, pointer.range, message).at(Severity::Information));
            }
            Some(_) => {}
        }
    }
}

fn check_shelf(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    for entry in stock.shelf.bibliography.entries.iter().filter(|entry| stock.cited.has(entry)) {
        let known = |identity: &Identity| stock.lock.of(identity).is_some() || stock.lock.has_led_to(identity);
        let identities: Vec<(&crate::bibliography::Field, Identity)> =
            entry.fields.iter().filter_map(|field| Some((field, identity(field)?))).collect();
        // One thing known of a work is enough: its page, or its DOI.
        if let Some((field, _)) = identities.first().filter(|_| !identities.iter().any(|(_, own)| known(own))) {
            findings.push(Finding::new(&RULE, field.range.clone(), message(&quoted(&field.value))));
        }
    }
}

/// Whether it is the front page of a paper or an agency, which is no source.
fn is_front(identity: &Identity) -> bool {
    lock::id(identity).is_none()
        || matches!(identity, Identity::Address(page) if !page.contains(['/', '?', '#']) && by_host(page).is_some())
}

fn message(shown: &str) -> String {
    format!("There is no evidence of {shown} in `ibid.lock`; `ibid sources check` looks it up")
}
