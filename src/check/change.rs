//! Where a draft differs from what it was when it was last looked at, and what that does to places in it.

use super::View;
use crate::finding::{Finding, Repair};
use std::ops::Range;

/// One stretch of blocks that became another.
#[derive(Debug)]
pub struct Change {
    /// How many blocks before the stretch stayed.
    pub first: usize,
    /// The blocks that went.
    pub old: Vec<View>,
    /// How many came.
    pub new: usize,
    /// Where the stretch starts, in bytes.
    start: usize,
    /// Where it ended.
    old_end: usize,
    /// Where it ends.
    new_end: usize,
    /// Whether it holds the first or the last block of the draft, which decide where and how definitions are added.
    pub at_edge: bool,
}

impl Change {
    /// What became of `blocks`, of `old_length` bytes in all, when `first` of them at the start and `last` at the end stayed: `new` came.
    pub fn new(old: Vec<View>, new: &[View], first: usize, last: usize, lengths: (usize, usize)) -> Self {
        let (old_length, length) = lengths;
        let end = |view: Option<&View>| view.map_or(0, |view| view.start + view.block.text.len());
        let start = first.checked_sub(1).map_or(0, |before| end(new.get(before)));
        let new_end = new.get(new.len() - last).map_or(length, |view| view.start);
        let old_end = (new_end + old_length).saturating_sub(length);
        let at_edge = first == 0 || last == 0;
        Self { first, old, new: new.len() - first - last, start, old_end, new_end, at_edge }
    }

    /// The blocks that came, among all.
    pub fn fresh(&self) -> Range<usize> {
        self.first..self.first + self.new
    }

    /// Where a range is now, if it lies outside the stretch.
    pub fn map(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let behind = |at: usize| at - self.old_end + self.new_end;
        // What is empty at a border may belong to either side.
        let (before, after) = match range.is_empty() {
            true => (range.end < self.start, range.start > self.old_end),
            false => (range.end <= self.start, range.start >= self.old_end),
        };
        match (before, after) {
            (true, _) => Some(range.clone()),
            (_, true) => Some(behind(range.start)..behind(range.end)),
            _ => None,
        }
    }

    /// Moves findings to where they are now. Returns whether every place in them lies outside the stretch; if not, they are worth nothing.
    pub fn carry(&self, findings: &mut [Finding]) -> bool {
        findings.iter_mut().all(|finding| self.carry_one(finding).is_some())
    }

    fn carry_one(&self, finding: &mut Finding) -> Option<()> {
        let offset = |at: &mut usize| {
            *at = self.map(&(*at..*at))?.start;
            Some(())
        };
        finding.range = self.map(&finding.range)?;
        for related in &mut finding.related {
            related.range = self.map(&related.range)?;
        }
        for repair in &mut finding.repairs {
            for edit in repair.edits_mut() {
                edit.range = self.map(&edit.range)?;
            }
            if let Repair::Stub(stub) = repair {
                offset(&mut stub.before_stop)?;
                offset(&mut stub.after_stop)?;
            }
        }
        Some(())
    }
}
