//! Other names for keys, labels and headings, wherever they are used.
//!
//! Whatever the kind of name, the texts are read again with their edits before the client sees them: a name that would be read otherwise
//! than meant is refused, whichever of Markdown's, Pandoc's or BibTeX's rules it breaks.

mod given;
mod heading;
mod key;
mod label;
mod proof;

use super::trail::{Spot, Subject};
use crate::index::{Mark, Role, Symbol};
use crate::server::convert;
use crate::server::desk::Desk;
use crate::server::edits::Edits;
use crate::server::sheet::Stale;
use crate::workspace::ReadError;
use tower_lsp::jsonrpc::{Error, ErrorCode, Result};
use tower_lsp::ls_types::{Position, PrepareRenameResponse, RenameParams, TextDocumentPositionParams, WorkspaceEdit};

/// The protocol's code for a request that was understood and cannot be fulfilled; its message is for people.
const REQUEST_FAILED: i64 = -32803;

/// Answers the question.
pub fn answer(desk: &mut Desk<'_>, params: &RenameParams) -> Result<Option<WorkspaceEdit>> {
    let position = params.text_document_position.position;
    let Some((spot, subject)) = named(desk, position) else {
        return Err(refusal("Nothing here has a name that can be changed".into()));
    };
    let name = params.new_name.trim();
    if name.is_empty() {
        return Err(refusal("A name cannot be empty".into()));
    }
    let mut edits = Edits::default();
    let done = match &subject {
        Subject::Own(_, symbol) => label::rename(desk, &subject, symbol, name, &mut edits),
        Subject::Key(home, key) => key::rename(desk, &subject, home, key, name, &mut edits),
        Subject::Place(place, anchor) => heading::rename(desk, &subject, place, anchor, name, &mut edits),
        Subject::File(_) => Err(format!("`{}` is renamed where files are", spot.sheet.text.slice(spot.mark.name))),
    };
    done.and_then(|()| unchanged_on_disk(desk, &mut edits)).map_err(refusal)?;
    Ok(edits.answer(desk.can))
}

/// What would be renamed, if anything.
pub fn prepare(desk: &mut Desk<'_>, params: &TextDocumentPositionParams) -> Option<PrepareRenameResponse> {
    let (spot, subject) = named(desk, params.position)?;
    let placeholder = match &subject {
        Subject::Own(..) | Subject::Key(..) => spot.sheet.text.slice(spot.mark.name.clone()),
        Subject::Place(place, name) => heading::name(desk, place, name)?,
        Subject::File(_) => return None,
    };
    let range = convert::range(&spot.sheet.text, &spot.mark.name, desk.can.encoding);
    // A label may go over lines.
    let placeholder = placeholder.split_whitespace().collect::<Vec<_>>().join(" ");
    Some(PrepareRenameResponse::RangeWithPlaceholder { range, placeholder })
}

/// What is named at a position: on the name, or on the marks around it, not on the text of a link.
fn named(desk: &mut Desk<'_>, position: Position) -> Option<(Spot, Subject)> {
    let (spot, subject) = desk.spot(position)?;
    let offset = convert::offset(&spot.sheet.text, position, desk.can.encoding);
    let Mark { name, role, symbol, .. } = &spot.mark;
    // Brackets without a definition are text.
    if matches!(symbol, Symbol::Label(_)) && spot.sheet.index.definition(symbol).is_none() {
        return None;
    }
    // `@{`, `[^`, and a heading's marks before it.
    let before = if *role == Role::Definition { spot.mark.range.start } else { name.start.saturating_sub(2) };
    (before <= offset && offset <= name.end + 1).then_some((spot, subject))
}

/// Refuses edits of files that have changed since they were read, and has those read again.
fn unchanged_on_disk(desk: &mut Desk<'_>, edits: &mut Edits) -> std::result::Result<(), String> {
    let Some((place, why)) = edits.texts().find_map(|(sheet, _)| Some((sheet.place.clone(), sheet.stale()?))) else {
        return Ok(());
    };
    let name = place.display().to_string();
    desk.atlas.look(vec![place], desk.configuration, desk.outbox);
    Err(match why {
        Stale::Changed => format!("`{name}` has just changed on the disk; rename once more"),
        Stale::Unreadable(ReadError::NotUtf8 { line, .. }) => {
            format!(
                "`{name}` would change, too, but is not UTF-8 on line {line}; save it as UTF-8 and rename once more"
            )
        }
        Stale::Unreadable(error) => format!("`{name}` would change, too, but cannot be read: {error}"),
    })
}

fn refusal(message: String) -> Error {
    Error { code: ErrorCode::ServerError(REQUEST_FAILED), message: message.into(), data: None }
}
