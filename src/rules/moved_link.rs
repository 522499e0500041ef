//! An address that has moved for good.

use super::dead_link::target;
use super::quoted::quoted;
use super::recorded::{listed, recorded};
use super::{Check, Fixable, Group, Rule};
use crate::check::{Passage, Stock};
use crate::evidence::outcome::{Outcome, Presence};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::lock::Record;

pub static RULE: Rule = Rule {
    name: "moved-link",
    group: Group::Evidence,
    severity: Severity::Information,
    fixable: Fixable::Sometimes,
    page: include_str!("moved_link.md"),
    check: Check::Block(check),
    shelf: Some(check_shelf),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for (pointer, record) in recorded(passage).into_iter().filter(|(pointer, _)| pointer.address) {
        let written = &passage.block.text[pointer.range.clone()];
        let Some(new) = moved(record).filter(|new| *new != written) else { continue };
        // What the writer chose to show of the page stays.
        let fragment = written.find('#').filter(|_| !new.contains('#')).map_or("", |at| &written[at..]);
        let edit = Edit::replace(pointer.range.clone(), target(&new) + fragment);
        let finding = Finding::new(&RULE, pointer.range, message(written, &new));
        findings.push(finding.repair(Repair::look("Take the new address", vec![edit])));
    }
}

fn check_shelf(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    for (field, record) in listed(stock).into_iter().filter(|(field, _)| field.name == "url") {
        if let Some(new) = moved(record).filter(|new| *new != field.value) {
            findings.push(Finding::new(&RULE, field.range.clone(), message(&field.value, &new)));
        }
    }
}

fn moved(record: &Record) -> Option<String> {
    match record.outcome() {
        Outcome::Present(Presence::Moved(address)) => Some(address),
        _ => None,
    }
}

fn message(written: &str, new: &str) -> String {
    format!("{} has moved to {}", quoted(written), quoted(new))
}
