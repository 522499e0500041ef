//! What a code action changes. The same function serves an action that carries its edit and one that is resolved later.

use super::diff;
use super::silence;
use crate::check::{Draft, apply, fix_all};
use crate::finding::{Edit, Finding, Repair, Safety};
use crate::repair::Elsewhere;
use crate::rewrite::{Form, Order, choices, convert, enter, renumber, sort};
use crate::server::drafts::Open;
use crate::server::outbox::Outbox;
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
    /// Footnotes numbered in order of appearance.
    Renumber,
    /// Link definitions in order.
    Sort {
        /// Which order.
        order: Order,
    },
    /// A link or a note in another form.
    Convert {
        /// The byte at which it stands.
        at: usize,
        /// The form.
        form: Form,
    },
    /// One more citation of a source.
    Cite {
        /// The byte at which it goes.
        at: usize,
        /// Which of the choices there.
        choice: usize,
    },
    /// An entry in a bibliography for what stands at a byte.
    Enter {
        /// The byte.
        at: usize,
    },
}

/// What a change does.
#[derive(Debug, Default)]
pub struct Changed {
    /// To the draft.
    pub edits: Vec<Edit>,
    /// To another file.
    pub elsewhere: Option<Elsewhere>,
}

impl From<Vec<Edit>> for Changed {
    fn from(edits: Vec<Edit>) -> Self {
        Self { edits, elsewhere: None }
    }
}

impl Change {
    /// The change as edits of the draft; `None` if there is nothing to change.
    pub fn edits(&self, open: &mut Open, outbox: &Outbox) -> Option<Changed> {
        if let Some(rewritten) = self.rewritten(open) {
            return rewritten;
        }
        let findings = open.findings(outbox);
        let draft = open.draft()?;
        let changed: Changed = match self {
            Self::Fix { finding, fix } => {
                let mut fixes = draft.fixes([findings.get(*finding)?]).pop()?;
                let fix = (*fix < fixes.len()).then(|| fixes.swap_remove(*fix))?;
                Changed { edits: fix.edits, elsewhere: fix.elsewhere }
            }
            Self::Rule { rule } => {
                let source = open.text().to_string();
                // In one call, so that the labels they write differ.
                let fixes = draft.fixes(findings.iter().filter(|finding| finding.rule.name == rule));
                diff::edits(&source, &apply(&source, fixes.iter().filter_map(|fixes| fixes.first())).0).into()
            }
            Self::All => {
                let source = open.text().to_string();
                let settings = Arc::clone(open.settings());
                let supply = |other: &mut Draft| {
                    other.contain(&open.faults);
                    other.set_library(Arc::clone(draft.library()));
                    other.set_targets(Arc::clone(draft.targets()));
                    other.set_lock(Arc::clone(draft.lock()));
                };
                let fix = || fix_all(&source, &settings, supply, Safety::Safe, |_| true);
                diff::edits(&source, &catch_unwind(AssertUnwindSafe(fix)).ok()??.text).into()
            }
            Self::Silence { finding } => {
                let is_mdx = open.path.as_ref().and_then(|path| path.extension()).is_some_and(|e| e == "mdx");
                let marks = if is_mdx { silence::MDX } else { silence::HTML };
                let comment = || silence::comment(draft, &findings, *finding, marks);
                vec![catch_unwind(AssertUnwindSafe(comment)).ok()??].into()
            }
            _ => return None,
        };
        (!changed.edits.is_empty() || changed.elsewhere.is_some()).then_some(changed)
    }

    /// What a rewriting does; `None` for what mends a finding.
    fn rewritten(&self, open: &Open) -> Option<Option<Changed>> {
        let parts = || open.draft().map(Draft::parts).unwrap_or_default();
        let act = || match *self {
            Self::Renumber => renumber(&parts()).map(|rewriting| rewriting.edits.into()),
            Self::Sort { order } => sort(&parts(), order).map(|rewriting| rewriting.edits.into()),
            Self::Convert { at, form } => convert(&parts(), Some(at), form).map(|rewriting| rewriting.edits.into()),
            Self::Cite { at, choice } => {
                choices(&parts(), at, open.library()).into_iter().nth(choice).map(|rewriting| rewriting.edits.into())
            }
            Self::Enter { at } => enter(&parts(), at, open.library())
                .map(|(rewriting, elsewhere)| Changed { edits: rewriting.edits, elsewhere }),
            _ => None,
        };
        let ours = !matches!(self, Self::Fix { .. } | Self::Rule { .. } | Self::All | Self::Silence { .. });
        ours.then(|| catch_unwind(AssertUnwindSafe(act)).ok().flatten())
    }
}

/// Whether a finding has a fix that may be applied unseen.
pub fn is_safe(finding: &Finding) -> bool {
    finding.repairs.iter().any(|repair| matches!(repair, Repair::Edits { safety: Safety::Safe, .. }))
}
