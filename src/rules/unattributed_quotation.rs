//! Words in quotation marks, and nobody who is said to have said them.

use super::claims::{cite, is_open, speaker, words};
use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::{Claim, Kind, Need};
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "unattributed-quotation",
    group: Group::Attribution,
    severity: Severity::Information,
    fixable: Fixable::Always,
    page: include_str!("unattributed_quotation.md"),
    check: Check::Claim(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, claim: &Claim, _: Kind) -> Option<Finding> {
    is_open(claim, Need::Speaker).then_some(())?;
    let said = quoted(words(survey, claim, &claim.words));
    let message = format!("Nobody is named for {said}; say whose words they are, or cite where they stand");
    let mut finding = Finding::new(&RULE, claim.words.clone(), message);
    finding.repairs.extend(cite(survey, claim));
    finding.repairs.extend(speaker(survey, claim));
    Some(finding)
}
