//! What changes in drafts when files that they lead to are renamed or moved.

use super::desk::Desk;
use tower_lsp::ls_types::{RenameFilesParams, WorkspaceEdit};

/// The edits that keep links alive.
pub fn answer(_desk: &mut Desk<'_>, _params: &RenameFilesParams) -> Option<WorkspaceEdit> {
    None
}
