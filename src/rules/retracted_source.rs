//! A work that was taken back after it came out.

use super::recorded::{cited, recorded};
use super::{Check, Fixable, Group, Rule};
use crate::check::{Passage, Survey};
use crate::evidence::retraction::Kind;
use crate::finding::{Finding, Severity};
use crate::lock::Record;

pub static RULE: Rule = Rule {
    name: "retracted-source",
    group: Group::Evidence,
    severity: Severity::Error,
    fixable: Fixable::Never,
    independent: true,
    page: include_str!("retracted_source.md"),
    check: Check::Both(check, check_keys),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    for (pointer, record) in recorded(passage) {
        if let Some((message, severity)) = notice(record) {
            findings.push(Finding::new(&RULE, pointer.range, message).at(severity));
        }
    }
}

fn check_keys(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let mut last = 0..0;
    for (range, record) in cited(survey) {
        // An entry's DOI and its page may both be known, and tell the same.
        if last == range {
            continue;
        }
        if let Some((message, severity)) = notice(record) {
            last = range.clone();
            findings.push(Finding::new(&RULE, range, message).at(severity));
        }
    }
}

/// What became of a work, and how much that matters.
fn notice(record: &Record) -> Option<(String, Severity)> {
    let (kind, day) = record.notice.as_deref()?.split_once(' ').unwrap_or((record.notice.as_deref()?, ""));
    let (what, severity) = match Kind::of(kind) {
        Kind::Retraction | Kind::Removal => ("was retracted", Severity::Error),
        Kind::Withdrawal => ("was withdrawn", Severity::Error),
        Kind::PartialRetraction => ("was retracted in part", Severity::Error),
        Kind::Concern => ("is under an expression of concern", Severity::Warning),
        Kind::Correction | Kind::Addendum | Kind::Version | Kind::Reinstatement | Kind::Other => return None,
    };
    let title = record.title.as_deref().map_or("This work".to_owned(), super::quoted::quoted);
    let since = if day.is_empty() { String::new() } else { format!(" ({day})") };
    let advice = match severity {
        Severity::Error => "read the notice, and cite it only as such",
        _ => "read the notice before you rely on it",
    };
    Some((format!("{title} {what}{since}; {advice}"), severity))
}
