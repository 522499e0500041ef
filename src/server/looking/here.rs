//! Which source stands where the cursor is.

use crate::bibliography::Identity;
use crate::check::Draft;
use crate::lock;
use crate::server::abilities::CHECK_SOURCE;
use crate::server::drafts::Open;
use crate::server::hover::{Thing, under};
use tower_lsp::ls_types::{CodeAction, CodeActionKind, Command, Position};

/// What the sources at byte `at` of a draft are known by: several, where a note gives several.
pub fn identities(draft: &Draft, at: usize) -> Vec<Identity> {
    if let Some(identity) = written(draft, at) {
        return vec![identity];
    }
    let sources = draft.sources();
    sources.at(at).map(|source| source.identity.clone()).collect()
}

/// The action that looks up the address or identifier at byte `at`, which the client knows as `position`.
pub fn offer(open: &Open, at: usize, position: Position) -> Option<CodeAction> {
    written(open.draft()?, at)?;
    let title = "Check this source".to_owned();
    let arguments = vec![serde_json::to_value(&open.uri).ok()?, serde_json::to_value(position).ok()?];
    Some(CodeAction {
        title: title.clone(),
        kind: Some(CodeActionKind::QUICKFIX),
        command: Some(Command { title, command: CHECK_SOURCE.into(), arguments: Some(arguments) }),
        ..CodeAction::default()
    })
}

/// The address or identifier at a byte. Looks no further than its block.
fn written(draft: &Draft, at: usize) -> Option<Identity> {
    let identity = match under(draft, at)?.0 {
        Thing::Target(range) => Identity::address(&draft.text().slice(range))?,
        Thing::Work(work) => work,
        _ => return None,
    };
    lock::id(&identity).is_some().then_some(identity)
}
