//! SARIF 2.1.0, which code scanning services read.

use crate::cli::review::{Found, Review, Reviewed};
use crate::finding::{Fix, Severity};
use crate::rules::{RULES, Rule, page};
use crate::text::Encoding;
use anyhow::Result;
use serde_json::{Value, json};
use std::fmt::Write;
use std::ops::Range;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The log of one run.
pub fn log(review: &Review) -> Result<String> {
    let results: Vec<Value> =
        review.drafts.iter().flat_map(|draft| draft.findings.iter().map(|found| result(draft, found))).collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": "ibid",
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": RULES.iter().map(|rule| descriptor(rule)).collect::<Vec<_>>(),
            }},
            "invocations": [{"executionSuccessful": !review.failed}],
            // Columns count characters, and drafts are read as UTF-8.
            "columnKind": "unicodeCodePoints",
            "defaultEncoding": "utf-8",
            "results": results,
        }],
    });
    Ok(serde_json::to_string(&log)? + "\n")
}

fn descriptor(rule: &Rule) -> Value {
    json!({
        "id": rule.name,
        "shortDescription": {"text": rule.summary()},
        "help": {"text": rule.summary(), "markdown": page(rule)},
        "defaultConfiguration": {"enabled": rule.on, "level": level(rule.severity)},
        "properties": {"tags": [rule.group.name()]},
    })
}

fn result(draft: &Reviewed, Found { finding, fixes }: &Found) -> Value {
    let mut result = json!({
        "ruleId": finding.rule.name,
        "level": level(finding.severity),
        "message": {"text": finding.message},
        "locations": [{"physicalLocation": physical(draft, &finding.range)}],
        "properties": {"severity": finding.severity},
    });
    if let Some(index) = RULES.iter().position(|rule| *rule == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|related| {
            json!({"physicalLocation": physical(draft, &related.range), "message": {"text": related.message}})
        });
        result["relatedLocations"] = related.collect();
    }
    // A place in another file would need that file's text; half a fix is none.
    let fixes: Vec<&Fix> = fixes.iter().filter(|fix| fix.elsewhere.is_none()).collect();
    if !fixes.is_empty() {
        result["fixes"] = fixes.into_iter().map(|fix| change(draft, fix)).collect();
    }
    result
}

fn change(draft: &Reviewed, fix: &Fix) -> Value {
    let replacements: Vec<Value> = fix
        .edits
        .iter()
        .map(|edit| json!({"deletedRegion": region(draft, &edit.range), "insertedContent": {"text": edit.text}}))
        .collect();
    json!({
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": artifact(&draft.shown), "replacements": replacements}],
        "properties": {"safety": fix.safety},
    })
}

fn physical(draft: &Reviewed, range: &Range<usize>) -> Value {
    json!({"artifactLocation": artifact(&draft.shown), "region": region(draft, range)})
}

fn region(draft: &Reviewed, range: &Range<usize>) -> Value {
    let from = draft.text.position(range.start, Encoding::Utf32);
    let to = draft.text.position(range.end, Encoding::Utf32);
    json!({
        "startLine": from.line + 1,
        "startColumn": from.column + 1,
        "endLine": to.line + 1,
        "endColumn": to.column + 1,
    })
}

/// A path as an address: absolute ones as files, relative ones from wherever the reader has the sources.
fn artifact(path: &str) -> Value {
    let slashed = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    let mut encoded = String::with_capacity(slashed.len());
    for byte in slashed.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    if std::path::Path::new(path).is_absolute() {
        let root = if encoded.starts_with('/') { "" } else { "/" };
        return json!({"uri": format!("file://{root}{encoded}")});
    }
    json!({"uri": encoded, "uriBaseId": "%SRCROOT%"})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Information | Severity::Hint => "note",
    }
}
