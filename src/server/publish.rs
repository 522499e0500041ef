//! Diagnostics pushed to the client: when, and which.
//!
//! What has vanished goes at once, because a mark on a mended fault is a lie. What is new waits for a pause in typing, because
//! half of a link is a broken link and nobody wants to be told. What merely moved waits too: editors move marks themselves.

use super::abilities::Abilities;
use super::convert;
use super::drafts::Open;
use super::outbox::Outbox;
use crate::finding::{Finding, Severity};
use crate::text::{Ruler, Text};
use crate::workspace::MAX_DRAFT_BYTES;
use std::collections::HashMap;
use std::time::{Duration, Instant};
use tower_lsp::ls_types::{Diagnostic, DiagnosticSeverity, NumberOrString, Uri};

/// A pause in typing. Servers for code wait 200 ms and more for compilers; below 150 ms marks flicker between two keystrokes of a
/// quick typist.
const PAUSE: Duration = Duration::from_millis(150);
/// Nobody types without a pause this long, but held keys and macros do.
const PATIENCE: Duration = Duration::from_millis(1500);
/// A check that takes no longer may run after each keystroke: it fits into one frame of the editor.
const CHEAP: Duration = Duration::from_millis(10);
/// The most diagnostics of a draft: VS Code shows no more of any file, and each is sent anew whenever one changes.
const MOST: usize = 1000;

/// What the client shows for one draft, and what it has yet to be told.
#[derive(Default)]
pub struct Shown {
    diagnostics: Vec<Diagnostic>,
    published: bool,
    unpublished: Option<Unpublished>,
}

/// Edits whose findings the client has not seen.
#[derive(Clone, Copy)]
struct Unpublished {
    first: Instant,
    last: Instant,
    /// Whether what vanished with the last of them was looked for.
    looked: bool,
}

impl Shown {
    /// Notes an edit.
    pub fn edited(&mut self, now: Instant) {
        let first = self.unpublished.map_or(now, |unpublished| unpublished.first);
        self.unpublished = Some(Unpublished { first, last: now, looked: false });
    }

    /// When [`Shown::settle`] wants to be called again, if ever.
    pub fn due(&self) -> Option<Instant> {
        self.unpublished.map(|unpublished| unpublished.pause())
    }

    /// Publishes what is due by `now`.
    pub fn settle(&mut self, open: &mut Open, now: Instant, can: &Abilities, outbox: &Outbox) {
        let Some(unpublished) = self.unpublished else { return };
        if now >= unpublished.pause() {
            self.publish(open, can, outbox);
        } else if !unpublished.looked && open.cost <= CHEAP && !self.diagnostics.is_empty() {
            self.unpublished = Some(Unpublished { looked: true, ..unpublished });
            let known = known(&self.diagnostics, all(open, can, outbox));
            if known.len() < self.diagnostics.len() {
                self.send(known, open, outbox);
            }
        }
    }

    /// Publishes everything now, if it is other than what the client shows.
    pub fn publish(&mut self, open: &mut Open, can: &Abilities, outbox: &Outbox) {
        self.unpublished = None;
        let diagnostics = all(open, can, outbox);
        if !self.published || diagnostics != self.diagnostics {
            self.send(diagnostics, open, outbox);
        }
    }

    fn send(&mut self, diagnostics: Vec<Diagnostic>, open: &Open, outbox: &Outbox) {
        self.published = true;
        self.diagnostics.clone_from(&diagnostics);
        outbox.publish(open.uri.clone(), diagnostics, Some(open.version));
    }
}

impl Unpublished {
    fn pause(&self) -> Instant {
        (self.last + PAUSE).min(self.first + PATIENCE)
    }
}

/// Every diagnostic of a draft as it is now.
pub fn all(open: &mut Open, can: &Abilities, outbox: &Outbox) -> Vec<Diagnostic> {
    if let Some(notice) = unread(open) {
        return vec![notice];
    }
    let findings = open.findings(outbox);
    diagnostics(open.text(), &open.uri, &findings, can)
}

/// What is said of a draft of which nothing is read, if it is one.
pub fn unread(open: &Open) -> Option<Diagnostic> {
    if open.is_adrift() {
        let why = "The editor sent an edit of this draft that could not be read, so its text is not known";
        return Some(notice(format!("{why}; close it and open it again")));
    }
    let most = MAX_DRAFT_BYTES >> 20;
    let told = || format!("This draft is longer than {most} MB, the most that ibid checks; split it");
    open.is_too_long().then(|| notice(told()))
}

/// Findings as diagnostics. Of too many the gravest, and a word about the others.
pub fn diagnostics(text: &Text, uri: &Uri, findings: &[Finding], can: &Abilities) -> Vec<Diagnostic> {
    let (shown, more) = gravest(findings);
    let mut ruler = Ruler::new(text, can.encoding);
    let each = shown.into_iter().map(|finding| {
        let range = convert::ruled(&mut ruler, &finding.range);
        convert::diagnostic((text, uri), range, finding, can)
    });
    more.into_iter().chain(each).collect()
}

/// The findings that a client is shown, and a word about the others if there are too many.
pub fn gravest(findings: &[Finding]) -> (Vec<&Finding>, Option<Diagnostic>) {
    let left = findings.len().saturating_sub(MOST);
    if left == 0 {
        return (findings.iter().collect(), None);
    }
    // All of what is graver, and of the least grave that is shown the first.
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let mut room = MOST;
    let mut share = [Severity::Error, Severity::Warning, Severity::Information, Severity::Hint].map(|severity| {
        let share = count(severity).min(room);
        room -= share;
        (severity, share)
    });
    let fits = |finding: &&Finding| {
        let share = share.iter_mut().find(|(severity, left)| *severity == finding.severity && *left > 0);
        share.map(|(_, left)| *left -= 1).is_some()
    };
    let shown = findings.iter().filter(fits).collect();
    let told = format!(
        "Here are the {MOST} gravest faults of this draft, the most that an editor is shown; it has {left} more"
    );
    (shown, Some(notice(told)))
}

/// A word about the whole draft, at its top.
fn notice(message: String) -> Diagnostic {
    let (severity, source) = (Some(DiagnosticSeverity::INFORMATION), Some("ibid".to_owned()));
    Diagnostic { severity, source, message, ..Diagnostic::default() }
}

/// Those of `current` that the client shows already, at their present places.
fn known(shown: &[Diagnostic], mut current: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut counts: HashMap<(String, String), usize> = HashMap::new();
    for diagnostic in shown {
        *counts.entry(fault(diagnostic)).or_default() += 1;
    }
    current.retain(|diagnostic| match counts.get_mut(&fault(diagnostic)) {
        Some(count) if *count > 0 => {
            *count -= 1;
            true
        }
        _ => false,
    });
    current
}

/// What a diagnostic says, wherever it stands.
fn fault(diagnostic: &Diagnostic) -> (String, String) {
    let code = match &diagnostic.code {
        Some(NumberOrString::String(code)) => code.clone(),
        _ => String::new(),
    };
    (code, diagnostic.message.clone())
}
