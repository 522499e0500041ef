//! Links to what no reader can open: `sandbox:/mnt/data/…`, `file:`, an upload's signed address, `localhost`.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::address::{Address, Place, addresses, host, is_within, strip_prefix_ignoring_case};
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{Block, SpanKind};
use std::ops::Range;

pub static RULE: Rule = Rule {
    name: "private-target",
    group: Group::Source,
    severity: Severity::Error,
    fixable: Fixable::Sometimes,
    page: include_str!("private_target.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

/// How a private address starts, and what it is.
const PREFIXES: &[(&str, &str)] = &[
    ("sandbox:", "a file in a chat tool's sandbox"),
    ("/mnt/data/", "a file in a chat tool's sandbox"),
    ("mnt/data/", "a file in a chat tool's sandbox"),
    ("sediment://", "an upload to a chat tool"),
    ("file-service://", "an upload to a chat tool"),
    ("attachment://", "an attachment of a chat"),
    ("attachment:", "an attachment of a chat"),
    ("pplx://", "a command of Perplexity's window"),
    ("blob:", "a passing object of one browser window"),
    ("file:", "a file on one computer"),
    ("content://", "a file on one telephone"),
    ("chrome-extension://", "a page of one browser's extension"),
    ("moz-extension://", "a page of one browser's extension"),
];

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for address in addresses(block) {
        let Some((what, severity)) = private(&block.text[address.range.clone()], address.place) else { continue };
        let message = format!("This address is {what}, which no reader can open; cite what everybody can reach");
        let finding = Finding::new(&RULE, address.range.clone(), message).at(severity);
        findings.push(match words(block, &address) {
            Some((link, words)) => {
                finding.repair(Repair::look("Keep the words without the link", vec![Edit::replace(link, words)]))
            }
            None => finding,
        });
    }
}

/// What a private address is, and how sure it is that a reader was meant to follow it.
fn private(url: &str, place: Place) -> Option<(&'static str, Severity)> {
    let linked = matches!(place, Place::Target | Place::Image | Place::Anchor);
    if linked && is_on_drive(url) {
        return Some(("a file on one computer", Severity::Error));
    }
    if let Some((prefix, what)) = PREFIXES.iter().find(|row| strip_prefix_ignoring_case(url, row.0).is_some()) {
        // In running text `file:` may speak of the scheme; a chat's own schemes have no other use.
        let certain =
            linked || !matches!(*prefix, "file:" | "blob:" | "attachment:" | "content://") && prefix.ends_with("//");
        return (certain && url.len() > prefix.len()).then_some((*what, Severity::Error));
    }
    let host = host(url)?;
    let upload = host.starts_with("ppl-ai-file-upload.s3")
        || ["X-Amz-Signature=", "x-amz-signature=", "X-Goog-Signature="].iter().any(|mark| url.contains(mark))
        || host.ends_with(".blob.core.windows.net") && url.contains("sig=") && url.contains("se=")
        || is_within(host, "oaiusercontent.com");
    if upload && place != Place::Html {
        return Some(("a private upload that expires", Severity::Error));
    }
    // A guide that has you start a server links to it rightly, so this is only asked.
    let local = matches!(host, "localhost" | "127.0.0.1" | "0.0.0.0") || host.starts_with("192.168.");
    (local && place == Place::Target).then_some(("on one computer", Severity::Hint))
}

/// Whether a target is a path on a disk of Windows: `C:\notes`, `C:/notes`.
fn is_on_drive(target: &str) -> bool {
    matches!(target.as_bytes(), [drive, b':', b'\\' | b'/', rest, ..] if drive.is_ascii_alphabetic() && *rest != b'/')
}

/// The link that holds the address, and its words.
fn words<'a>(block: &'a Block, address: &Address) -> Option<(Range<usize>, &'a str)> {
    let label = address.label.clone()?;
    let link = block
        .spans_in(address.range.clone())
        .find(|span| matches!(&span.kind, SpanKind::Link { target, .. } if *target == address.range))?;
    let words = block.text[label].trim();
    (!words.is_empty()).then(|| (link.range.clone(), words))
}
