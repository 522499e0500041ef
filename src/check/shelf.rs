//! Runs the rules that look at bibliographies.

use super::draft::settle;
use crate::bibliography::Shelf;
use crate::config::Settings;
use crate::finding::Finding;
use crate::rules::{Check, RULES};

/// What the rules find in a bibliography, by start, in the coordinates of its file.
pub fn check_shelf(shelf: &Shelf, settings: &Settings) -> Vec<Finding> {
    let mut findings = Vec::new();
    for rule in RULES {
        if let Check::Shelf(check) = rule.check
            && settings.severity(rule).is_some()
        {
            check(shelf, &mut findings);
        }
    }
    let mut findings = settle(findings, settings);
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}
