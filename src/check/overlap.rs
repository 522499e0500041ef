//! Which stretches of a draft already have a finding.

use std::collections::BTreeMap;
use std::ops::Range;

/// Disjoint stretches, each taken by a rule.
#[derive(Debug, Default)]
pub struct Taken {
    /// End and rule, by start.
    stretches: BTreeMap<usize, (usize, &'static str)>,
}

impl Taken {
    /// Takes `range` for `rule`, unless another rule holds some of it. A rule may overlap itself.
    pub fn take(&mut self, range: &Range<usize>, rule: &'static str) -> bool {
        let mut union = range.start..range.end.max(range.start + 1);
        let touched: Vec<(usize, usize, &str)> = self
            .stretches
            .range(..union.end)
            .rev()
            .take_while(|(_, (end, _))| *end > union.start)
            .map(|(start, (end, owner))| (*start, *end, *owner))
            .collect();
        if touched.iter().any(|(_, _, owner)| *owner != rule) {
            return false;
        }
        for (start, end, _) in touched {
            self.stretches.remove(&start);
            union = union.start.min(start)..union.end.max(end);
        }
        self.stretches.insert(union.start, (union.end, rule));
        true
    }
}

#[cfg(test)]
mod tests {
    use super::Taken;

    #[test]
    fn a_long_stretch_holds_behind_a_short_one_inside_it() {
        let mut taken = Taken::default();
        assert!(taken.take(&(0..100), "a"));
        assert!(taken.take(&(10..20), "a"));
        assert!(!taken.take(&(50..60), "b"));
        assert!(taken.take(&(100..101), "b"));
    }
}
