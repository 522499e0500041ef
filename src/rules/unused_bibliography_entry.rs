//! An entry that no draft cites.

use super::{Check, Group, Rule, Tag};
use crate::check::Stock;
use crate::finding::{Finding, Severity};
use std::collections::HashSet;

pub static RULE: Rule = Rule {
    name: "unused-bibliography-entry",
    group: Group::Citation,
    severity: Severity::Hint,
    on: false,
    tag: Some(Tag::Unnecessary),
    page: include_str!("unused_bibliography_entry.md"),
    check: Check::Shelf(check),
    ..Rule::DEFAULT
};

/// Entries that are not cited themselves.
const HELPERS: &[&str] = &["xdata", "set"];
/// Fields that name other entries.
const POINTERS: &[&str] = &["crossref", "xref", "xdata", "entryset", "related"];

fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    let entries = &stock.shelf.bibliography.entries;
    let pointers = entries.iter().flat_map(|entry| POINTERS.iter().filter_map(|name| entry.field(name)));
    let pointed: HashSet<&str> = pointers.flat_map(|keys| keys.split(',')).map(str::trim).collect();
    for entry in entries {
        let helps = HELPERS.contains(&entry.kind.as_str()) || pointed.contains(entry.key.as_str());
        if !helps && stock.cited.lacks(entry) {
            let message = format!("`{}` is cited in none of the drafts that were checked", entry.key);
            findings.push(Finding::new(&RULE, entry.key_range.clone(), message));
        }
    }
}
