//! What the editor's settings say, for each workspace folder.

use super::convert;
use super::outbox::{Level, Outbox};
use crate::config::Layer;
use crate::workspace::{InForce, in_force};
use std::path::{Path, PathBuf};
use tower_lsp::ls_types::{ConfigurationItem, InitializeParams, LSPAny, Uri, WorkspaceFolder};

/// The section of the editor's settings that is ours.
const SECTION: &str = "ibid";
/// The name under which a draft that is in no file looks for its configuration.
const UNSAVED: &str = "untitled.md";

/// Workspace folders, and the editor's settings for each.
#[derive(Clone, Default)]
pub struct Configuration {
    folders: Vec<Folder>,
    /// For drafts outside every folder.
    rest: Layer,
    /// As the client introduced itself: what counts where it has nothing else to say.
    initial: Layer,
    /// Whether the editor says that the workspace is not trusted. A client that says nothing knows no such thing.
    pub untrusted: bool,
    /// Counts the requests for settings; an answer to any but the last is outdated.
    pub generation: u64,
    /// Which of these requests was answered last.
    answered: u64,
}

#[derive(Clone)]
struct Folder {
    uri: Uri,
    path: PathBuf,
    layer: Layer,
}

impl Configuration {
    /// As the client introduces itself.
    pub fn of(params: &InitializeParams, outbox: &Outbox) -> Self {
        let mut configuration = Self::default();
        #[expect(deprecated, reason = "clients without workspace folders still send it")]
        let root = params.root_uri.clone().map(|uri| WorkspaceFolder { uri, name: String::new() });
        let folders = params.workspace_folders.clone().filter(|folders| !folders.is_empty());
        configuration.change_folders(folders.unwrap_or_else(|| root.into_iter().collect()), &[]);
        if let Some(options) = &params.initialization_options {
            let section = options.get(SECTION).unwrap_or(options);
            configuration.untrusted = section.get("trusted") == Some(&LSPAny::Bool(false));
            configuration.take_for_all(options, outbox);
            configuration.initial = configuration.rest.clone();
        }
        configuration
    }

    /// Adds and removes workspace folders. New ones have the settings of drafts outside every folder until theirs are known.
    pub fn change_folders(&mut self, added: Vec<WorkspaceFolder>, removed: &[WorkspaceFolder]) {
        self.folders.retain(|folder| removed.iter().all(|removed| removed.uri != folder.uri));
        for WorkspaceFolder { uri, .. } in added {
            if let Some(path) = convert::path(&uri) {
                self.folders.push(Folder { uri, path, layer: self.rest.clone() });
            }
        }
    }

    /// The workspace folders.
    pub fn folders(&self) -> impl Iterator<Item = &Path> {
        self.folders.iter().map(|folder| folder.path.as_path())
    }

    /// What to ask the client for: the settings of each folder, then those of everything else.
    pub fn questions(&self) -> Vec<ConfigurationItem> {
        let scopes = self.folders.iter().map(|folder| Some(folder.uri.clone())).chain([None]);
        scopes.map(|scope_uri| ConfigurationItem { scope_uri, section: Some(SECTION.into()) }).collect()
    }

    /// Takes the answers to [`Configuration::questions`]. Null is the answer of a client that has no settings for us.
    /// No value at all is what a client is taken to answer that fails to.
    pub fn take(&mut self, values: &[LSPAny], outbox: &Outbox) {
        self.answered = self.generation;
        let Some((rest, folders)) = values.split_last() else { return };
        let initial = &self.initial;
        let said = |value: &LSPAny| if value.is_null() { initial.clone() } else { layer(value, outbox) };
        self.rest = said(rest);
        for (folder, value) in self.folders.iter_mut().zip(folders) {
            folder.layer = said(value);
        }
    }

    /// Whether the client has still to say what its settings are.
    pub fn is_asked_for(&self) -> bool {
        self.answered != self.generation
    }

    /// Takes settings that are the same for every folder. Nothing at all means that the client would rather be asked.
    pub fn take_for_all(&mut self, value: &LSPAny, outbox: &Outbox) {
        if value.is_null() {
            return;
        }
        self.rest = layer(value, outbox);
        self.folders.iter_mut().for_each(|folder| folder.layer = self.rest.clone());
    }

    /// The choices in force for a draft; for one that is in no file, those of the first folder.
    pub fn in_force(&self, path: Option<&Path>) -> InForce {
        let Some(path) = path else {
            let folder = self.folders.first();
            let home = folder.map(|folder| folder.path.clone()).or_else(|| std::env::current_dir().ok());
            return in_force(&home.unwrap_or_default().join(UNSAVED), Some(folder.map_or(&self.rest, |f| &f.layer)));
        };
        let holding = self.folders.iter().filter(|folder| path.starts_with(&folder.path));
        let nearest = holding.max_by_key(|folder| folder.path.as_os_str().len());
        in_force(path, Some(nearest.map_or(&self.rest, |folder| &folder.layer)))
    }
}

/// Reads settings, with our section around them or without, and sets what the log holds if they say so.
fn layer(value: &LSPAny, outbox: &Outbox) -> Layer {
    let section = value.get(SECTION).unwrap_or(value);
    if let Some(level) = section.get("logLevel").and_then(LSPAny::as_str) {
        match Level::named(level) {
            Some(level) => outbox.set_level(level),
            None => outbox.log(Level::Warning, format!("settings: there is no log level `{level}`")),
        }
    }
    if let Some(wanted) = section.get("logExcerpts").and_then(LSPAny::as_bool) {
        outbox.set_excerpts(wanted);
    }
    let (layer, problems) = Layer::from_json(section);
    for problem in problems {
        outbox.log(Level::Warning, format!("settings: {}", problem.message));
    }
    layer
}
