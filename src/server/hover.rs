//! What is said of what stands under the pointer: a source and what is known of it, a note, where a link leads, and of a finding, beside its
//! message, which editors show themselves, what its rule finds and why.

mod book;
mod cited;
mod claim;
mod known;
mod reader;
mod said;
mod spoken;
mod under;

pub use reader::Reader;
pub use under::{Thing, under};

use super::convert;
use super::desk::Desk;
use super::event::Reply;
use super::wording::Pen;
use crate::rules::Group;
use reader::{Job, Piece};
use std::ops::Range;
use tower_lsp::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

/// Answers with the hover at a position, if something is there: at once, or when what its sources say has been read.
pub fn answer(desk: &mut Desk<'_>, params: &HoverParams, reply: Reply<Option<Hover>>) {
    let Some((hover, pieces)) = begin(desk, params) else { return drop(reply.send(Ok(None))) };
    let job = Job { hover, pieces, reply };
    if job.pieces.iter().any(|piece| matches!(piece, Piece::Passage(_))) {
        desk.reader.read(job);
    } else {
        job.finish(|_| None);
    }
}

/// The hover without its words, and these.
fn begin(desk: &mut Desk<'_>, params: &HoverParams) -> Option<(Hover, Vec<Piece>)> {
    let pen = Pen { markdown: desk.can.markdown_hover };
    let kind = if pen.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let position = params.text_document_position_params.position;
    let hover = |range| Hover {
        range: Some(range),
        contents: HoverContents::Markup(MarkupContent { kind, value: String::new() }),
    };
    if desk.open().is_none() {
        let (value, range) = book::said(desk, position, pen)?;
        return Some((hover(range), vec![Piece::Said(value)]));
    }
    let encoding = desk.can.encoding;
    let open = desk.open()?;
    let at = convert::offset(open.text(), position, encoding);
    let (pieces, range) = pieces(desk, at, pen)?;
    let range = convert::range(desk.open()?.text(), &range, encoding);
    Some((hover(range), pieces))
}

/// What is said at byte `at`, and over which text.
fn pieces(desk: &mut Desk<'_>, at: usize, pen: Pen) -> Option<(Vec<Piece>, Range<usize>)> {
    let thing = desk.open()?.draft().and_then(|draft| under::under(draft, at));
    let mut pieces = Vec::new();
    let mut range = None;
    if let Some((thing, whole)) = &thing {
        pieces.extend(said::said(desk, thing, pen).map(Piece::Said));
        range = (!pieces.is_empty()).then(|| whole.clone());
    }
    if let Some((cited, place)) = cited::said(desk.open()?, at, thing.as_ref().map(|(thing, _)| thing), pen) {
        pieces.extend(cited);
        range = range.or(Some(thing.map_or(place, |(_, whole)| whole)));
    }
    if let Some((page, finding)) = findings(desk, at, pen) {
        if !pieces.is_empty() {
            pieces.push(Piece::Said(if pen.markdown { "---".to_owned() } else { String::new() }));
        }
        pieces.extend(page.into_iter().map(Piece::Said));
        range = range.or(Some(finding));
    }
    Some((pieces, range?))
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
