//! Documents that come, change and go: drafts, and bibliographies that drafts use.

use super::Session;
use crate::server::convert;
use crate::server::drafts::Open;
use crate::server::outbox::Level;
use crate::server::publish::Shown;
use crate::server::unreadable::Unreadable;
use std::time::Instant;
use tower_lsp::ls_types::{DidChangeTextDocumentParams, TextDocumentItem, Uri};

/// A language that is not prose: such a document may be sent because a draft depends on it, and is no draft itself.
const NO_DRAFTS: &[&str] = &["bibtex", "bib", "json", "toml", "yaml"];

impl Session {
    /// Takes a document that was opened.
    pub(super) fn open(&mut self, item: TextDocumentItem) {
        // Not every editor has a language for bibliographies.
        if NO_DRAFTS.contains(&item.language_id.as_str()) || item.uri.as_str().ends_with(".bib") {
            if self.books.open(&item) {
                self.refresh(true);
            }
            return;
        }
        let (mut open, mut shown) = (Open::new(item, &self.outbox), Shown::default());
        open.set_in_force(self.configuration.in_force(open.path.as_deref()));
        let others = self.books.take_draft(&open);
        self.books.serve(&mut open, &self.configuration);
        if !self.can.pull {
            shown.publish(&mut open, &self.can, &self.outbox);
        }
        if self.drafts.insert(open.uri.clone(), (open, shown)).is_some() {
            self.outbox.log(Level::Warning, "a draft that was open already was opened again");
        }
        if others {
            self.follow();
        }
        self.show_problems();
        self.requests.workspace_changed(false);
    }

    /// Follows the editor.
    pub(super) fn edit(&mut self, params: DidChangeTextDocumentParams) {
        let (uri, encoding) = (params.text_document.uri.clone(), self.can.encoding);
        let Some((open, shown)) = self.drafts.get_mut(&uri) else {
            if !self.books.edit(&params.text_document, &params.content_changes, encoding) {
                self.outbox.log(Level::Warning, format!("{}: an edit of a draft that is not open", uri.as_str()));
            }
            return;
        };
        open.edit(params.text_document.version, params.content_changes, encoding, &self.outbox);
        shown.edited(Instant::now());
        self.books.draft_edited(&uri);
        // Seldom: when a name at `bibliography` changes.
        if open.names_others() && self.books.serve(open, &self.configuration) {
            self.show_problems();
        }
    }

    /// Lets go of a document.
    pub(super) fn close(&mut self, uri: &Uri) {
        if self.books.close(uri) {
            self.refresh(true);
            return;
        }
        if let Some((open, _)) = self.drafts.remove(uri) {
            self.books.drop_draft(&open);
            if !self.can.pull {
                self.outbox.publish(uri.clone(), Vec::new(), None);
            }
            self.follow();
        }
        let files = convert::path(uri).into_iter().collect();
        self.atlas.look(files, &self.configuration, &self.outbox);
        self.show_problems();
        self.requests.workspace_changed(false);
    }

    /// Owns up to something that could not be read, and lets go of the text that it was to change.
    pub(super) fn misread(&mut self, unreadable: Unreadable) {
        let Unreadable { method, uri, reason } = unreadable;
        let reason = if self.outbox.quotes() { format!(" ({reason})") } else { String::new() };
        let told = match (method.as_str(), &uri) {
            ("textDocument/didChange", Some(uri)) => {
                format!(
                    "{}: an edit could not be read{reason}; the text is left alone until it is closed and opened again",
                    uri.as_str()
                )
            }
            ("textDocument/didOpen", Some(uri)) => {
                format!("{}: could not be read as it was opened{reason}; close it and open it again", uri.as_str())
            }
            ("textDocument/didChange" | "textDocument/didOpen", None) => {
                format!(
                    "`{method}` could not be read, nor what it was about{reason}; close what was edited and open it again"
                )
            }
            _ => format!("`{method}` could not be read{reason} and was passed over"),
        };
        self.outbox.log(Level::Error, told);
        let Some(uri) = uri.filter(|_| ["textDocument/didChange", "textDocument/didOpen"].contains(&method.as_str()))
        else {
            return;
        };
        if let Some((open, shown)) = self.drafts.get_mut(&uri) {
            open.lose();
            if !self.can.pull {
                shown.publish(open, &self.can, &self.outbox);
            }
            self.requests.workspace_changed(false);
            self.ask_to_look_again();
        } else if self.books.close(&uri) {
            // Its file counts again.
            self.refresh(true);
        }
    }
}
