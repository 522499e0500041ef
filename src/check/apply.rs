//! Applying fixes to a text.

use super::Draft;
use crate::config::Settings;
use crate::finding::{Finding, Severity};
use crate::repair::{Edit, Elsewhere, Fix, Safety};
use crate::rules::{Group, Rule};
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

/// Rounds after which [`fix_all`] stops: a fix may uncover another fault, but a chain of them that long is a bug.
const MAX_ROUNDS: usize = 20;

/// Edits accepted so far, in the order in which they are written: by range, and at one place a footnote's mark before the lines that
/// come after it.
type Accepted<'a> = BTreeMap<(usize, usize, bool, usize), &'a Edit>;

/// Applies fixes to `source`, each whole or not at all: one that overlaps a fix before it is left out.
/// Returns the text and how many were applied.
pub fn apply<'a>(source: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut accepted = Accepted::new();
    let mut added: HashSet<(usize, &str)> = HashSet::new();
    let mut applied = 0;
    for fix in fixes {
        let fits = fix.edits.iter().all(|edit| fits(source, edit) && !collides(&accepted, edit));
        if !fits || fix.edits.is_empty() {
            continue;
        }
        for edit in &fix.edits {
            // Two faults may be mended by one and the same insertion: a definition that both lack.
            if !inserts_lines(edit) || added.insert((edit.range.start, &edit.text)) {
                accepted.insert((edit.range.start, edit.range.end, inserts_lines(edit), accepted.len()), edit);
            }
        }
        applied += 1;
    }
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for edit in accepted.values() {
        text.push_str(&source[done..edit.range.start]);
        text.push_str(&edit.text);
        done = edit.range.end;
    }
    text.push_str(&source[done..]);
    (text, applied)
}

fn fits(source: &str, edit: &Edit) -> bool {
    source.is_char_boundary(edit.range.start)
        && source.is_char_boundary(edit.range.end)
        && edit.range.start <= edit.range.end
}

/// Whether an edit only adds lines: definitions, which go to one place in any number.
fn inserts_lines(edit: &Edit) -> bool {
    edit.range.is_empty() && (edit.text.starts_with(['\n', '\r']) || edit.text.ends_with('\n'))
}

/// Whether `edit` touches one of `accepted`, which are disjoint. Lines may be added at a place where another insertion stands; behind an
/// edit that adds lines nothing else may stand.
fn collides(accepted: &Accepted<'_>, edit: &Edit) -> bool {
    let Range { start, end } = edit.range;
    let before = accepted.range(..(start, 0, false, 0)).next_back();
    let from = |place| accepted.range(place..).next().is_some_and(|(_, other)| other.range.start < end.max(start + 1));
    let here = if edit.range.is_empty() {
        let mut marks = accepted.range((start, start, false, 0)..(start, start, true, 0));
        !inserts_lines(edit) && marks.next().is_some() || from((start, start + 1, false, 0))
    } else {
        from((start, 0, false, 0))
    };
    // Behind an edit that adds lines nothing else may stand: its text goes on where the other's began.
    let adds_lines = |edit: &Edit| edit.text.contains('\n');
    let behind = |first: &Edit, second: &Edit| {
        first.range.end == second.range.start && adds_lines(first) && !inserts_lines(second)
    };
    // Thousands of definitions may come in at one place.
    let next = || accepted.range((end, 0, false, 0)..(end, usize::MAX, true, 0)).any(|(_, other)| behind(edit, other));
    here || start < end && next() || before.is_some_and(|(_, other)| other.range.end > start || behind(other, edit))
}

/// A text after all its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
    /// What fixes change in other files, each once.
    pub elsewhere: Vec<Elsewhere>,
}

/// Whether a fix may be applied together with others, up to `safety`. What a hint would cost, a source not yet cited or a name not yet
/// linked, only the writer knows, and so who says what.
pub fn in_bulk(finding: &Finding, fix: &Fix, safety: Safety) -> bool {
    let known = finding.severity > Severity::Hint && finding.rule.group != Group::Attribution;
    fix.safety <= safety && (fix.safety == Safety::Safe || known)
}

/// Applies the first fix up to `safety` of each finding of the rules that `only` names, again and again until none is left.
/// `supply` gives each draft what it depends on outside itself. `None` if nothing was to do.
pub fn fix_all(
    source: &str,
    settings: &Arc<Settings>,
    supply: impl Fn(&mut Draft),
    safety: Safety,
    only: impl Fn(&'static Rule) -> bool,
) -> Option<Fixed> {
    let mut fixed: Option<Fixed> = None;
    let mut elsewhere: Vec<Elsewhere> = Vec::new();
    for _ in 0..MAX_ROUNDS {
        let current = fixed.as_ref().map_or(source, |fixed| &fixed.text);
        let mut draft = Draft::new(current, Arc::clone(settings));
        supply(&mut draft);
        let findings = draft.check();
        let wanted: Vec<&Finding> = findings.iter().filter(|finding| only(finding.rule)).collect();
        let fixes = draft.fixes(wanted.iter().copied());
        let chosen = || {
            wanted
                .iter()
                .zip(&fixes)
                .filter_map(|(finding, fixes)| fixes.iter().find(|fix| in_bulk(finding, fix, safety)))
        };
        for other in chosen().filter(|fix| fix.edits.is_empty()).filter_map(|fix| fix.elsewhere.as_ref()) {
            if !elsewhere.contains(other) {
                elsewhere.push(other.clone());
            }
        }
        let (text, count) = apply(current, chosen());
        if count == 0 || text == current {
            break;
        }
        fixed = Some(Fixed { text, count: count + fixed.map_or(0, |fixed| fixed.count), elsewhere: Vec::new() });
    }
    if !elsewhere.is_empty() {
        let Fixed { text, count, .. } =
            fixed.unwrap_or_else(|| Fixed { text: source.to_owned(), count: 0, elsewhere: Vec::new() });
        fixed = Some(Fixed { text, count: count + elsewhere.len(), elsewhere });
    }
    fixed
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(source: &str) -> String {
        fix_all(source, &Arc::default(), |_| {}, Safety::Unsafe, |_| true).map_or(source.to_owned(), |fixed| fixed.text)
    }

    #[test]
    fn a_definition_that_two_marks_lack_comes_once() {
        let defined = "\n\n[^x]: SOURCE NEEDED\n\n[^y]: SOURCE NEEDED\n";
        assert_eq!(all("One[^x] two[^y] three[^x].\n"), format!("One[^x] two[^y] three[^x].{defined}"));
    }

    #[test]
    fn any_number_of_definitions_come_in_one_round() {
        let marks: String = (0..MAX_ROUNDS * 2).map(|n| format!("Note[^n{n}x].\n\n")).collect();
        for end in ["[^kept]: It stays.\n", "```\nan open fence\n", "The end.\n"] {
            let fixed = all(&format!("Kept[^kept].\n\n{marks}{end}"));
            let left = Draft::new(&fixed, Arc::default()).check();
            let undefined = left
                .iter()
                .filter(|finding| finding.rule.name == "undefined-footnote" && !finding.message.contains("kept"));
            assert_eq!(undefined.count(), 0, "{fixed}");
        }
    }
}
