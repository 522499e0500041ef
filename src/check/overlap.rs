//! One finding a fault: where several rules speak of the same stretch, which of them is heard.

use crate::config::Settings;
use crate::finding::Finding;
use crate::rules::{RULES, Rule};
use std::collections::BTreeMap;
use std::ops::Range;

/// Sorts findings by start, gives them the severities the writer chose, and keeps one finding a fault.
pub fn settle(mut findings: Vec<Finding>, settings: &Settings) -> Vec<Finding> {
    let place = |finding: &Finding| (finding.range.start, finding.range.end);
    findings.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| precedence(a.rule).cmp(&precedence(b.rule))));
    let lost = lost(&findings);
    if !lost.is_empty() {
        let (mut lost, mut indices) = (lost.into_iter().peekable(), 0..);
        findings.retain(|_| indices.next().is_some_and(|index| lost.next_if_eq(&index).is_none()));
    }
    // A rule may itself speak more softly than its default; a writer's choice replaces both.
    for finding in findings.iter_mut().filter(|_| !settings.rules.is_empty()) {
        let chosen =
            [finding.rule.name, finding.rule.group.name()].iter().any(|name| settings.rules.contains_key(*name));
        if let (true, Some(severity)) = (chosen, settings.severity(finding.rule)) {
            finding.severity = severity;
        }
    }
    findings
}

/// Which of the findings, which are sorted by start, are not heard, in order. Nearly all stand alone: only those that overlap are weighed.
fn lost(findings: &[Finding]) -> Vec<usize> {
    let mut lost = Vec::new();
    let mut first = 0;
    while let Some(one) = findings.get(first) {
        let (mut end, mut several) = (reach(one).end, false);
        let mut next = first + 1;
        while let Some(other) = findings.get(next).filter(|other| other.range.start < end) {
            end = end.max(reach(other).end);
            several |= other.rule != one.rule;
            next += 1;
        }
        if several {
            lost.extend(weigh(&findings[first..next]).into_iter().map(|index| first + index));
        }
        first = next;
    }
    lost
}

/// Which of these overlapping findings are not heard, in order.
fn weigh(findings: &[Finding]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..findings.len()).collect();
    order.sort_by_key(|&index| precedence(findings[index].rule));
    let mut taken = Taken::default();
    order.retain(|&index| {
        let Finding { rule, range, .. } = &findings[index];
        !rule.independent && !taken.take(range, rule.name)
    });
    order.sort_unstable();
    order
}

/// The place of a rule in [`RULES`].
fn precedence(rule: &Rule) -> Option<usize> {
    RULES.iter().position(|known| std::ptr::eq(*known, rule))
}

/// What a finding takes: one byte at least.
fn reach(finding: &Finding) -> Range<usize> {
    finding.range.start..finding.range.end.max(finding.range.start + 1)
}

/// Disjoint stretches, each taken by a rule.
#[derive(Debug, Default)]
struct Taken {
    /// End and rule, by start.
    stretches: BTreeMap<usize, (usize, &'static str)>,
}

impl Taken {
    /// Takes `range` for `rule`, unless another rule holds some of it. A rule may overlap itself.
    fn take(&mut self, range: &Range<usize>, rule: &'static str) -> bool {
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
