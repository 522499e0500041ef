//! The outline of a draft, and symbols of the workspace.

use super::desk::Desk;
use super::outline;
use tower_lsp::ls_types::{
    DocumentSymbolParams, DocumentSymbolResponse, WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

/// The outline of a draft.
pub fn answer(desk: &mut Desk<'_>, _params: &DocumentSymbolParams) -> Option<DocumentSymbolResponse> {
    outline::answer(desk)
}

/// The symbols of the workspace whose names match a query.
pub fn search(desk: &mut Desk<'_>, params: &WorkspaceSymbolParams) -> Option<WorkspaceSymbolResponse> {
    super::search::answer(desk, params)
}
