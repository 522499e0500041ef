//! Where what stands at a position is defined.

use super::desk::Desk;
use tower_lsp::ls_types::{GotoDefinitionParams, GotoDefinitionResponse};

/// Answers the question.
pub fn answer(_desk: &mut Desk<'_>, _params: &GotoDefinitionParams) -> Option<GotoDefinitionResponse> {
    None
}
