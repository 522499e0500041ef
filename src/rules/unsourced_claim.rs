//! A statement of a kind that readers doubt, and no source covers it.

use super::claims::{cite, is_open, shown, view, words};
use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::claim::{Claim, Feature, Kind, Need};
use crate::finding::{Finding, Severity};

pub static RULE: Rule = Rule {
    name: "unsourced-claim",
    group: Group::Attribution,
    severity: Severity::Hint,
    fixable: Fixable::Always,
    page: include_str!("unsourced_claim.md"),
    check: Check::Claim(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, claim: &Claim, kind: Kind) -> Option<Finding> {
    is_open(claim, Need::Source).then_some(())?;
    let said = quoted(words(survey, claim, &claim.words));
    let called = shown(survey, claim).map_or("a claim".to_owned(), |reason| called(reason.feature));
    let message = format!("{said} makes this {called} that no source covers; cite one, or say who says so");
    let mut finding = Finding::new(&RULE, claim.words.clone(), message);
    finding.repairs.extend(cite(survey, claim));
    if kind == Kind::Essay {
        finding.repairs.extend(view(survey, claim));
    }
    Some(finding)
}

/// What the message calls a claim: a record is one, a trend is what one is about.
fn called(feature: &Feature) -> String {
    const ABOUT: &[&str] = &["trend", "cause", "outcome", "conflict", "belief", "period", "mood"];
    let about = if ABOUT.contains(&feature.name) { "a claim about " } else { "" };
    format!("{about}{}", feature.called)
}
