//! A draft at a glance, for the status bar of an editor: how much is broken in it, and how many of its claims have a source.
//!
//! The request is our own, `ibid/status`, and takes `{"textDocument": {"uri": …}}`. Its answer is null for what is no open draft, or one
//! that is not read. The words are made here, so that every editor shows the same.

use super::desk::Desk;
use super::publish::unread;
use crate::claim::Tally;
use crate::finding::{Finding, Severity};
use crate::rules::Group;
use serde::{Deserialize, Serialize};
use tower_lsp::ls_types::TextDocumentIdentifier;

/// What is asked.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StatusParams {
    /// The draft.
    pub text_document: TextDocumentIdentifier,
}

/// A draft, counted.
#[derive(Serialize)]
pub struct Status {
    /// What a reader would stumble on: findings of all groups but attribution. Hints do not count.
    broken: usize,
    /// What wants a source or a speaker: findings on attribution.
    unsourced: usize,
    /// Claims that a citation covers.
    sourced: usize,
    /// Claims that somebody named is said to make.
    attributed: usize,
    /// Claims that nothing covers, whether they are reported or not.
    open: usize,
    /// A few words for a status bar: `3 broken · 5 unsourced`.
    label: String,
    /// A line for who looks closer: `18 claims: 11 sourced, 4 attributed, 3 open`.
    detail: String,
}

/// The draft that is asked about.
pub fn answer(desk: &mut Desk<'_>) -> Option<Status> {
    let outbox = desk.outbox;
    // Of a draft that is not read nothing is known: not that there is nothing in it.
    let open = desk.open().filter(|open| unread(open).is_none())?;
    let findings = open.findings(outbox);
    let tally = open.claims(outbox).map(|claims| Tally::of(&claims.claims)).unwrap_or_default();
    Some(Status::of(&findings, tally))
}

impl Status {
    fn of(findings: &[Finding], tally: Tally) -> Self {
        let about_claims = |finding: &&Finding| finding.rule.group == Group::Attribution;
        let unsourced = findings.iter().filter(about_claims).count();
        let counts = |finding: &&Finding| !about_claims(finding) && finding.severity > Severity::Hint;
        let broken = findings.iter().filter(counts).count();
        let words = [(broken, "broken"), (unsourced, "unsourced")];
        let words: Vec<String> =
            words.iter().filter(|(count, _)| *count > 0).map(|(count, word)| format!("{count} {word}")).collect();
        let label = if words.is_empty() { "no findings".to_owned() } else { words.join(" \u{b7} ") };
        let detail = if tally.claims() == 0 { "no claims".to_owned() } else { tally.to_string() };
        let Tally { sourced, attributed, open } = tally;
        Self { broken, unsourced, sourced, attributed, open, label, detail }
    }
}
