//! Workflow commands, which GitHub shows beside the changed lines.

use crate::cli::review::{Review, Reviewed};
use crate::finding::{Finding, Severity};
use crate::text::Encoding;
use std::fmt::Write;

/// A command for each finding, each on its line.
pub fn commands(review: &Review) -> String {
    let mut commands = String::new();
    for draft in &review.drafts {
        for found in &draft.findings {
            command(&mut commands, draft, &found.finding);
        }
    }
    commands
}

fn command(out: &mut String, draft: &Reviewed, finding: &Finding) {
    let level = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "notice",
    };
    let from = draft.text.position(finding.range.start, Encoding::Utf32);
    let to = draft.text.position(finding.range.end, Encoding::Utf32);
    let _ = write!(out, "::{level} file={},line={},endLine={}", property(&draft.shown), from.line + 1, to.line + 1);
    // Columns over several lines are refused.
    if from.line == to.line {
        let _ = write!(out, ",col={},endColumn={}", from.column + 1, to.column + 1);
    }
    let _ = writeln!(out, ",title={}::{}", property(finding.rule.name), data(&finding.message));
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
