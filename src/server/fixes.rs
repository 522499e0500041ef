//! What a code action changes. The same function serves an action that carries its edit and one that is resolved later.

use super::diff;
use super::drafts::Open;
use super::outbox::Outbox;
use super::silence;
use crate::check::{Draft, apply, fix_all};
use crate::finding::{Edit, Finding, Repair, Safety};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

/// Which change; small enough to travel to the client and back.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum Change {
    /// One fix of one finding, by its place among the draft's findings.
    Fix {
        /// The finding.
        finding: usize,
        /// The fix.
        fix: usize,
    },
    /// The first fix of each finding of a rule.
    Rule {
        /// The rule's name.
        rule: String,
    },
    /// Every safe fix, until none is left.
    All,
    /// A comment that silences one finding.
    Silence {
        /// The finding.
        finding: usize,
    },
}

impl Change {
    /// The change as edits of the draft; `None` if there is nothing to change.
    pub fn edits(&self, open: &mut Open, outbox: &Outbox) -> Option<Vec<Edit>> {
        let findings = open.findings(outbox);
        let draft = open.draft()?;
        let edits = match self {
            Self::Fix { finding, fix } => {
                let mut fixes = draft.fixes([findings.get(*finding)?]).pop()?;
                (*fix < fixes.len()).then(|| fixes.swap_remove(*fix).edits)?
            }
            Self::Rule { rule } => {
                let source = open.text().to_string();
                // In one call, so that the labels they write differ.
                let fixes = draft.fixes(findings.iter().filter(|finding| finding.rule.name == rule));
                diff::edits(&source, &apply(&source, fixes.iter().filter_map(|fixes| fixes.first())).0)
            }
            Self::All => {
                let source = open.text().to_string();
                let settings = Arc::clone(open.settings());
                let supply = |other: &mut Draft| {
                    other.set_library(Arc::clone(draft.library()));
                    other.set_targets(Arc::clone(draft.targets()));
                };
                let fix = || fix_all(&source, &settings, supply, Safety::Safe, |_| true);
                diff::edits(&source, &catch_unwind(AssertUnwindSafe(fix)).ok()??.text)
            }
            Self::Silence { finding } => {
                let is_mdx = open.path.as_ref().and_then(|path| path.extension()).is_some_and(|e| e == "mdx");
                let marks = if is_mdx { silence::MDX } else { silence::HTML };
                let comment = || silence::comment(draft, &findings, *finding, marks);
                vec![catch_unwind(AssertUnwindSafe(comment)).ok()??]
            }
        };
        (!edits.is_empty()).then_some(edits)
    }
}

/// Whether a finding has a fix that may be applied unseen.
pub fn is_safe(finding: &Finding) -> bool {
    finding.repairs.iter().any(|repair| matches!(repair, Repair::Edits { safety: Safety::Safe, .. }))
}
