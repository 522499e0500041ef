//! Everything that can happen to a session.

use super::desk::Question;
use super::fetching;
use super::looking::News;
use super::survey::Surveyed;
use super::unreadable::Unreadable;
use super::zotero::Fetched;
use std::path::PathBuf;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::{
    DidChangeTextDocumentParams, DidChangeWatchedFilesParams, DidChangeWorkspaceFoldersParams,
    DidCloseTextDocumentParams, DidOpenTextDocumentParams, DocumentDiagnosticParams, DocumentDiagnosticReport,
    ExecuteCommandParams, InitializeParams, InitializeResult, LSPAny, ProgressToken, TraceValue,
    WorkspaceDiagnosticParams, WorkspaceDiagnosticReport,
};

/// Where an answer goes. Closed when the client cancelled the request.
pub type Reply<T> = oneshot::Sender<Result<T>>;

/// A message to the thread that owns the drafts.
pub enum Event {
    /// The client introduces itself.
    Initialize(Box<InitializeParams>, Reply<InitializeResult>),
    /// The client has read our introduction.
    Initialized,
    /// A draft was opened.
    Opened(DidOpenTextDocumentParams),
    /// A draft was edited.
    Edited(DidChangeTextDocumentParams),
    /// A draft was saved.
    Saved,
    /// A draft was closed.
    Closed(DidCloseTextDocumentParams),
    /// A question about a draft, answered by the file that is named after it.
    Asked(Question),
    /// What is wrong in this draft?
    Pull(DocumentDiagnosticParams, Reply<DocumentDiagnosticReport>),
    /// What is wrong in the workspace?
    PullAll(WorkspaceDiagnosticParams, Reply<WorkspaceDiagnosticReport>),
    /// Run a command.
    Execute(ExecuteCommandParams, Reply<Option<LSPAny>>),
    /// The editor's settings changed; perhaps these are they.
    SettingsChanged(LSPAny),
    /// The editor's settings, as asked for at that generation: for each folder, and for no folder.
    Settings {
        /// Which request this answers; only the latest counts.
        generation: u64,
        /// One value for each folder that was asked for, then one for everything else.
        values: Vec<LSPAny>,
    },
    /// Workspace folders came or went.
    FoldersChanged(DidChangeWorkspaceFoldersParams),
    /// Files that we watch changed.
    FilesChanged(DidChangeWatchedFilesParams),
    /// Drafts of the workspace were read for the atlas.
    Surveyed(Surveyed),
    /// Sources are looked up.
    Looked(News),
    /// A list of retractions was read; what is wrong with it, if it could not be.
    Listed(PathBuf, Option<String>),
    /// A reference is fetched.
    Fetched(fetching::News),
    /// Items of Zotero were fetched, or were not.
    Shelved(Fetched),
    /// The writer calls off what the client shows the progress of.
    CalledOff(ProgressToken),
    /// Something that the client said could not be read.
    Unreadable(Unreadable),
    /// How much the client wants to hear of our doings.
    Trace(TraceValue),
    /// The client is about to leave.
    Shutdown(Reply<()>),
    /// The client has left.
    Gone,
}

impl Event {
    /// What it is called in the trace.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Initialize(..) => "initialize",
            Self::Initialized => "initialized",
            Self::Opened(_) => "didOpen",
            Self::Edited(_) => "didChange",
            Self::Saved => "didSave",
            Self::Closed(_) => "didClose",
            Self::Asked(question) => question.name,
            Self::Pull(..) => "diagnostic",
            Self::PullAll(..) => "workspace/diagnostic",
            Self::Execute(..) => "executeCommand",
            Self::SettingsChanged(_) => "didChangeConfiguration",
            Self::Settings { .. } => "configuration",
            Self::FoldersChanged(_) => "didChangeWorkspaceFolders",
            Self::FilesChanged(_) => "didChangeWatchedFiles",
            Self::Surveyed(_) => "survey",
            Self::Looked(_) => "looked",
            Self::Listed(..) => "listed",
            Self::Fetched(_) => "fetched",
            Self::Shelved(_) => "shelved",
            Self::CalledOff(_) => "workDoneProgress/cancel",
            Self::Unreadable(_) => "unreadable",
            Self::Trace(_) => "setTrace",
            Self::Shutdown(_) => "shutdown",
            Self::Gone => "exit",
        }
    }
}
