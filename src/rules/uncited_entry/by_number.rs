//! Entries of a numbered list of references that no number in the draft names.

use super::{RULE, targets};
use crate::check::Survey;
use crate::finding::Finding;
use crate::rules::by_number::{List, numerals, superscripts};
use std::collections::{BTreeSet, HashSet};

/// How many entries make a list.
const ENTRIES: usize = 3;
/// How many of them must be cited: fewer, and the draft cites in another way.
const EVIDENCE: usize = 2;

pub fn check(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let list = List::of(survey.placed());
    let entries = list.closed();
    // Numbers with definitions are links.
    if entries.len() < ENTRIES || list.defines() {
        return;
    }
    let within = |offset: usize| entries.values().any(|range| range.contains(&offset));
    let mut cited = BTreeSet::new();
    let mut outside = HashSet::new();
    for view in
        survey.blocks.iter().filter(|view| !within(view.start + view.block.leaves.first().map_or(0, |l| l.range.start)))
    {
        for numerals in numerals(&view.block).into_iter().chain(superscripts(&view.block)) {
            cited.extend(numerals.numbers);
        }
        outside.extend(targets(view).map(|(_, target)| target));
    }
    let uncited: Vec<u32> = entries.keys().copied().filter(|number| !cited.contains(number)).collect();
    if entries.len() - uncited.len() < EVIDENCE || uncited.len() * 2 > entries.len() {
        return;
    }
    let inside = survey.blocks.iter().flat_map(targets).filter(|(_, target)| outside.contains(target));
    let linked: BTreeSet<usize> = inside.map(|(at, _)| at).collect();
    for number in uncited {
        let Some(range) = entries.get(&number).filter(|range| linked.range((*range).clone()).next().is_none()) else {
            continue;
        };
        let message = format!("Nothing in the draft cites entry {number}; cite it where it belongs, or take it out");
        findings.push(Finding::new(&RULE, range.clone(), message));
    }
}
