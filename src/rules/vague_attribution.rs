//! `Experts say`, `it is believed`, `reportedly`: words that seem to name a source.

use super::claims::{cite, name, open, words};
use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::Need;
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "vague-attribution",
    group: Group::Attribution,
    severity: Severity::Information,
    fixable: Fixable::Always,
    page: include_str!("vague_attribution.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    for claim in open(survey, Need::Name) {
        let said = quoted(words(survey, claim, &claim.words));
        let message = format!("{said} does not say who; name the source or cite one");
        let mut finding = Finding::new(&RULE, claim.words.clone(), message);
        finding.repairs.extend(cite(survey, claim));
        finding.repairs.extend(name(survey, claim));
        findings.push(finding);
    }
}
