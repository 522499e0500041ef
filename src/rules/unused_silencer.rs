//! A comment that silences nothing. The check itself finds these, after the silencing.

use super::{Check, Fixable, Group, Rule, Tag};
use crate::finding::Severity;

pub static RULE: Rule = Rule {
    name: "unused-silencer",
    group: Group::Silencing,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    independent: true,
    tag: Some(Tag::Unnecessary),
    page: include_str!("unused_silencer.md"),
    check: Check::Silencing,
    ..Rule::DEFAULT
};
