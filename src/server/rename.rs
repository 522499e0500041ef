//! Other names for keys, labels and headings, wherever they are used.

use super::desk::Desk;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

/// Answers the question.
pub fn answer(_desk: &mut Desk<'_>, _params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    Ok(None)
}

/// What would be renamed, if anything.
pub fn prepare(_desk: &mut Desk<'_>, _params: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
    None
}
