//! A figure that no source covers.

use super::claims::{cite, is_open, words};
use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::{Claim, Kind, Need};
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "unsourced-figure",
    group: Group::Attribution,
    severity: Severity::Information,
    fixable: Fixable::Always,
    page: include_str!("unsourced_figure.md"),
    check: Check::Claim(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, claim: &Claim, _: Kind) -> Option<Finding> {
    is_open(claim, Need::Figure).then_some(())?;
    let said = quoted(words(survey, claim, &claim.words));
    let message = format!("{said} has no source close by; cite one, or say whose figure it is");
    let mut finding = Finding::new(&RULE, claim.words.clone(), message);
    finding.repairs.extend(cite(survey, claim));
    Some(finding)
}
