//! A sentence that only announces sources: "Sources for more on this story: …".

use super::quoted::quoted;
use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::finding::{Finding, Repair, Severity};
use crate::prose::words;

pub static RULE: Rule = Rule {
    name: "source-boilerplate",
    group: Group::Source,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("source_boilerplate.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let prose = &passage.block.prose;
    for group in &passage.facts.groups {
        let Some(lead) = &group.lead else { continue };
        // `Source: time.com` is a writer's own line; a feed's announcement says more.
        let long = words(prose, lead.clone()).count() >= 3;
        let pointer = crate::rules::dangling_pointer::pointer(prose, lead).is_some();
        if long && !pointer && !passage.is_cited(lead.start) {
            let text = quoted(&passage.block.text[lead.clone()]);
            let message =
                format!("{text} is a feed's announcement, not a citation; cite each page where the article uses it");
            findings.push(Finding::new(&RULE, lead.clone(), message).repair(Repair::Stub(group.stub.clone())));
        }
    }
}
