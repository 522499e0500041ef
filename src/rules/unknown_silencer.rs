//! A silencing comment that names no rule. The check itself finds these, after the silencing.

use super::{Check, Fixable, Group, Rule};
use crate::finding::Severity;

pub static RULE: Rule = Rule {
    name: "unknown-silencer",
    group: Group::Silencing,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    independent: true,
    page: include_str!("unknown_silencer.md"),
    check: Check::Silencing,
    ..Rule::DEFAULT
};
