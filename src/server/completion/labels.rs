//! Labels: of footnotes, and of reference definitions.

use super::offer::Offer;
use crate::check::{Draft, PLACEHOLDER_TEXT};
use crate::finding::Edit;
use crate::index::{Index, Role, Symbol};
use crate::markdown::{BlockKind, fold_label};
use crate::rewrite::Ending;
use crate::server::wording::note;
use crate::server::wording::shortened;
use std::collections::HashSet;
use std::ops::Range;
use tower_lsp::ls_types::CompletionItemKind;

/// How much of a note's text the menu shows, in characters.
const SHOWN: usize = 60;

/// The footnotes of the draft, and a new one. `closed` tells whether a bracket stands behind the word.
pub fn notes(draft: &Draft, index: &Index, range: &Range<usize>, typed: &str, closed: bool) -> Vec<Offer> {
    let text = draft.text();
    let bracket = if closed { "" } else { "]" };
    let mut offers = Vec::new();
    let mut known = HashSet::new();
    let mut highest = 0;
    let (defined, used): (Vec<_>, Vec<_>) = index
        .marks
        .iter()
        .filter(|mark| matches!(mark.symbol, Symbol::Note(_)))
        .partition(|mark| mark.role == Role::Definition);
    for mark in defined.into_iter().chain(used) {
        // The mark that is being written is no use yet.
        if mark.role == Role::Use && mark.name.start <= range.start && range.start <= mark.name.end {
            continue;
        }
        let label = text.slice(mark.name.clone());
        highest = highest.max(label.parse::<usize>().unwrap_or(0));
        if !known.insert(fold_label(&label)) {
            continue;
        }
        let content = match mark.role {
            Role::Definition => note::content(&text.slice(mark.range.clone())),
            Role::Use => "has no note yet".to_owned(),
        };
        offers.push(Offer {
            far: Some(shortened(&content, SHOWN)),
            documentation: (mark.role == Role::Definition && !content.is_empty()).then_some(content),
            label: label.clone(),
            ..Offer::new(range, format!("{label}{bracket}"), CompletionItemKind::REFERENCE)
        });
    }
    let named = !typed.is_empty() && !known.contains(&fold_label(typed)) && typed.parse::<usize>().is_err();
    let label = if named { typed.to_owned() } else { (highest + 1).to_string() };
    offers.push(new_note(draft, range, &label, bracket));
    offers
}

/// A mark, and its note at the end of the draft.
fn new_note(draft: &Draft, range: &Range<usize>, label: &str, bracket: &str) -> Offer {
    let blocks = draft.syntax().blocks().iter().map(|placed| (placed.start, &*placed.block));
    let note = Ending::new(blocks, BlockKind::Footnote).add(&[format!("[^{label}]: {PLACEHOLDER_TEXT}")]);
    let mut offer = Offer {
        label: label.to_owned(),
        far: Some("new footnote".to_owned()),
        ..Offer::new(range, format!("{label}{bracket}"), CompletionItemKind::SNIPPET)
    };
    let behind = range.end..range.end + usize::from(bracket.is_empty());
    if note.range.start <= behind.end && range.start <= note.range.end {
        // An edit beside another at the same place has no order: here one does for both.
        offer.text = format!("{label}]{}", note.text);
        offer.range = range.start..behind.end;
    } else {
        offer.more = vec![Edit::insert(note.range.start, note.text)];
    }
    offer
}

/// The labels that the draft defines for links.
pub fn references(draft: &Draft, index: &Index, range: &Range<usize>, closed: bool) -> Vec<Offer> {
    let text = draft.text();
    let bracket = if closed { "" } else { "]" };
    let definitions =
        index.marks.iter().filter(|mark| mark.role == Role::Definition && matches!(mark.symbol, Symbol::Label(_)));
    let mut known = HashSet::new();
    let fresh = definitions.filter(|mark| known.insert(&mark.symbol));
    let offer = |mark: &crate::index::Mark| {
        let label = text.slice(mark.name.clone());
        let target = text.slice(mark.name.end..mark.range.end);
        Offer {
            far: Some(shortened(target.trim_start_matches(['[', ']', ':', ' ', '\t']), SHOWN)),
            label: label.clone(),
            data: Some(serde_json::json!({"native": true})),
            ..Offer::new(range, format!("{label}{bracket}"), CompletionItemKind::REFERENCE)
        }
    };
    fresh.map(offer).collect()
}
