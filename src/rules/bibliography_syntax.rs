//! A place in a bibliography that cannot be read.

use super::{Check, Group, Rule};
use crate::bibliography::Shelf;
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "bibliography-syntax",
    group: Group::Citation,
    severity: Severity::Error,
    page: include_str!("bibliography_syntax.md"),
    check: Check::Shelf(check),
    ..Rule::DEFAULT
};

fn check(shelf: &Shelf, findings: &mut Vec<Finding>) {
    let problems = shelf.bibliography.problems.iter();
    findings.extend(problems.map(|problem| Finding::new(&RULE, problem.range.clone(), problem.message.clone())));
}
