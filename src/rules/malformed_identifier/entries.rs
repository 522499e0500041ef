//! Identifiers in the fields of a bibliography's entries.

use super::{RULE, message};
use crate::bibliography::Entry;
use crate::check::Stock;
use crate::citation::identifier::{Fault, slips};
use crate::finding::Finding;
use crate::rules::quoted::quoted;

/// Fields that hold an identifier and nothing else, and the label under which it would stand in a text.
const FIELDS: &[(&str, &str)] = &[("doi", "doi: "), ("isbn", "ISBN "), ("issn", "ISSN "), ("pmid", "PMID: ")];

/// Looks at what drafts cite: a library of years is nobody's draft.
pub fn check(stock: &Stock<'_>, findings: &mut Vec<Finding>) {
    for entry in stock.shelf.bibliography.entries.iter().filter(|entry| stock.cited.has(entry)) {
        findings.extend(FIELDS.iter().filter_map(|(name, label)| in_field(entry, name, label)));
    }
}

fn in_field(entry: &Entry, name: &str, label: &str) -> Option<Finding> {
    let field = entry.fields.iter().find(|field| field.name == name)?;
    // BibTeX keeps underscores and percent signs behind a backslash; a style takes it off.
    if field.value.contains('\\') {
        return None;
    }
    let text = format!("{label}{}", field.value);
    // What reference managers export without hyphens, styles and libraries understand.
    let proper = |fault: Fault| fault != Fault::Ungrouped;
    let slip = slips(&text).into_iter().find(|slip| slip.range.start >= label.len() && proper(slip.fault))?;
    // In JSON, and where a value is put together of several, its parts have no place.
    let placed = field.range.len() == field.value.len();
    let at = field.range.start;
    let range = if placed {
        at + slip.range.start - label.len()..at + slip.range.end - label.len()
    } else {
        entry.key_range.clone()
    };
    Some(Finding::new(&RULE, range, message(&slip, &quoted(&text[slip.range.clone()]))))
}
