//! Applying fixes to a text.

use super::Draft;
use crate::config::Settings;
use crate::repair::{Edit, Fix, Safety};
use crate::rules::Rule;
use std::sync::Arc;

/// Rounds after which [`fix_all`] stops: a fix may uncover another fault, but a chain of them that long is a bug.
const MAX_ROUNDS: usize = 20;

/// Applies fixes to `source`, each whole or not at all: one that overlaps a fix before it is left out.
/// Returns the text and how many were applied.
pub fn apply<'a>(source: &str, fixes: impl IntoIterator<Item = &'a Fix>) -> (String, usize) {
    let mut accepted: Vec<&Edit> = Vec::new();
    let mut applied = 0;
    for fix in fixes {
        let fits = fix.edits.iter().all(|edit| fits(source, edit) && !collides(&accepted, edit));
        if fits && !fix.edits.is_empty() {
            for edit in &fix.edits {
                let at = accepted.partition_point(|other| {
                    (other.range.start, other.range.end) <= (edit.range.start, edit.range.end)
                });
                // Two faults may be mended by one and the same insertion: a definition that both lack.
                if !accepted.get(at.wrapping_sub(1)).is_some_and(|last| last == &edit) {
                    accepted.insert(at, edit);
                }
            }
            applied += 1;
        }
    }
    let mut text = String::with_capacity(source.len());
    let mut done = 0;
    for edit in accepted {
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

/// Whether `edit` touches one of `accepted`, which are sorted and disjoint. Two insertions of whole lines at one place do not collide:
/// definitions go to the draft's end in any number. A footnote's mark there must not come behind another fix's definition.
fn collides(accepted: &[&Edit], edit: &Edit) -> bool {
    let at = accepted.partition_point(|other| other.range.start < edit.range.start);
    let before = at.checked_sub(1).is_some_and(|index| accepted[index].range.end > edit.range.start);
    let after = accepted[at..].iter().take_while(|other| other.range.start <= edit.range.end).any(|other| {
        let lines = |edit: &Edit| edit.range.is_empty() && edit.text.starts_with(['\n', '\r']);
        let both_insert = lines(other) && lines(edit);
        !both_insert && (other.range.start < edit.range.end || other.range.start == edit.range.start)
    });
    before || after
}

/// A text after all its fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many fixes were applied.
    pub count: usize,
}

/// Applies the first fix up to `safety` of each finding of the rules that `only` names, again and again until none is left.
/// `None` if nothing was to do.
pub fn fix_all(
    source: &str,
    settings: &Arc<Settings>,
    safety: Safety,
    only: impl Fn(&'static Rule) -> bool,
) -> Option<Fixed> {
    let mut fixed: Option<Fixed> = None;
    for _ in 0..MAX_ROUNDS {
        let current = fixed.as_ref().map_or(source, |fixed| &fixed.text);
        let mut draft = Draft::new(current, Arc::clone(settings));
        let findings = draft.check();
        let wanted = findings.iter().filter(|finding| only(finding.rule));
        let fixes = draft.fixes(wanted);
        let chosen = fixes.iter().filter_map(|fixes| fixes.iter().find(|fix| fix.safety <= safety));
        let (text, count) = apply(current, chosen);
        if count == 0 || text == current {
            break;
        }
        fixed = Some(Fixed { text, count: count + fixed.map_or(0, |fixed| fixed.count) });
    }
    fixed
}
