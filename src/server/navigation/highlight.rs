//! The other places in the draft at which what stands at a position stands too.

use crate::index::Role;
use crate::server::convert;
use crate::server::desk::Desk;
use tower_lsp::ls_types::{DocumentHighlight, DocumentHighlightKind, DocumentHighlightParams};

/// Answers the question.
pub fn answer(desk: &mut Desk<'_>, params: &DocumentHighlightParams) -> Option<Vec<DocumentHighlight>> {
    let (spot, subject) = desk.spot(params.text_document_position_params.position)?;
    let mut spots = Vec::new();
    desk.spots_in(&spot.sheet, &subject, &mut spots);
    let highlight = |role: Role, name: &_| DocumentHighlight {
        range: convert::range(&spot.sheet.text, name, desk.can.encoding),
        kind: Some(if role == Role::Definition { DocumentHighlightKind::WRITE } else { DocumentHighlightKind::READ }),
    };
    Some(spots.iter().map(|spot| highlight(spot.mark.role, &spot.mark.name)).collect())
}
