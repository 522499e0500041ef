//! A place in a bibliography that cannot be read.

use super::{Check, Group, Rule};
use crate::check::Stock;
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "bibliography-syntax",
    group: Group::Citation,
    severity: Severity::Error,
    page: include_str!("bibliography_syntax.md"),
    check: Check::Shelf(check),
    ..Rule::DEFAULT
};

fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    let problems = stock.shelf.bibliography.problems.iter();
    findings.extend(problems.map(|problem| Finding::new(&RULE, problem.range.clone(), problem.message.clone())));
}
