//! `Experts say`, `it is believed`, `reportedly`: words that seem to name a source.

use super::claims::{cite, is_open, name, words};
use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::{Claim, Kind, Need};
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "vague-attribution",
    group: Group::Attribution,
    severity: Severity::Information,
    fixable: Fixable::Always,
    page: include_str!("vague_attribution.md"),
    check: Check::Claim(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, claim: &Claim, _: Kind) -> Option<Finding> {
    is_open(claim, Need::Name).then_some(())?;
    let said = quoted(words(survey, claim, &claim.words));
    let message = format!("{said} does not say who; name the source or cite one");
    let mut finding = Finding::new(&RULE, claim.words.clone(), message);
    finding.repairs.extend(cite(survey, claim));
    finding.repairs.extend(name(survey, claim));
    Some(finding)
}
