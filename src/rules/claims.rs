//! What the rules on attribution share: the open claims of a draft, and where a citation of one goes.

use crate::check::Survey;
use crate::citation::closing;
use crate::claim::{Claim, Coverage, Need};
use crate::finding::{Repair, Stub};
use std::ops::Range;

/// The claims that want this and have it not; of one beside a marker that does not work, that marker's finding speaks.
pub fn open<'a>(survey: &Survey<'a>, need: Need) -> impl Iterator<Item = &'a Claim> {
    let open = move |claim: &&Claim| claim.need == need && claim.coverage == Coverage::Open && claim.broken.is_none();
    survey.claims.claims.iter().filter(open)
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
