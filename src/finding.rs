//! What a rule says: a fault, where it stands, and what would mend it. Plain data, byte ranges only.

use crate::rules::Rule;
use std::ops::Range;

pub use crate::repair::{Edit, Fix, Repair, Safety, Stub};

/// How much a finding matters. Ordered: a hint is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing, nothing is wrong yet.
    Hint,
    /// A careful editor would ask.
    Information,
    /// A reader will stumble.
    Warning,
    /// The citation does not work.
    Error,
}

/// A fault found in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule that found it.
    pub rule: &'static Rule,
    /// The rule's severity, or the one the writer chose.
    pub severity: Severity,
    /// The faulty text alone, in bytes.
    pub range: Range<usize>,
    /// What is wrong and what to do, in one sentence without a full stop.
    pub message: String,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// What would mend it, the likeliest first. [`crate::check::Draft::fixes`] turns these into edits.
    pub repairs: Vec<Repair>,
}

impl Finding {
    /// A finding at the rule's own severity.
    pub fn new(rule: &'static Rule, range: Range<usize>, message: impl Into<String>) -> Self {
        Self { rule, severity: rule.severity, range, message: message.into(), related: Vec::new(), repairs: Vec::new() }
    }

    /// The same at another severity.
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with one more repair.
    pub fn repair(mut self, repair: Repair) -> Self {
        self.repairs.push(repair);
        self
    }

    /// The same with one more place that explains it.
    pub fn related(mut self, range: Range<usize>, message: impl Into<String>) -> Self {
        self.related.push(Related { range, message: message.into() });
        self
    }

    /// Moves every range by `offset` bytes: from a block's coordinates into the draft's.
    pub fn shift(&mut self, offset: usize) {
        let mv = |range: &mut Range<usize>| *range = range.start + offset..range.end + offset;
        mv(&mut self.range);
        self.related.iter_mut().for_each(|related| mv(&mut related.range));
        for repair in &mut self.repairs {
            repair.edits_mut().iter_mut().for_each(|edit| mv(&mut edit.range));
            if let Repair::Stub(stub) = repair {
                stub.before_stop += offset;
                stub.after_stop += offset;
            }
        }
    }
}

/// Another place that explains a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// What is there.
    pub message: String,
}
