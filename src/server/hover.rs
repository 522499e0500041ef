//! What is said of what stands under the pointer: a source, a note, where a link leads, and of a finding, beside its message, which editors
//! show themselves, what its rule finds and why.

mod book;
mod claim;
mod said;
mod under;

pub use under::{Thing, under};

use super::convert;
use super::desk::Desk;
use super::wording::Pen;
use crate::rules::Group;
use std::ops::Range;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

/// The hover at a position, if something is there.
pub fn answer(desk: &mut Desk<'_>, params: &HoverParams) -> Option<Hover> {
    let can = desk.can;
    let pen = Pen { markdown: can.markdown_hover };
    let kind = if pen.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let position = params.text_document_position_params.position;
    if desk.open().is_none() {
        let (value, range) = book::said(desk, position, pen)?;
        return Some(Hover { range: Some(range), contents: HoverContents::Markup(MarkupContent { kind, value }) });
    }
    let open = desk.open()?;
    let at = convert::offset(open.text(), position, can.encoding);
    let thing = open.draft().and_then(|draft| under::under(draft, at));
    let mut parts = Vec::new();
    let mut range = None;
    if let Some((thing, whole)) = thing {
        parts.extend(said::said(desk, &thing, pen));
        range = (!parts.is_empty()).then_some(whole);
    }
    if let Some((page, finding)) = findings(desk, at, pen) {
        if !parts.is_empty() {
            parts.push(if pen.markdown { "---".to_owned() } else { String::new() });
        }
        parts.extend(page);
        range = range.or(Some(finding));
    }
    let text = desk.open()?.text();
    Some(Hover {
        range: Some(convert::range(text, &range?, can.encoding)),
        contents: HoverContents::Markup(MarkupContent { kind, value: parts.join("\n\n") }),
    })
}

/// The pages of the rules that found something here, and where the first did.
fn findings(desk: &mut Desk<'_>, at: usize, pen: Pen) -> Option<(Vec<String>, Range<usize>)> {
    let outbox = desk.outbox;
    let findings = desk.open()?.findings(outbox);
    let here = || {
        findings
            .iter()
            .filter(|finding| finding.range.start <= at && at < finding.range.end.max(finding.range.start + 1))
    };
    let first = here().next()?;
    let mut parts: Vec<String> = Vec::new();
    let mut explained = Vec::new();
    for finding in here() {
        if !explained.contains(&finding.rule.name) {
            explained.push(finding.rule.name);
            let name = pen.strong(finding.rule.name);
            parts.push(format!("{name}: {}", finding.rule.summary()));
            if finding.rule.group == Group::Attribution {
                parts.extend(claim::said(desk.open()?, outbox, &finding.range, pen));
            }
            parts.push(finding.rule.why().to_owned());
        }
    }
    Some((parts, first.range.clone()))
}
