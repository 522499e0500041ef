//! The command that shows a rule's page.

use super::abilities::{Abilities, EXPLAIN};
use super::outbox::{Level, Outbox};
use crate::rules::rule;
use std::path::Path;
use tempfile::TempDir;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{ExecuteCommandParams, LSPAny, ShowDocumentParams, Uri};

/// Pages written for the client to show; they go when the session ends.
#[derive(Default)]
pub struct Pages {
    directory: Option<TempDir>,
}

impl Pages {
    /// Runs a command. A client that can show a file is shown the page; the page is the answer in any case.
    pub fn execute(
        &mut self,
        params: &ExecuteCommandParams,
        can: &Abilities,
        outbox: &Outbox,
    ) -> Result<Option<LSPAny>> {
        if params.command != EXPLAIN {
            return Err(Error::invalid_params(format!("there is no command `{}`", params.command)));
        }
        let Some(name) = params.arguments.first().and_then(LSPAny::as_str) else {
            return Err(Error::invalid_params(format!("`{EXPLAIN}` wants the name of a rule")));
        };
        let Some(rule) = rule(name) else {
            return Err(Error::invalid_params(format!("there is no rule `{name}`")));
        };
        if can.show_document {
            match self.write(&format!("ibid-{name}.md"), rule.page) {
                Ok(uri) => show(uri, outbox),
                Err(error) => outbox.log(Level::Warning, format!("cannot write the page of `{name}`: {error}")),
            }
        }
        Ok(Some(rule.page.into()))
    }

    /// In a directory that only we can write to, since a known name in the shared one may already be somebody's link.
    fn write(&mut self, name: &str, page: &str) -> std::io::Result<Uri> {
        if self.directory.is_none() {
            self.directory = Some(tempfile::Builder::new().prefix("ibid-").tempdir()?);
        }
        let path = self.directory.as_ref().map_or(Path::new(""), TempDir::path).join(name);
        std::fs::write(&path, page)?;
        Uri::from_file_path(&path).ok_or_else(|| std::io::ErrorKind::InvalidFilename.into())
    }
}

fn show(uri: Uri, outbox: &Outbox) {
    let log = outbox.clone();
    outbox.ask(|client| async move {
        let params = ShowDocumentParams { uri, external: Some(false), take_focus: Some(true), selection: None };
        if !client.show_document(params).await.unwrap_or(false) {
            log.log(Level::Info, "the editor did not show the rule's page");
        }
    });
}
