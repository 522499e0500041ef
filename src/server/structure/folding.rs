//! What can be folded: sections, lists of definitions and notes, what goes over lines. By lines alone, which every client can do.

use super::sections::{content, sections};
use crate::markdown::{BlockKind, Placed, SpanKind};
use crate::server::desk::Desk;
use crate::text::{Encoding, Text};
use std::ops::Range;
use tower_lsp::ls_types::{FoldingRange, FoldingRangeKind, FoldingRangeParams};

/// What folds in the draft. Some editors fold nothing else then, so what they would fold by themselves is among it.
pub fn answer(desk: &mut Desk<'_>, _params: &FoldingRangeParams) -> Option<Vec<FoldingRange>> {
    let open = desk.open()?;
    let blocks = open.draft()?.syntax().blocks();
    let mut folds: Vec<(Range<usize>, Option<FoldingRangeKind>)> =
        sections(blocks).into_iter().map(|section| (section.range, None)).collect();
    folds.extend(lists(blocks).into_iter().map(|list| (list, Some(FoldingRangeKind::Region))));
    for placed in blocks {
        let whole = content(placed);
        match placed.block.kind {
            BlockKind::FrontMatter => folds.push((whole, Some(FoldingRangeKind::Region))),
            BlockKind::Code | BlockKind::Table | BlockKind::Quote | BlockKind::List | BlockKind::Footnote => {
                folds.push((whole, None));
            }
            _ => {}
        }
        folds.extend(inside(placed));
    }
    let text = open.text();
    let mut ranges: Vec<FoldingRange> =
        folds.into_iter().filter_map(|(range, kind)| fold(text, &range, kind)).collect();
    ranges.sort_by_key(|fold| (fold.start_line, std::cmp::Reverse(fold.end_line)));
    // What starts together folds together: of the same lines the first says what they are.
    ranges.dedup_by_key(|fold| (fold.start_line, fold.end_line));
    Some(ranges)
}

/// Runs of footnotes or of reference definitions.
fn lists(blocks: &[Placed]) -> Vec<Range<usize>> {
    let listed = |kind| matches!(kind, BlockKind::Footnote | BlockKind::Definitions);
    let runs = blocks.chunk_by(|a, b| listed(a.block.kind) && a.block.kind == b.block.kind);
    let lists = runs.filter(|run| run.len() > 1 || run[0].block.kind == BlockKind::Definitions);
    let lists = lists.filter(|run| listed(run[0].block.kind));
    lists.filter_map(|run| Some(content(run.first()?).start..content(run.last()?).end)).collect()
}

/// Comments, code in lists, and footnotes that are no blocks of their own.
fn inside(placed: &Placed) -> impl Iterator<Item = (Range<usize>, Option<FoldingRangeKind>)> {
    placed.block.spans.iter().filter_map(|span| {
        let end = span.range.start + placed.block.text[span.range.clone()].trim_end().len();
        let range = placed.start + span.range.start..placed.start + end;
        match span.kind {
            SpanKind::Comment => Some((range, Some(FoldingRangeKind::Comment))),
            SpanKind::CodeBlock { .. } | SpanKind::FootnoteDefinition { .. } => Some((range, None)),
            _ => None,
        }
    })
}

fn fold(text: &Text, range: &Range<usize>, kind: Option<FoldingRangeKind>) -> Option<FoldingRange> {
    let line = |offset| text.position(offset, Encoding::Utf8).line;
    let (start_line, end_line) = (line(range.start), line(range.end));
    (start_line < end_line).then(|| FoldingRange { start_line, end_line, kind, ..FoldingRange::default() })
}
