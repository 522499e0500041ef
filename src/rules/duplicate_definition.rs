//! A label that is defined twice, and a key that two entries have.

use super::labels::{self, Definition};
use super::reads::digest;
use super::{Check, Fixable, Group, Rule};
use crate::bibliography::{Entry, Identity, Work};
use crate::check::{Stock, Survey, Tally, View};
use crate::finding::{Finding, Repair, Severity};
use crate::markdown::SpanKind;
use crate::prose::fold;
use std::collections::HashMap;

pub static RULE: Rule = Rule {
    name: "duplicate-definition",
    group: Group::Citation,
    severity: Severity::Warning,
    fixable: Fixable::Sometimes,
    independent: true,
    page: include_str!("duplicate_definition.md"),
    check: Check::Draft(check),
    reads,
    shelf: Some(check_shelf),
    ..Rule::DEFAULT
};

/// Definitions, word for word.
fn reads(_: &Tally, view: &View) -> Option<u64> {
    let defines = |kind: &SpanKind| matches!(kind, SpanKind::Definition { .. } | SpanKind::FootnoteDefinition { .. });
    let all = view.block.spans.iter().filter(|span| defines(&span.kind));
    digest(all.map(|span| &view.block.text[span.range.clone()]))
}

fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let comment = |link: &Definition<'_>| link.folded == "//" || link.content().starts_with(['#', '<']);
    let links = labels::links(survey).into_iter().filter(|link| !comment(link)).collect();
    again(survey, links, findings);
    again(survey, labels::notes(survey), findings);
}

/// Keys that two entries of one bibliography answer to, or of two that a draft uses.
fn check_shelf(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, &Entry> = HashMap::new();
    for entry in &stock.shelf.bibliography.entries {
        let known = *first.entry(&entry.key).or_insert(entry);
        if std::ptr::eq(known, entry) {
            continue;
        }
        let key = &entry.key;
        let message =
            format!("`{key}` is already an entry, and programs take one of the two; remove one or give it another key");
        let finding = Finding::new(&RULE, entry.key_range.clone(), message);
        findings.push(finding.related(known.key_range.clone(), format!("The first entry `{key}`")));
    }
    for other in stock.cited.before(&stock.shelf.place) {
        for entry in first.values() {
            findings.extend(other.entry(&entry.key).filter(|known| are_two(known, entry)).map(|_| {
                let (key, name) = (&entry.key, other.name());
                let message = format!(
                    "`{key}` is another work in `{name}`, and programs take one of the two; give one of them another key"
                );
                Finding::new(&RULE, entry.key_range.clone(), message).at(Severity::Information)
            }));
        }
    }
}

/// Whether two entries are certainly two works: nothing by which works are known is the same, and neither title is the beginning of the
/// other.
fn are_two(a: &Entry, b: &Entry) -> bool {
    // The key comes first, and is the same.
    let known = Identity::of_entry(a);
    if Identity::of_entry(b).iter().skip(1).any(|identity| known.contains(identity)) {
        return false;
    }
    let title = |entry: &Entry| {
        let work = Work::of(entry);
        let words = fold(work.text("title").unwrap_or_default());
        words.chars().filter(|c| c.is_alphanumeric()).collect::<String>()
    };
    let (a, b) = (title(a), title(b));
    !a.is_empty() && !b.is_empty() && !a.starts_with(&b) && !b.starts_with(&a)
}

fn again(survey: &Survey<'_>, definitions: Vec<Definition<'_>>, findings: &mut Vec<Finding>) {
    let mut first: HashMap<&str, &Definition<'_>> = HashMap::new();
    for definition in &definitions {
        let known = *first.entry(&definition.folded).or_insert(definition);
        if std::ptr::eq(known, definition) {
            continue;
        }
        let same = known.content() == definition.content();
        let name = definition.name();
        let message = if same {
            format!("`{name}` is already defined, with the same words; remove this one")
        } else {
            format!("`{name}` is already defined, and the first one counts; give this one another label")
        };
        let label = definition.start + definition.range.start..definition.start + definition.label.end + 1;
        let mut finding =
            Finding::new(&RULE, label, message).related(known.place(), format!("`{name}` is first defined here"));
        if same {
            let edit = labels::deletion(survey, definition);
            finding = finding.repair(Repair::safe("Remove the second definition", vec![edit]));
        }
        findings.push(finding);
    }
}
