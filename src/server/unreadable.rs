//! Notifications that cannot be read. tower-lsp passes over them without a word, and there is no answer in which to say so; but a client whose
//! edit was passed over has another text than we have. So behind such a notification the session gets one that tells of it.

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tower_lsp::jsonrpc::Request;
use tower_lsp::ls_types::{
    DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    InitializedParams, SetTraceParams, Uri, WorkDoneProgressCancelParams,
};

/// What it is called on its way through tower-lsp, which keeps the order.
pub const METHOD: &str = "ibid/unreadable";
/// What the client says once it has read our introduction: it says nothing else, so it cannot be misread.
const INITIALIZED: &str = "initialized";

/// A notification that could not be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Unreadable {
    /// What it was.
    pub method: String,
    /// The document that it was about, if that much could be read.
    pub uri: Option<Uri>,
    /// Why. It may quote the draft.
    pub reason: String,
}

/// What the session gets behind a notification that cannot be read.
pub fn instead(message: &Request) -> Option<Vec<u8>> {
    let (method, nothing) = (message.method(), Value::Null);
    let params = message.params().unwrap_or(&nothing);
    let flaw = flaw(method, params)?.err();
    // tower-lsp refuses it.
    let reason = flaw.or_else(|| message.id().map(|_| "it has an `id`, as requests have".to_owned()))?;
    if method == INITIALIZED {
        return Some(notification(INITIALIZED, &json!({})));
    }
    let uri = params.pointer("/textDocument/uri").and_then(|uri| Uri::deserialize(uri).ok());
    Some(notification(METHOD, &Unreadable { method: method.to_owned(), uri, reason }))
}

/// Whether the parameters of a notification can be read; `None` for what we do not know.
fn flaw(method: &str, params: &Value) -> Option<Result<(), String>> {
    Some(match method {
        "textDocument/didOpen" => read::<DidOpenTextDocumentParams>(params),
        "textDocument/didChange" => read::<DidChangeTextDocumentParams>(params),
        "textDocument/didClose" => read::<DidCloseTextDocumentParams>(params),
        "textDocument/didSave" => read::<DidSaveTextDocumentParams>(params),
        "workspace/didChangeConfiguration" => read::<DidChangeConfigurationParams>(params),
        "workspace/didChangeWorkspaceFolders" => read::<DidChangeWorkspaceFoldersParams>(params),
        "workspace/didChangeWatchedFiles" => read::<DidChangeWatchedFilesParams>(params),
        "window/workDoneProgress/cancel" => read::<WorkDoneProgressCancelParams>(params),
        "$/setTrace" => read::<SetTraceParams>(params),
        INITIALIZED => read::<InitializedParams>(params),
        _ => return None,
    })
}

fn read<'a, P: Deserialize<'a>>(params: &'a Value) -> Result<(), String> {
    P::deserialize(params).map(drop).map_err(|error| error.to_string())
}

fn notification(method: &str, params: &impl Serialize) -> Vec<u8> {
    json!({"jsonrpc": "2.0", "method": method, "params": params}).to_string().into_bytes()
}
