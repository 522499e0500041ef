//! Why a claim is reported, in words, and what would settle it.

use crate::claim::{Claim, Kind, Need, Reason, Strictness, threshold};
use crate::server::drafts::Open;
use crate::server::outbox::Outbox;
use crate::server::wording::Pen;
use std::ops::Range;

/// What is said of the claim whose words these are.
pub fn said(open: &mut Open, outbox: &Outbox, words: &Range<usize>, pen: Pen) -> Vec<String> {
    let Some(claims) = open.claims(outbox) else { return Vec::new() };
    let Some(claim) = claims.claims.iter().find(|claim| claim.words == *words) else { return Vec::new() };
    let mut parts = Vec::new();
    let reasons = reasons(open, claim, pen);
    if !reasons.is_empty() {
        let bar = bar(claims.kind.kind, open.settings().strictness, claim.need, pen);
        parts.push(format!("{}: {}. {bar}", pen.strong("Reasons"), reasons.join("; ")));
    }
    parts.push(format!("{}: {}", pen.strong("What would settle it"), settles(claim.need)));
    parts
}

/// The features that speak for a source or against one, each with its words and its weight.
fn reasons(open: &Open, claim: &Claim, pen: Pen) -> Vec<String> {
    let start =
        open.draft().and_then(|draft| draft.syntax().blocks().get(claim.block)).map_or(0, |placed| placed.start);
    let weighs = claim.reasons.iter().filter(|reason| reason.feature.weight != 0);
    let said = |reason: &Reason| {
        let words = open.text().slice(start + reason.range.start..start + reason.range.end).to_string();
        format!("{} {} ({:+})", pen.code(&words), pen.plain(reason.feature.called), reason.feature.weight)
    };
    weighs.map(said).collect()
}

fn bar(kind: Kind, strictness: Strictness, need: Need, pen: Pen) -> String {
    let bar = threshold(strictness, kind, need == Need::Figure);
    let strictness = pen.code(strictness.name());
    format!("At strictness {strictness} a sentence is reported from {bar} on, since the draft reads as {}", name(kind))
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::News => "news",
        Kind::Essay => "an essay",
        Kind::Reference => "a reference work",
        Kind::Manual => "a manual",
        Kind::Academic => "a scholarly text",
        Kind::Record => "a record of what its writers made, measured, decided or saw",
        Kind::Review => "a review",
        Kind::Fiction => "a story",
    }
}

/// What a writer can do about a claim that wants this.
fn settles(need: Need) -> &'static str {
    match need {
        Need::Speaker => {
            "the speaker's name in the same sentence, or in one right before that leads up to it; or a citation of where the words stand"
        }
        Need::Name => {
            "a name in place of these words, or of one of those who say so; or a citation in the sentence or at the end of the paragraph"
        }
        Need::Figure => {
            "a citation in the sentence, or at the end of the paragraph; or the name of who counted, in the sentence"
        }
        Need::Source => {
            "a citation in the sentence, or at the end of the paragraph; or the name of who says so. If it is your own view, say so; if it \
             needs no source, silence it with a reason"
        }
    }
}
