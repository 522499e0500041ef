//! Which stretches of a draft already have a finding.

use std::collections::BTreeMap;
use std::ops::Range;

/// Stretches taken so far, each by a rule. Disjoint or nested only within one rule.
#[derive(Debug, Default)]
pub struct Taken {
    /// End and rule, by start.
    stretches: BTreeMap<usize, (usize, &'static str)>,
}

impl Taken {
    /// Takes `range` for `rule`, unless another rule holds some of it. A rule may overlap itself.
    pub fn take(&mut self, range: &Range<usize>, rule: &'static str) -> bool {
        let end = range.end.max(range.start + 1);
        let others = self.stretches.range(..end).rev().take_while(|(_, (e, _))| *e > range.start);
        if others.into_iter().any(|(_, (_, owner))| *owner != rule) {
            return false;
        }
        let entry = self.stretches.entry(range.start).or_insert((end, rule));
        entry.0 = entry.0.max(end);
        true
    }
}
