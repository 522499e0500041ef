//! What tower-lsp calls. Every method's first and only act is to send: tower-lsp starts handlers in the order
//! of arrival and promises nothing after their first await, and one that waits for the client can stop the session for good.

use super::desk::{Desk, Question};
use super::event::{Event, Reply};
use super::navigation::{definition, highlight, moves, references, rename, search};
use super::sources::{Listed, SourcesParams};
use super::status::{Status, StatusParams};
use super::structure::{folding, outline};
use super::unreadable::Unreadable;
use super::{actions, completion, hints, hover, lenses, links, sources, status};
use std::sync::mpsc::Sender;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::{
    CodeAction, CodeActionParams, CodeActionResponse, CodeLens, CodeLensParams, CompletionItem, CompletionParams,
    CompletionResponse, DidChangeConfigurationParams, DidChangeTextDocumentParams, DidChangeWatchedFilesParams,
    DidChangeWorkspaceFoldersParams, DidCloseTextDocumentParams, DidOpenTextDocumentParams, DidSaveTextDocumentParams,
    DocumentDiagnosticParams, DocumentDiagnosticReportResult, DocumentHighlight, DocumentHighlightParams, DocumentLink,
    DocumentLinkParams, DocumentSymbolParams, DocumentSymbolResponse, ExecuteCommandParams, FoldingRange,
    FoldingRangeParams, GotoDefinitionParams, GotoDefinitionResponse, Hover, HoverParams, InitializeParams,
    InitializeResult, InitializedParams, InlayHint, InlayHintParams, LSPAny, Location, PrepareRenameResponse,
    ReferenceParams, RenameFilesParams, RenameParams, SetTraceParams, TextDocumentPositionParams, Uri,
    WorkDoneProgressCancelParams, WorkspaceDiagnosticParams, WorkspaceDiagnosticReportResult, WorkspaceEdit,
    WorkspaceSymbolParams, WorkspaceSymbolResponse,
};

/// The way from tower-lsp to the session.
pub struct Backend {
    events: Sender<Event>,
}

impl Backend {
    /// A way to the session at the other end of `events`.
    pub fn new(events: Sender<Event>) -> Self {
        Self { events }
    }

    /// `$/setTrace`, which tower-lsp leaves to us.
    pub async fn set_trace(&self, params: SetTraceParams) {
        self.tell(Event::Trace(params.value));
    }

    /// `window/workDoneProgress/cancel`, which tower-lsp leaves to us.
    pub async fn call_off(&self, params: WorkDoneProgressCancelParams) {
        self.tell(Event::CalledOff(params.token));
    }

    /// What [`super::unreadable`] tells of.
    pub async fn unreadable(&self, params: Unreadable) {
        self.tell(Event::Unreadable(params));
    }

    /// `ibid/sources`, which the protocol does not know.
    pub async fn sources(&self, params: SourcesParams) -> Result<Option<Vec<Listed>>> {
        self.about("sources", Some(params.text_document.uri), sources::answer).await
    }

    /// `ibid/status`, which the protocol does not know.
    pub async fn status(&self, params: StatusParams) -> Result<Option<Status>> {
        self.about("status", Some(params.text_document.uri), status::answer).await
    }

    /// A session that is gone has nothing left to be told.
    fn tell(&self, event: Event) {
        let _ = self.events.send(event);
    }

