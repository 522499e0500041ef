//! A work that was taken back after it came out.

use super::recorded::{keyed, pointers};
use super::{Check, Fixable, Group, Rule};
use crate::bibliography::Identity;
use crate::check::{Passage, Survey};
use crate::evidence::retraction::Kind;
use crate::finding::{Finding, Severity};
use crate::lock::Lock;

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
    if passage.lock.is_bare() {
        return;
    }
    for pointer in pointers(passage.block) {
        if let Some((message, severity)) = told(passage.lock, &[pointer.identity], None) {
            findings.push(Finding::new(&RULE, pointer.range, message).at(severity));
        }
    }
}

fn check_keys(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    if survey.lock.is_bare() {
        return;
    }
    for (range, entry) in keyed(survey) {
        if let Some((message, severity)) = told(survey.lock, &Identity::of_entry(entry), entry.field("title")) {
            findings.push(Finding::new(&RULE, range, message).at(severity));
        }
    }
}

/// What became of the work that is known by any of these: by a look at it, else by a list.
fn told(lock: &Lock, identities: &[Identity], title: Option<&str>) -> Option<(String, Severity)> {
    let records = || identities.iter().filter_map(|identity| lock.of(identity));
    let title = || records().find_map(|record| record.title.as_deref()).or(title);
    let looked = records().find_map(|record| {
        let notice = record.notice.as_deref()?;
        let (kind, day) = notice.split_once(' ').unwrap_or((notice, ""));
        message(Kind::of(kind), day, title())
    });
    looked.or_else(|| {
        let update = identities.iter().find_map(|identity| lock.listed(identity))?;
        message(update.kind, &update.date, title())
    })
}

/// What is said of such a notice, and how much it matters.
fn message(kind: Kind, day: &str, title: Option<&str>) -> Option<(String, Severity)> {
    let (what, severity) = match kind {
        Kind::Retraction | Kind::Removal => ("was retracted", Severity::Error),
        Kind::Withdrawal => ("was withdrawn", Severity::Error),
        Kind::PartialRetraction => ("was retracted in part", Severity::Error),
        Kind::Concern => ("is under an expression of concern", Severity::Warning),
        Kind::Correction | Kind::Addendum | Kind::Version | Kind::Reinstatement | Kind::Other => return None,
    };
    let title = title.map_or("This work".to_owned(), super::quoted::quoted);
    let since = if day.is_empty() { String::new() } else { format!(" ({day})") };
    let advice = match severity {
        Severity::Error => "read the notice, and cite it only as such",
        _ => "read the notice before you rely on it",
    };
    Some((format!("{title} {what}{since}; {advice}"), severity))
}
