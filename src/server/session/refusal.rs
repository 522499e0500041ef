//! Requests that are not answered as they were asked.

use crate::server::drafts::Open;
use crate::server::event::Reply;
use crate::server::publish::Shown;
use std::collections::HashMap;
use tower_lsp::jsonrpc::{Error, ErrorCode};
use tower_lsp::ls_types::Uri;

/// The protocol's code for a request that the server gave up.
const SERVER_CANCELLED: i64 = -32802;

/// The draft that a request is about, and the way to answer; unless nobody waits for the answer any more, the draft has
/// changed since and the answer is a `refusal`, or it is not open and the answer is `nothing`.
pub fn answerable<'a, T>(
    drafts: &'a mut HashMap<Uri, (Open, Shown)>,
    reply: Reply<T>,
    uri: &Uri,
    refusal: Option<Error>,
    nothing: impl FnOnce() -> T,
) -> Option<(Reply<T>, &'a mut Open)> {
    if reply.is_closed() {
        return None;
    }
    if let Some(refusal) = refusal {
        let _ = reply.send(Err(refusal));
        return None;
    }
    match drafts.get_mut(uri) {
        Some((open, _)) => Some((reply, open)),
        None => {
            let _ = reply.send(Ok(nothing()));
            None
        }
    }
}

/// Diagnostics of a text that has changed since: the client is to ask again. Told only that the text has changed, VS Code's client
/// shows no diagnostics at all until it does.
pub fn ask_again() -> Error {
    Error {
        code: ErrorCode::ServerError(SERVER_CANCELLED),
        message: "the draft has changed since".into(),
        data: Some(serde_json::json!({"retriggerRequest": true})),
    }
}
