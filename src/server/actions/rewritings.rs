//! Which rewritings a menu offers: those that would change something where the cursor stands.

use super::fixes::Change;
use crate::check::Draft;
use crate::finding::{Finding, Repair};
use crate::markdown::SpanKind;
use crate::rewrite::{Form, Order, Part, choices, convert, enter, renumber, sort};
use crate::rules::Group;
use crate::server::abilities::{CITE, CONVERT, RENUMBER, SORT};
use crate::server::drafts::Open;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use tower_lsp::ls_types::CodeActionKind;

/// How a client asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// It named the kinds that it wants.
    pub named: bool,
    /// What the draft cites already is offered for a finding here.
    pub offered: bool,
    /// The writer asked, and not the client by itself.
    pub invoked: bool,
}

/// An action for a menu.
type Offer = (String, CodeActionKind, Change);

/// The rewritings for a range of a draft, of the kinds that `wants` holds.
pub fn offers(open: &Open, range: &Range<usize>, asked: Asked, wants: &dyn Fn(&CodeActionKind) -> bool) -> Vec<Offer> {
    let Some(draft) = open.draft() else { return Vec::new() };
    let offered = || {
        let parts = draft.parts();
        let mut offers = Vec::new();
        // Of the whole draft: by name, or where one of its notes or definitions stands.
        if wants(&RENUMBER) && (asked.named || touches(&parts, range, is_note)) {
            offers.extend(renumber(&parts).map(|rewriting| (rewriting.title, RENUMBER, Change::Renumber)));
        }
        if wants(&SORT) && (asked.named || touches(&parts, range, is_definition)) {
            for order in [Order::Label, Order::Use] {
                offers.extend(sort(&parts, order).map(|rewriting| (rewriting.title, SORT, Change::Sort { order })));
            }
        }
        let at = range.start;
        if wants(&CONVERT) {
            for form in [Form::Inline, Form::Reference, Form::Footnote, Form::Note] {
                if form != Form::Note || has_inline_notes(draft) {
                    let converted = convert(&parts, Some(at), form);
                    offers.extend(converted.map(|r| (r.title, CONVERT, Change::Convert { at, form })));
                }
            }
        }
        if wants(&CITE) {
            let entered = enter(&parts, at, open.library());
            offers.extend(entered.map(|(rewriting, _)| (rewriting.title, CITE, Change::Enter { at })));
        }
        if wants(&CITE) && asked.invoked && !asked.offered && range.is_empty() {
            let choices = choices(&parts, at, open.library()).into_iter().enumerate();
            offers.extend(choices.map(|(choice, r)| (r.title, CITE, Change::Cite { at, choice })));
        }
        offers
    };
    catch_unwind(AssertUnwindSafe(offered)).unwrap_or_default()
}

/// The first finding at a range that wants a source or a speaker, by its place among all, and where a citation of its claim ends.
pub fn claim<'a>(findings: &'a [Finding], range: &Range<usize>) -> Option<(&'a Finding, usize)> {
    findings.iter().find_map(|finding| {
        let here = finding.range.start <= range.end && range.start <= finding.range.end;
        let stub = finding.repairs.iter().find_map(|repair| match repair {
            Repair::Stub(stub) => Some(stub.after_stop),
            _ => None,
        });
        let claim = here && finding.rule.group == Group::Attribution;
        claim.then_some((finding, stub?))
    })
}

/// The sources that the draft cites already, each to be cited at a byte.
pub fn cited_again(open: &Open, at: usize) -> Vec<(String, Change)> {
    let parts = open.draft().map(Draft::parts).unwrap_or_default();
    let offered = || choices(&parts, at, open.library());
    let choices = catch_unwind(AssertUnwindSafe(offered)).unwrap_or_default().into_iter().enumerate();
    choices.map(|(choice, rewriting)| (rewriting.title, Change::Cite { at, choice })).collect()
}

/// Whether the draft is written for a program that knows inline notes, which others show as they are: it has one, or cites by keys.
fn has_inline_notes(draft: &Draft) -> bool {
    let is_pandoc = |kind: &SpanKind| matches!(kind, SpanKind::InlineNote { .. } | SpanKind::Citation { .. });
    draft.syntax().blocks().iter().any(|placed| placed.block.spans.iter().any(|span| is_pandoc(&span.kind)))
}

fn touches(parts: &[Part<'_>], range: &Range<usize>, is: fn(&SpanKind) -> bool) -> bool {
    let here = |start: usize, span: &Range<usize>| start + span.start <= range.end && range.start <= start + span.end;
    parts.iter().any(|(start, block)| block.spans.iter().any(|span| is(&span.kind) && here(*start, &span.range)))
}

fn is_note(kind: &SpanKind) -> bool {
    matches!(kind, SpanKind::FootnoteReference { .. } | SpanKind::FootnoteDefinition { .. })
}

fn is_definition(kind: &SpanKind) -> bool {
    matches!(kind, SpanKind::Definition { .. })
}
