//! What a rule says: a fault, where it stands, and what would mend it. Plain data, byte ranges only.

use crate::rules::Rule;
use std::ops::Range;

/// How much a finding matters. Ordered: a hint is the least.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
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

/// How far a fix may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Safety {
    /// The meaning stays as it was: fix-all may apply it unseen.
    Safe,
    /// A person must look.
    Unsafe,
}

/// A replacement of a byte range.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes; empty for an insertion.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

impl Edit {
    /// Replaces `range` by `text`.
    pub fn replace(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    /// Removes `range`.
    pub fn delete(range: Range<usize>) -> Self {
        Self { range, text: String::new() }
    }

    /// Inserts `text` at `offset`.
    pub fn insert(offset: usize, text: impl Into<String>) -> Self {
        Self { range: offset..offset, text: text.into() }
    }
}

/// A way to mend a finding, before it is known how this draft writes its citations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Edits that are the same in every draft.
    Edits {
        /// A verb phrase, for a menu.
        title: String,
        /// How far it may be trusted.
        safety: Safety,
        /// Disjoint, in order.
        edits: Vec<Edit>,
    },
    /// Edits, and a citation with a placeholder in the draft's own style. Always unsafe.
    Stub(Stub),
}

impl Repair {
    /// A safe repair.
    pub fn safe(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edits { title: title.into(), safety: Safety::Safe, edits }
    }

    /// A repair that a person must look at.
    pub fn look(title: impl Into<String>, edits: Vec<Edit>) -> Self {
        Self::Edits { title: title.into(), safety: Safety::Unsafe, edits }
    }

    fn edits_mut(&mut self) -> &mut Vec<Edit> {
        match self {
            Self::Edits { edits, .. } => edits,
            Self::Stub(stub) => &mut stub.edits,
        }
    }
}

/// A citation to be written by the writer: the sources that were named, and where the mark goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stub {
    /// What goes from the text, so that clean prose is left.
    pub edits: Vec<Edit>,
    /// Where a citation inside the sentence goes: before its closing punctuation.
    pub before_stop: usize,
    /// Where a footnote mark goes: after the closing punctuation.
    pub after_stop: usize,
    /// The sources, as the draft named them: `reuters.com`, `the Guardian`. Empty when the draft names none.
    pub sources: Vec<String>,
}

/// A fix as an editor or `ibid fix` applies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// A verb phrase, for a menu.
    pub title: String,
    /// How far it may be trusted.
    pub safety: Safety,
    /// Disjoint, in order; all of the draft itself.
    pub edits: Vec<Edit>,
}
