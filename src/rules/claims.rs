//! What the rules on attribution share: the open claims of a draft, and where a citation of one goes.

use super::quoted::quoted;
use crate::check::{Survey, View};
use crate::citation::closing;
use crate::claim::{Claim, Coverage, Need, Reason, nameless};
use crate::finding::{Edit, Repair, Stub};
use crate::markdown::Block;
use crate::repair::PLACEHOLDER_NAME;
use std::ops::Range;

/// Whether a claim wants this and has it not; of one beside a marker that does not work, that marker's finding speaks.
pub fn is_open(claim: &Claim, need: Need) -> bool {
    claim.need == need && claim.coverage == Coverage::Open && claim.broken.is_none()
}

/// The words of the draft in `range`, which lie in the claim's block.
pub fn words<'a>(survey: &Survey<'a>, claim: &Claim, range: &Range<usize>) -> &'a str {
    let view = survey.blocks.get(claim.block);
    view.and_then(|view| view.block.text.get(inside(view, range)?)).unwrap_or("")
}

/// The range of the draft in the coordinates of a block that holds it.
fn inside(view: &View, range: &Range<usize>) -> Option<Range<usize>> {
    Some(range.start.checked_sub(view.start)?..range.end.checked_sub(view.start)?)
}

/// A citation to fill in, at the end of the claim.
pub fn cite(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let (before_stop, after_stop) = ends(&view.block, inside(view, &claim.range)?)?;
    let stub = Stub {
        edits: Vec::new(),
        before_stop: view.start + before_stop,
        after_stop: view.start + after_stop,
        sources: Vec::new(),
    };
    Some(Repair::Stub(stub))
}

/// Where a citation goes in front of the stop of what stands in `range`, and where behind it. Neither is in the emphasis that closes
/// there, nor past a line's end.
fn ends(block: &Block, range: Range<usize>) -> Option<(usize, usize)> {
    let end = range.start + block.prose.get(range.clone())?.trim_end().len();
    let (before, after) = closing(&block.prose, &(range.start..end));
    let hidden = block.prose.get(before..after)?.bytes().take_while(|&byte| byte == 0).count();
    let emphasis = block.text.get(before..before + hidden)?.bytes().all(|byte| matches!(byte, b'*' | b'_' | b'~'));
    Some((if emphasis { before + hidden } else { before }, after))
}

/// `, I think` before the stop: what a writer only thinks needs no source. None behind a closing bracket or quotation mark.
pub fn view(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let (before_stop, after_stop) = ends(&view.block, inside(view, &claim.range)?)?;
    let word = view.block.text.get(..before_stop)?.trim_end_matches(['*', '_']).ends_with(char::is_alphanumeric);
    let edit = Edit::insert(view.start + before_stop, ", I think");
    (word && before_stop < after_stop).then(|| Repair::look("Mark as your own view", vec![edit]))
}

/// The feature that the claim's words show.
pub fn shown<'a>(survey: &Survey<'_>, claim: &'a Claim) -> Option<&'a Reason> {
    let start = survey.blocks.get(claim.block)?.start;
    claim.reasons.iter().find(|reason| start + reason.range.start == claim.words.start)
}

/// A name to fill in, in place of the crowd that the claim's words speak of. None where they speak of nobody, or where markup stands
/// among the words.
pub fn name(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let inside = inside(view, &claim.words)?;
    let crowd = nameless(view.block.prose.get(inside.clone())?)?;
    let crowd = inside.start + crowd.start..inside.start + crowd.end;
    let text = view.block.text.get(crowd.clone())?;
    let plain = view.block.prose.get(crowd.clone()) == Some(text);
    let edit = Edit::replace(view.start + crowd.start..view.start + crowd.end, PLACEHOLDER_NAME);
    plain.then(|| Repair::look(format!("Replace {} by a name to fill in", quoted(text)), vec![edit]))
}

/// A speaker to fill in: before a quotation that starts or ends its sentence, behind another.
pub fn speaker(survey: &Survey<'_>, claim: &Claim) -> Option<Repair> {
    let view = survey.blocks.get(claim.block)?;
    let at = claim.range.start.checked_sub(view.start)?;
    let last = view.said.statements.partition_point(|statement| statement.range.start <= at);
    let start = view.said.statements.get(last.checked_sub(1)?)?.range.start;
    let starts = !view.block.prose.get(start..at)?.contains(char::is_alphanumeric);
    // A stop inside the quotation marks ends the sentence: what stands behind them would be said by nobody.
    let said =
        words(survey, claim, &claim.range).trim_end_matches(|c: char| !c.is_alphanumeric() && !STOPS.contains(&c));
    let edit = match starts || said.ends_with(STOPS) {
        true => Edit::insert(claim.range.start, format!("{PLACEHOLDER_NAME}: ")),
        false => Edit::insert(claim.range.end, format!(" ({PLACEHOLDER_NAME})")),
    };
    Some(Repair::look("Add a speaker to fill in", vec![edit]))
}

/// What ends a sentence.
const STOPS: [char; 4] = ['.', '!', '?', '\u{2026}'];
