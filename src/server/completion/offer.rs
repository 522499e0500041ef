//! What is offered, and how the client is told.

use crate::finding::Edit;
use crate::server::abilities::Abilities;
use crate::server::convert;
use crate::text::Text;
use std::ops::Range;
use tower_lsp::ls_types::{
    Command, CompletionItem, CompletionItemKind, CompletionItemLabelDetails, CompletionList, CompletionTextEdit,
    Documentation, LSPAny, MarkupContent, MarkupKind, TextEdit,
};

/// Something that may be written. Ranges are bytes of the draft.
#[derive(Clone, Debug)]
pub struct Offer {
    /// What goes: the typed part, and the rest of the word behind the cursor.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
    /// What the menu shows.
    pub label: String,
    /// What the client compares with what is typed; the label if there is nothing else.
    pub filter: Option<String>,
    /// Shown after the label.
    pub aside: Option<String>,
    /// Shown at the far end.
    pub far: Option<String>,
    /// What it is.
    pub kind: CompletionItemKind,
    /// Said of it when it is chosen, as plain text.
    pub documentation: Option<String>,
    /// What comes back when more is to be said of it.
    pub data: Option<LSPAny>,
    /// What else changes.
    pub more: Vec<Edit>,
    /// What the client asks for when it is taken.
    pub command: Option<Command>,
}

impl Offer {
    /// An offer of `text` in place of `range`.
    pub fn new(range: &Range<usize>, text: impl Into<String>, kind: CompletionItemKind) -> Self {
        let text = text.into();
        Self {
            range: range.clone(),
            label: text.clone(),
            text,
            filter: None,
            aside: None,
            far: None,
            kind,
            documentation: None,
            data: None,
            more: Vec::new(),
            command: None,
        }
    }
}

/// The offers as a list in this order; `more` tells that there are others for more letters.
pub fn list(offers: Vec<Offer>, more: bool, text: &Text, can: &Abilities) -> CompletionList {
    let items = offers.into_iter().enumerate().map(|(number, offer)| item(offer, number, text, can)).collect();
    CompletionList { is_incomplete: more, items }
}

fn item(offer: Offer, number: usize, text: &Text, can: &Abilities) -> CompletionItem {
    let details = can.label_details && (offer.aside.is_some() || offer.far.is_some());
    // What does not fit beside the label of an older client stands in one line below.
    let detail =
        [&offer.aside, &offer.far].into_iter().flatten().map(|part| part.trim()).collect::<Vec<_>>().join(": ");
    let edits = convert::text_edits(text, &offer.more, can.encoding);
    CompletionItem {
        label: offer.label,
        label_details: details.then_some(CompletionItemLabelDetails { detail: offer.aside, description: offer.far }),
        kind: Some(offer.kind),
        detail: (!details && !detail.is_empty()).then_some(detail),
        documentation: offer.documentation.map(Documentation::String),
        sort_text: Some(format!("{number:05}")),
        filter_text: offer.filter,
        text_edit: Some(CompletionTextEdit::Edit(TextEdit {
            range: convert::range(text, &offer.range, can.encoding),
            new_text: offer.text,
        })),
        additional_text_edits: (!edits.is_empty()).then_some(edits),
        data: offer.data,
        command: offer.command,
        ..CompletionItem::default()
    }
}

/// What is said of an item when it is chosen, as the client shows it.
pub fn documentation(value: String, can: &Abilities) -> Documentation {
    if !can.markdown_documentation {
        return Documentation::String(value);
    }
    Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
}