    async fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> Result<T> {
        let (reply, answer) = oneshot::channel();
        self.tell(event(reply));
        answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl Backend {
    /// Asks about a document, or about the workspace. A document that is not open has no answer.
    async fn about<T: Send + 'static>(
        &self,
        name: &'static str,
        uri: Option<Uri>,
        answer: impl FnOnce(&mut Desk<'_>) -> Option<T> + Send + 'static,
    ) -> Result<Option<T>> {
        self.inquire(name, uri, false, move |desk| Ok(answer(desk))).await
    }

    /// The same where the answer may be a refusal, and where it may need the `whole` workspace.
    async fn inquire<T: Send + 'static>(
        &self,
        name: &'static str,
        uri: Option<Uri>,
        whole: bool,
        answer: impl FnOnce(&mut Desk<'_>) -> Result<Option<T>> + Send + 'static,
    ) -> Result<Option<T>> {
        let (reply, answered) = oneshot::channel();
        let answer = Box::new(move |desk: Result<Desk<'_>>| {
            // Nobody waits any more for what was cancelled.
            if !reply.is_closed() {
                let _ = reply.send(desk.and_then(|mut desk| answer(&mut desk)));
            }
        });
        self.tell(Event::Asked(Question { name, uri, whole, answer }));
        answered.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        self.ask(|reply| Event::Initialize(Box::new(params), reply)).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.tell(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        self.ask(Event::Shutdown).await
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.tell(Event::Opened(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.tell(Event::Edited(params));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.tell(Event::Saved);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.tell(Event::Closed(params));
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        let actions = self.about("codeAction", Some(uri), move |desk| actions::answer(desk, &params)).await?;
        Ok(Some(actions.unwrap_or_default()))
    }

    async fn code_action_resolve(&self, action: CodeAction) -> Result<CodeAction> {
        let plain = action.clone();
        let uri = actions::subject(&action);
        let resolved = self.about("codeAction/resolve", uri, move |desk| Some(actions::resolve(desk, action))).await;
        // One for a text that has changed since stays without its edit.
        Ok(resolved.ok().flatten().unwrap_or(plain))
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        let (reply, answered) = oneshot::channel();
        let answer = Box::new(move |desk: Result<Desk<'_>>| match desk {
            Ok(_) if reply.is_closed() => {}
            Ok(mut desk) => hover::answer(&mut desk, &params, reply),
            Err(refusal) => drop(reply.send(Err(refusal))),
        });
        self.tell(Event::Asked(Question { name: "hover", uri: Some(uri), whole: false, answer }));
        answered.await.unwrap_or_else(|_| Err(Error::internal_error()))
    }

    async fn goto_definition(&self, params: GotoDefinitionParams) -> Result<Option<GotoDefinitionResponse>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.about("definition", Some(uri), move |desk| definition::answer(desk, &params)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.inquire("references", Some(uri), true, move |desk| Ok(references::answer(desk, &params))).await
    }

    async fn document_highlight(&self, params: DocumentHighlightParams) -> Result<Option<Vec<DocumentHighlight>>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        self.about("documentHighlight", Some(uri), move |desk| highlight::answer(desk, &params)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        let uri = params.text_document.uri.clone();
        self.about("documentLink", Some(uri), move |desk| links::answer(desk, &params)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        let uri = params.text_document.uri.clone();
        self.about("codeLens", Some(uri), move |desk| lenses::answer(desk, &params)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        let uri = params.text_document.uri.clone();
        self.about("foldingRange", Some(uri), move |desk| folding::answer(desk, &params)).await
    }

    async fn document_symbol(&self, params: DocumentSymbolParams) -> Result<Option<DocumentSymbolResponse>> {
        let uri = params.text_document.uri;
        self.about("documentSymbol", Some(uri), outline::answer).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.about("completion", Some(uri), move |desk| completion::answer(desk, &params)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        let uri = params.text_document_position.text_document.uri.clone();
        self.inquire("rename", Some(uri), true, move |desk| rename::answer(desk, &params)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        let uri = params.text_document.uri.clone();
        self.about("inlayHint", Some(uri), move |desk| hints::answer(desk, &params)).await
    }

    async fn prepare_rename(&self, params: TextDocumentPositionParams) -> Result<Option<PrepareRenameResponse>> {
        let uri = params.text_document.uri.clone();
        self.about("prepareRename", Some(uri), move |desk| rename::prepare(desk, &params)).await
    }

    async fn completion_resolve(&self, item: CompletionItem) -> Result<CompletionItem> {
        let plain = item.clone();
        let resolved =
            self.about("completionItem/resolve", None, move |desk| Some(completion::resolve(desk, item))).await?;
        Ok(resolved.unwrap_or(plain))
    }

    async fn symbol(&self, params: WorkspaceSymbolParams) -> Result<Option<WorkspaceSymbolResponse>> {
        self.inquire("workspace/symbol", None, true, move |desk| Ok(search::answer(desk, &params))).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        self.inquire("willRenameFiles", None, true, move |desk| Ok(moves::answer(desk, &params))).await
    }

    async fn diagnostic(&self, params: DocumentDiagnosticParams) -> Result<DocumentDiagnosticReportResult> {
        self.ask(|reply| Event::Pull(params, reply)).await.map(Into::into)
    }

    async fn workspace_diagnostic(&self, params: WorkspaceDiagnosticParams) -> Result<WorkspaceDiagnosticReportResult> {
        self.ask(|reply| Event::PullAll(params, reply)).await.map(Into::into)
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        self.ask(|reply| Event::Execute(params, reply)).await
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.tell(Event::SettingsChanged(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.tell(Event::FoldersChanged(params));
    }

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.tell(Event::FilesChanged(params));
    }
}
