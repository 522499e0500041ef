//! Every place at which what stands at a position is used.

use super::desk::Desk;
use tower_lsp::ls_types::{Location, ReferenceParams};

/// Answers the question.
pub fn answer(_desk: &mut Desk<'_>, _params: &ReferenceParams) -> Option<Vec<Location>> {
    None
}
