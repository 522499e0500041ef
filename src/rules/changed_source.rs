//! A source that no longer says what is quoted from it.

use super::quoted::quoted;
use super::relied::looked;
use super::{Check, Fixable, Group, Rule};
use crate::check::Survey;
use crate::finding::{Finding, Severity};
use crate::lock::{Record, Verdict};

pub static RULE: Rule = Rule {
    name: "changed-source",
    group: Group::Evidence,
    severity: Severity::Error,
    fixable: Fixable::Never,
    page: include_str!("changed_source.md"),
    check: Check::Draft(check),
    ..Rule::DEFAULT
};

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    // Most locks know of nothing that is gone: then the draft need not be read for it.
    let gone = |record: &Record| record.quotes.iter().any(|quote| quote.verdict == Verdict::Gone);
    if !survey.lock.sources.values().any(gone) {
        return;
    }
    let Some(relied) = survey.relied() else { return };
    for quotation in &relied.reliance.quoted {
        let looked = relied.records(&quotation.sources).and_then(|records| looked(&quotation.text, &records));
        let Some(looked) = looked.filter(|looked| looked.verdict == Verdict::Gone) else { continue };
        let record = looked.record;
        let name = quoted(record.title.as_deref().unwrap_or(&record.id));
        // Locks of earlier versions know only the day of the last change.
        let day = looked.quote.as_ref().and_then(|quote| quote.day.as_ref()).unwrap_or(&record.retrieved);
        let message = match &record.archive {
            Some(archive) => {
                format!("{name} had these words, and has had them no more since {day}; {} keeps them", quoted(archive))
            }
            None => format!("{name} had these words, and has had them no more since {day}; look at what it says now"),
        };
        findings.push(Finding::new(&RULE, quotation.range.clone(), message));
    }
}
