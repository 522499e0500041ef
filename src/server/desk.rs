//! What a question about a document may look at, on the session's thread.

use super::abilities::Abilities;
use super::atlas::Atlas;
use super::books::Books;
use super::configuration::Configuration;
use super::drafts::Open;
use super::hover::Reader;
use super::outbox::Outbox;
use super::publish::Shown;
use super::sheet::Sheet;
use super::zotero::Zotero;
use crate::workspace::{InForce, is_draft, read};
use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::Uri;

/// Answers a question from the desk, or passes on why it is not answered.
pub type Answer = Box<dyn FnOnce(Result<Desk<'_>>) + Send>;

/// A question about a document, or about all of them, and how it is answered.
pub struct Question {
    /// What it is called in the trace.
    pub name: &'static str,
    /// The document; none for a question about the workspace.
    pub uri: Option<Uri>,
    /// Whether an answer would be wrong as long as not every draft of the workspace is known.
    pub whole: bool,
    /// What answers it.
    pub answer: Answer,
}

/// The session as a question sees it.
pub struct Desk<'a> {
    /// The document that the question is about.
    pub uri: Option<Uri>,
    /// The drafts that are open.
    pub drafts: &'a mut HashMap<Uri, (Open, Shown)>,
    /// Reads what sources say, for hovers.
    pub reader: &'a mut Reader,
    /// The writer's Zotero.
    pub zotero: &'a mut Zotero,
    /// The bibliographies that drafts use, and those that are open.
    pub books: &'a mut Books,
    /// Every draft of the workspace.
    pub atlas: &'a mut Atlas,
    /// Workspace folders and settings.
    pub configuration: &'a Configuration,
    /// What the client can do.
    pub can: &'a Abilities,
    /// The way to the client.
    pub outbox: &'a Outbox,
}

impl Desk<'_> {
    /// The draft that the question is about; `None` if it is no draft, or not open.
    pub fn open(&mut self) -> Option<&mut Open> {
        self.drafts.get_mut(self.uri.as_ref()?).map(|(open, _)| open)
    }

    /// A draft of the workspace; of one that is in none, as the disk has it.
    pub fn neighbour(&mut self, path: &Path) -> Option<Arc<Sheet>> {
        self.atlas.follow(self.drafts);
        let known = self.atlas.draft(path).cloned();
        let read = || Sheet::of_file(path, &read(path).ok()?, &InForce::default()).map(Arc::new);
        known.or_else(|| is_draft(path).then(read)?)
    }
}
