//! What the rules on attribution share: the open claims of a draft, and where a citation of one goes.

use super::quoted::quoted;
use crate::check::Survey;
use crate::citation::closing;
use crate::claim::{Claim, Coverage, Need, nameless};
use crate::finding::{Edit, Repair, Stub};
use crate::repair::PLACEHOLDER_NAME;
use std::ops::Range;

/// Whether a claim wants this and has it not; of one beside a marker that does not work, that marker's finding speaks.
pub fn is_open(claim: &Claim, need: Need) -> bool {
    claim.need == need && claim.coverage == Coverage::Open && claim.broken.is_none()
}

/// The words of the draft in `range`, which lie in the claim's block.
pub fn words<'a>(survey: &Survey<'a>, claim: &Claim, range: &Range<usize>) -> &'a str {
    let view = survey.blocks.get(claim.block);
    view.and_then(|view| view.block.text.get(range.start - view.start..range.end - view.start)).unwrap_or("")
}

/// A citation to fill in, at the end of the claim.
pub fn cite(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let inside = claim.range.start - view.start..claim.range.end - view.start;
    let (before_stop, after_stop) = closing(&view.block.prose, &inside);
    let stub = Stub {
        edits: Vec::new(),
        before_stop: view.start + before_stop,
        after_stop: view.start + after_stop,
        sources: Vec::new(),
    };
    Some(Repair::Stub(stub))
}

/// A name to fill in, in place of the crowd that the claim's words speak of. None where they speak of nobody, or where markup stands
/// among the words.
pub fn name(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let inside = claim.words.start.checked_sub(view.start)?..claim.words.end.checked_sub(view.start)?;
    let crowd = nameless(view.block.prose.get(inside.clone())?)?;
    let crowd = inside.start + crowd.start..inside.start + crowd.end;
    let text = view.block.text.get(crowd.clone())?;
    let plain = view.block.prose.get(crowd.clone()) == Some(text);
    let edit = Edit::replace(view.start + crowd.start..view.start + crowd.end, PLACEHOLDER_NAME);
    plain.then(|| Repair::look(format!("Replace {} by a name to fill in", quoted(text)), vec![edit]))
}

/// A speaker to fill in: before a quotation that starts its sentence, behind another.
pub fn speaker(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let at = claim.range.start.checked_sub(view.start)?;
    let last = view.said.statements.partition_point(|statement| statement.range.start <= at);
    let start = view.said.statements.get(last.checked_sub(1)?)?.range.start;
    let starts = !view.block.prose.get(start..at)?.contains(char::is_alphanumeric);
    let edit = match starts {
        true => Edit::insert(claim.range.start, format!("{PLACEHOLDER_NAME}: ")),
        false => Edit::insert(claim.range.end, format!(" ({PLACEHOLDER_NAME})")),
    };
    Some(Repair::look("Add a speaker to fill in", vec![edit]))
}
