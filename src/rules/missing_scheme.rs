//! `[text](www.example.org/a)`: a host where an address belongs.

use super::{Check, Fixable, Group, Rule};
use crate::check::Passage;
use crate::citation::is_host;
use crate::finding::{Edit, Finding, Repair, Severity};
use crate::markdown::{LinkStyle, SpanKind};

pub static RULE: Rule = Rule {
    name: "missing-scheme",
    group: Group::Citation,
    severity: Severity::Warning,
    fixable: Fixable::Always,
    page: include_str!("missing_scheme.md"),
    check: Check::Block(check),
    ..Rule::DEFAULT
};

/// Public suffixes that are file endings too: a target of one part that ends so is a file. (Those that are files even
/// with a path behind them are none for `is_host`.)
const FILE_ENDINGS: &[&str] = &[
    "ac", "ad", "ai", "am", "cat", "do", "gs", "info", "la", "mm", "mo", "ms", "page", "pm", "pt", "pub", "re", "sc",
    "sx", "tf", "tt", "wiki",
];
/// Folders of documentation that are named after a product with a dot.
const PRODUCTS: &[&str] = &["asp.net", "ado.net", "vb.net", "ml.net", "socket.io", "draw.io"];

fn check(passage: &Passage<'_>, findings: &mut Vec<Finding>) {
    let block = passage.block;
    for span in &block.spans {
        let (SpanKind::Link { style: LinkStyle::Inline, target, .. }
        | SpanKind::Image { target, .. }
        | SpanKind::Definition { target, .. }) = &span.kind
        else {
            continue;
        };
        let address = &block.text[target.clone()];
        if !matches!(span.kind, SpanKind::Image { .. }) && is_mailbox(address) {
            let edit = Edit::insert(target.start, "mailto:");
            let message = format!("`{address}` is read as a file beside this draft; write `mailto:{address}`");
            let finding = Finding::new(&RULE, target.clone(), message);
            findings.push(finding.repair(Repair::look("Add `mailto:`", vec![edit])));
            continue;
        }
        let Some(sure) = lacks_scheme(address) else { continue };
        let edit = Edit::insert(target.start, "https://");
        let repair = if sure { Repair::safe } else { Repair::look };
        let message =
            format!("`{address}` is read as a file beside this draft; write `https://{address}` if it is a site");
        findings.push(Finding::new(&RULE, target.clone(), message).repair(repair("Add `https://`", vec![edit])));
    }
}

/// Whether a target is `name@host` and nothing else. `example` is the ending that such addresses have in examples.
fn is_mailbox(address: &str) -> bool {
    let Some((name, host)) = address.split_once('@') else { return false };
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | '+');
    let host = host.to_ascii_lowercase();
    let proper = is_host(&host) || host.strip_suffix(".example").is_some_and(|name| !name.is_empty());
    !name.is_empty() && name.chars().all(plain) && host.chars().all(plain) && proper && !is_file(&host)
}

/// Whether the host's ending is one of files too.
fn is_file(host: &str) -> bool {
    FILE_ENDINGS.contains(&host.rsplit('.').next().unwrap_or(""))
}

/// Whether a target starts with a host, and whether that is certain.
fn lacks_scheme(address: &str) -> Option<bool> {
    let cut = address.find(['/', '?', '#']).unwrap_or(address.len());
    let (host, path) = address.split_at(cut);
    let lower = host.to_ascii_lowercase();
    if let Some(rest) = lower.strip_prefix("www.") {
        let proper = rest.contains('.') && is_host(&lower);
        return proper.then_some(true);
    }
    let ending = lower.rsplit('.').next().unwrap_or("");
    let file = path.is_empty() && FILE_ENDINGS.contains(&ending);
    (is_host(&lower) && !file && !PRODUCTS.contains(&lower.as_str())).then_some(false)
}
