//! What may be written at a position: keys, labels, files, headings, rules.

use super::desk::Desk;
use tower_lsp::ls_types::{CompletionItem, CompletionParams, CompletionResponse};

/// Answers the question.
pub fn answer(_desk: &mut Desk<'_>, _params: &CompletionParams) -> Option<CompletionResponse> {
    None
}

/// Adds to an item what is costly to say.
pub fn resolve(_desk: &mut Desk<'_>, item: CompletionItem) -> CompletionItem {
    item
}
