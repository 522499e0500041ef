//! Short references after citation keys; off unless the writer wants them.

use super::completion::entry;
use super::convert;
use super::desk::Desk;
use super::wording::reference;
use super::wording::shortened;
use crate::bibliography::Brief;
use crate::markdown::SpanKind;
use tower_lsp::ls_types::{InlayHint, InlayHintLabel, InlayHintParams, InlayHintTooltip};

/// The longest hint, in characters.
const MOST: usize = 30;

/// The hints in a part of the draft.
pub fn answer(desk: &mut Desk<'_>, params: &InlayHintParams) -> Option<Vec<InlayHint>> {
    let can = desk.can;
    let open = desk.open()?;
    if !open.settings().inlay_hints {
        return None;
    }
    let text = open.text();
    let (range, _) = convert::bytes(text, params.range, can.encoding);
    let draft = open.draft()?;
    let metadata = draft.metadata().unwrap_or_default();
    let mut hints = Vec::new();
    let shown = |start: usize, end: usize| start < range.end && range.start < end;
    for placed in draft.syntax().blocks().iter().filter(|placed| shown(placed.start, placed.end())) {
        for span in &placed.block.spans {
            let SpanKind::CitationKey { key } = &span.kind else { continue };
            let end = placed.start + span.range.end;
            let Some(entry) = entry(draft.library(), &metadata, &placed.block.text[key.clone()]) else { continue };
            let short = Brief::of(entry).short();
            if short.is_empty() || !(range.start..=range.end).contains(&end) {
                continue;
            }
            hints.push(InlayHint {
                position: convert::range(text, &(end..end), can.encoding).end,
                label: InlayHintLabel::String(shortened(&short, MOST)),
                kind: None,
                text_edits: None,
                tooltip: Some(InlayHintTooltip::String(reference::formatted(entry, &metadata, false))),
                padding_left: Some(true),
                padding_right: None,
                data: None,
            });
        }
    }
    Some(hints)
}
