//! JSON: a contract, which programs read. Fields are added, never changed; a change of meaning takes a new version.

use crate::cli::inputs::short;
use crate::cli::review::{Found, Review, Reviewed};
use crate::cli::span::Span;
use crate::finding::{Safety, Severity};
use crate::rules::Group;
use crate::text::Encoding;
use anyhow::Result;
use serde::Serialize;
use std::borrow::Cow;

/// The contract's version.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    path: &'a str,
    rule: &'a str,
    group: Group,
    severity: Severity,
    message: &'a str,
    #[serde(flatten)]
    span: Span,
    fixes: Vec<Fix<'a>>,
}

#[derive(Serialize)]
struct Fix<'a> {
    title: &'a str,
    safety: Safety,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    path: Cow<'a, str>,
    start: usize,
    end: usize,
    text: &'a str,
}

/// One object for the whole report.
pub fn object(review: &Review) -> Result<String> {
    let report = Report { version: VERSION, diagnostics: diagnostics(review).collect() };
    Ok(serde_json::to_string(&report)? + "\n")
}

/// One object for each finding, each on its line.
pub fn lines(review: &Review) -> Result<String> {
    let mut lines = String::new();
    for diagnostic in diagnostics(review) {
        lines += &serde_json::to_string(&diagnostic)?;
        lines.push('\n');
    }
    Ok(lines)
}

fn diagnostics(review: &Review) -> impl Iterator<Item = Diagnostic<'_>> {
    review.drafts.iter().flat_map(|draft| draft.findings.iter().map(move |found| diagnostic(draft, found)))
}

fn diagnostic<'a>(draft: &'a Reviewed, Found { finding, fixes }: &'a Found) -> Diagnostic<'a> {
    let from = draft.text.position(finding.range.start, Encoding::Utf32);
    let to = draft.text.position(finding.range.end, Encoding::Utf32);
    let edit = |edit: &'a crate::finding::Edit| {
        let (start, end) = (edit.range.start, edit.range.end);
        Edit { path: Cow::Borrowed(draft.shown.as_str()), start, end, text: &edit.text }
    };
    let elsewhere = |elsewhere: &'a crate::repair::Elsewhere| {
        let path = short(&elsewhere.path);
        let edit = move |edit: &'a crate::finding::Edit| {
            let (start, end) = (edit.range.start, edit.range.end);
            Edit { path: Cow::Owned(path.clone()), start, end, text: &edit.text }
        };
        elsewhere.edits.iter().map(edit)
    };
    let edits = |fix: &'a crate::finding::Fix| {
        fix.edits.iter().map(edit).chain(fix.elsewhere.iter().flat_map(elsewhere)).collect()
    };
    Diagnostic {
        path: &draft.shown,
        rule: finding.rule.name,
        group: finding.rule.group,
        severity: finding.severity,
        message: &finding.message,
        span: Span::new(&finding.range, from, to),
        fixes: fixes.iter().map(|fix| Fix { title: &fix.title, safety: fix.safety, edits: edits(fix) }).collect(),
    }
}
