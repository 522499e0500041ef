//! Bytes in place of a draft, and every fix that is offered for it.

use super::{assert_within, settings, split};
use ibid::check::{Draft, apply, fix_all};
use ibid::markdown::Syntax;
use ibid::repair::{Edit, Fix, Safety};

/// Fixes of one text that are looked at one by one.
const MOST: usize = 24;

/// A fix changes what it says it changes and no other block; fixing comes to an end.
pub fn law(data: &[u8]) {
    let (choice, text) = split(data);
    let settings = settings(choice);
    let mut draft = Draft::new(&text, settings.clone());
    let findings = draft.check();
    let fixes = draft.fixes(&findings);
    assert_eq!(findings.len(), fixes.len());
    for fix in fixes.iter().flatten().filter(|fix| !fix.edits.is_empty()).take(MOST) {
        alone(&text, draft.syntax(), fix);
    }
    for safety in [Safety::Safe, Safety::Unsafe] {
        let Some(once) = fix_all(&text, &settings, |_| {}, safety, |_| true) else { continue };
        let again = fix_all(&once.text, &settings, |_| {}, safety, |_| true).map(|fixed| fixed.text);
        assert!(again.as_ref().is_none_or(|again| *again == once.text), "{:?} becomes {again:?}", once.text);
    }
}

fn alone(text: &str, syntax: &Syntax, fix: &Fix) {
    let mut last = 0;
    for edit in &fix.edits {
        assert_within(text, &edit.range, edit);
        assert!(edit.range.start >= last, "edits are not in order: {fix:?}");
        last = edit.range.end;
    }
    let (after, applied) = apply(text, [fix]);
    assert_eq!(applied, 1, "{fix:?} does not fit into {text:?}");
    assert_eq!(after, spliced(text, &fix.edits), "{fix:?}");
    // Only a safe fix is applied unseen. Others may close a fence that was left open, and turn what was code into text.
    if fix.safety == Safety::Safe {
        untouched(syntax, &Syntax::new(&after), &fix.edits, fix, text);
    }
}

/// The text with its edits, and every other byte as it was.
fn spliced(text: &str, edits: &[Edit]) -> String {
    let mut after = text.to_owned();
    edits.iter().rev().for_each(|edit| after.replace_range(edit.range.clone(), &edit.text));
    after
}

/// Blocks that no edit touches are the blocks they were.
fn untouched(before: &Syntax, after: &Syntax, edits: &[Edit], fix: &Fix, text: &str) {
    for placed in before.blocks() {
        let touches = |edit: &&Edit| edit.range.start <= placed.end() && placed.start <= edit.range.end;
        if edits.iter().any(|edit| touches(&edit)) {
            continue;
        }
        let earlier = edits.iter().filter(|edit| edit.range.end <= placed.start);
        let start = earlier.fold(placed.start, |start, edit| start + edit.text.len() - edit.range.len());
        let same = after.blocks().iter().find(|other| other.start == start);
        let same =
            same.is_some_and(|other| other.block.kind == placed.block.kind && other.block.text == placed.block.text);
        assert!(same, "{fix:?} makes something else of {:?} in {text:?}", placed.block.text);
    }
}
