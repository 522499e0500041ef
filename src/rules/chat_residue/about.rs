//! Drafts that write about residue: a page that names the markers in inline code quotes them in its block quotes.

use super::marker::sightings;
use crate::check::{Survey, View};
use crate::finding::Finding;
use crate::markdown::{BlockKind, SpanKind};

/// The rules that such a page's quotations set off.
const RULES: [&str; 2] = ["chat-residue", "tracking-parameter"];

/// Words of markers that a page names in code without writing the whole marker.
const NAMES: [&str; 8] =
    ["oaicite", "oai_citation", "contentReference", "turn0", "cite_start", "grok_render", "utm_source=", "antml:cite"];

/// Takes back what was found in block quotes, if the draft writes about residue.
pub fn withdraw(survey: &Survey<'_>, findings: &mut Vec<Finding>) {
    let quoted = |finding: &Finding| RULES.contains(&finding.rule.name) && is_quoted(survey, finding.range.start);
    if findings.iter().any(quoted) && survey.blocks.iter().any(names_markers) {
        findings.retain(|finding| !quoted(finding));
    }
}

fn names_markers(view: &View) -> bool {
    let code = view.block.spans.iter().filter(|span| span.kind == SpanKind::Code);
    code.map(|span| &view.block.text[span.range.clone()])
        .any(|code| NAMES.iter().any(|name| code.contains(name)) || !sightings(code).is_empty())
}

fn is_quoted(survey: &Survey<'_>, offset: usize) -> bool {
    let next = survey.blocks.partition_point(|view| view.start <= offset);
    let Some(view) = next.checked_sub(1).map(|index| &survey.blocks[index]) else { return false };
    let offset = offset - view.start;
    let leaf = view.block.leaves.partition_point(|leaf| leaf.range.end <= offset);
    let leaf = view.block.leaves.get(leaf).filter(|leaf| leaf.range.start <= offset);
    view.block.kind == BlockKind::Quote || leaf.is_some_and(|leaf| leaf.quoted)
}
