//! A bibliography that the draft names and that is not there, or cannot be read.

use super::reads::whole;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::finding::{Edit, Finding, Repair, Severity};

pub static RULE: Rule = Rule {
    name: "bibliography-not-found",
    group: Group::Citation,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("bibliography_not_found.md"),
    check: Check::Draft(check),
    reads: |_, view| view.facts.metadata.is_some().then(|| whole(&view.block))?,
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let all =
        survey.metadata().flat_map(|(start, metadata)| metadata.bibliography.iter().map(move |named| (start, named)));
    for (start, named) in all {
        // What was looked for is what the metadata said then; a name that is being typed is not among it.
        let Some(missing) = survey.library.missing.iter().find(|missing| missing.name == named.name) else { continue };
        let range = start + named.range.start..start + named.range.end;
        let name = &named.name;
        let what = match missing.fault {
            Some(fault) => format!("`{name}` {fault}"),
            None => format!("There is no file `{name}`"),
        };
        findings.push(match &missing.near {
            Some(near) => Finding::new(&RULE, range.clone(), format!("{what}; `{near}` is there"))
                .repair(Repair::look(format!("Change to `{near}`"), vec![Edit::replace(range, near)])),
            None if missing.fault.is_some() => Finding::new(&RULE, range, what),
            None => Finding::new(&RULE, range, format!("{what} beside the draft, so none of its keys can be cited")),
        });
    }
}
