//! What is said of a finding under the pointer, beside its message, which editors show themselves: what its rule finds, and why.

use super::convert;
use super::desk::Desk;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

/// The hover at a position, if something is there.
pub fn answer(desk: &mut Desk<'_>, params: &HoverParams) -> Option<Hover> {
    let (can, outbox) = (desk.can, desk.outbox);
    let open = desk.open()?;
    let position = params.text_document_position_params.position;
    let findings = open.findings(outbox);
    let offset = convert::offset(open.text(), position, can.encoding);
    let here = || findings.iter().filter(|finding| (finding.range.start..=finding.range.end).contains(&offset));
    let first = here().next()?;
    let mut parts: Vec<String> = Vec::new();
    let mut explained = Vec::new();
    for finding in here() {
        if !explained.contains(&finding.rule.name) {
            explained.push(finding.rule.name);
            parts.push(format!("**{}**: {}", finding.rule.name, finding.rule.summary()));
            parts.push(finding.rule.why().to_owned());
        }
    }
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind: MarkupKind::Markdown, value: parts.join("\n\n") }),
        range: Some(convert::range(open.text(), &first.range, can.encoding)),
    })
}
