//! Findings as the client shows them, written at once: what a keystroke asks for is all of them, and most are as they were.

use super::abilities::Abilities;
use super::convert::{self, SOURCE};
use super::drafts::Open;
use super::outbox::Outbox;
use super::publish;
use crate::finding::Finding;
use crate::rules::Tag;
use crate::text::{Ruler, Text};
use serde::Serialize;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;
use tower_lsp::ls_types::{Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Range, Uri};

/// A `Diagnostic` of the protocol, field by field, that borrows what it says.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Shown<'a> {
    range: Range,
    severity: DiagnosticSeverity,
    code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code_description: Option<Page<'a>>,
    source: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    related_information: Option<Vec<DiagnosticRelatedInformation>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tags: Option<[DiagnosticTag; 1]>,
}

#[derive(Serialize)]
struct Page<'a> {
    href: &'a Uri,
}

/// How long a diagnostic is, more or less, in bytes of JSON.
const USUAL: usize = 280;

/// The diagnostics of a draft as it is now, as a list in JSON.
pub fn all(open: &mut Open, can: &Abilities, outbox: &Outbox) -> String {
    let unread = publish::unread(open);
    let findings = if unread.is_some() { Arc::default() } else { open.findings(outbox) };
    let (gravest, more) = publish::gravest(&findings);
    let notice = unread.or(more);
    let (text, uri) = (open.text(), &open.uri);
    let mut ruler = Ruler::new(text, can.encoding);
    let mut all: Vec<Item<'_>> = notice.map(|word| Item::Notice(Box::new(word))).into_iter().collect();
    for finding in gravest {
        let range = convert::ruled(&mut ruler, &finding.range);
        all.push(Item::Finding(shown((text, uri), range, finding, can)));
    }
    let mut written = Vec::with_capacity(all.len() * USUAL);
    let written = serde_json::to_writer(&mut written, &all).ok().and_then(|()| String::from_utf8(written).ok());
    written.unwrap_or_else(|| "[]".to_owned())
}

#[derive(Serialize)]
#[serde(untagged)]
enum Item<'a> {
    Finding(Shown<'a>),
    Notice(Box<Diagnostic>),
}

fn shown<'a>((text, uri): (&Text, &Uri), range: Range, finding: &'a Finding, can: &Abilities) -> Shown<'a> {
    Shown {
        range,
        severity: convert::severity(finding.severity),
        code: finding.rule.name,
        code_description: convert::shown_page(finding.rule, can).map(|href| Page { href }),
        source: SOURCE,
        message: &finding.message,
        related_information: (can.related && !finding.related.is_empty())
            .then(|| convert::related(text, uri, finding, can.encoding)),
        tags: finding.rule.tag.filter(|_| can.tags).map(|Tag::Unnecessary| [DiagnosticTag::UNNECESSARY]),
    }
}

/// The report on a draft with these diagnostics, in JSON: that they are what the client knows already, or all of them.
pub fn report(items: &str, known: Option<&str>) -> String {
    let id = id(items);
    match known == Some(id.as_str()) {
        true => format!(r#"{{"kind":"unchanged","resultId":"{id}"}}"#),
        false => format!(r#"{{"kind":"full","resultId":"{id}","items":{items}}}"#),
    }
}

/// A name for a result, made of what it says: the same result has the same name whoever asked for it, and when.
pub fn id(items: &str) -> String {
    let mut hasher = DefaultHasher::new();
    items.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::Draft;

    #[test]
    fn what_is_written_at_once_is_what_the_protocols_types_say() {
        let source = "See [here]() and [a][b].\n\n[b]: x\n[b]: y\n\n[unused]: https://harbour.example.net \u{1f600}\n";
        let findings = Draft::new(source, Default::default()).check();
        let (text, uri) = (Text::new(source), "file:///a.md".parse().unwrap());
        assert!(findings.iter().any(|finding| !finding.related.is_empty()), "{findings:?}");
        for can in [Abilities::default(), Abilities { related: true, tags: true, pages: true, ..Abilities::default() }]
        {
            for finding in &findings {
                let range = convert::range(&text, &finding.range, can.encoding);
                let typed = convert::diagnostic((&text, &uri), range, finding, &can);
                let written = shown((&text, &uri), range, finding, &can);
                let written = serde_json::to_string(&written).unwrap();
                assert_eq!(written, serde_json::to_string(&typed).unwrap());
            }
        }
    }
}
