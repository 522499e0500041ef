//! What the client can do, and what we therefore offer it.

use crate::text::Encoding;
use tower_lsp::ls_types::{
    ClientCapabilities, CodeActionKind, CodeActionOptions, CodeActionProviderCapability, CodeLensOptions,
    CompletionOptions, DiagnosticOptions, DiagnosticServerCapabilities, DocumentLinkOptions, ExecuteCommandOptions,
    FileOperationFilter, FileOperationPattern, FileOperationRegistrationOptions, FoldingRangeProviderCapability,
    HoverProviderCapability, InitializeResult, MarkupKind, OneOf, PositionEncodingKind, RenameOptions, SaveOptions,
    ServerCapabilities, ServerInfo, TextDocumentSyncCapability, TextDocumentSyncKind, TextDocumentSyncOptions,
    TextDocumentSyncSaveOptions, WorkDoneProgressOptions, WorkspaceFileOperationsServerCapabilities,
    WorkspaceFoldersServerCapabilities, WorkspaceServerCapabilities,
};

/// The kind of the action that applies every safe fix.
pub const FIX_ALL: CodeActionKind = CodeActionKind::new("source.fixAll.ibid");
/// The kind of the action that numbers footnotes in order of appearance.
pub const RENUMBER: CodeActionKind = CodeActionKind::new("source.renumberFootnotes.ibid");
/// The kind of the actions that sort link definitions.
pub const SORT: CodeActionKind = CodeActionKind::new("source.sortDefinitions.ibid");
/// The kind of the actions that write a link or a note in another form.
pub const CONVERT: CodeActionKind = CodeActionKind::new("refactor.rewrite.form.ibid");
/// The kind of the actions that cite a source here.
pub const CITE: CodeActionKind = CodeActionKind::new("refactor.rewrite.cite.ibid");
/// The command that shows a rule's page.
pub const EXPLAIN: &str = "ibid.explain";
/// The command that looks up all sources of a draft. It takes the draft's URI.
pub const CHECK_SOURCES: &str = "ibid.checkSources";
/// The command that looks up one source. It takes a draft's URI and a position in it.
pub const CHECK_SOURCE: &str = "ibid.checkSource";
/// The command that looks up what stands bare at a position, and cites it there. It takes a draft's URI and a position in it.
pub const FETCH_REFERENCE: &str = "ibid.fetchReference";
/// The command that looks up all sources of a draft, whatever is kept from earlier looks. It takes the draft's URI.
pub const REFRESH_SOURCES: &str = "ibid.refreshSources";
/// The command that adds an item of Zotero to the bibliography of a draft. It takes the draft's URI and the item's key.
pub const ADD_ENTRY: &str = "ibid.addEntry";
/// A command of the client: shows places. It takes a document, a position in it, and the places. A client that has it says so in its
/// introduction, at `experimental.commands.commands`.
pub const SHOW_REFERENCES: &str = "ibid.showReferences";
/// A command of the client: asks the writer whether sources may be looked up at all. A client that has it is told of a missing consent in the
/// answer to a command, `{"refused": "network"}`, and not in a message.
pub const CHOOSE_NETWORK: &str = "ibid.chooseNetwork";
/// What starts a construct that can be completed.
const TRIGGERS: [&str; 10] = ["@", "[", "^", "(", "{", "<", "\"", "/", "#", "-"];

/// What the client can do, so far as it makes a difference.
#[derive(Clone, Copy, Debug, Default)]
pub struct Abilities {
    /// What its columns count.
    pub encoding: Encoding,
    /// It asks for diagnostics, and can be told to ask again. Otherwise diagnostics are pushed; never both, since
    /// editors show both.
    pub pull: bool,
    /// It shows other places that explain a diagnostic.
    pub related: bool,
    /// It leads from a diagnostic to the page of its rule.
    pub pages: bool,
    /// It fades what is unnecessary.
    pub tags: bool,
    /// It can ask for a code action's edit when the action is chosen.
    pub resolve: bool,
    /// It takes edits of a certain version of a document.
    pub versioned_edits: bool,
    /// It takes edits that nobody asked for in a menu.
    pub apply_edit: bool,
    /// It can be asked for its settings.
    pub configuration: bool,
    /// It can be asked to announce that its settings changed.
    pub register_configuration: bool,
    /// It watches files for us.
    pub watch: bool,
    /// It shows progress.
    pub progress: bool,
    /// It can show a file.
    pub show_document: bool,
    /// It shows from where to where a definition is gone to.
    pub definition_links: bool,
    /// It asks what would be renamed before it asks for the new name.
    pub prepare_rename: bool,
    /// It asks which edits keep links alive before it renames files.
    pub will_rename: bool,
    /// It shows Markdown in hovers.
    pub markdown_hover: bool,
    /// It shows Markdown beside a menu of completions.
    pub markdown_documentation: bool,
    /// It shows details beside the label of a completion.
    pub label_details: bool,
    /// It shows an outline as a tree.
    pub nested_symbols: bool,
    /// It shows what a link leads to before it is followed.
    pub link_tooltips: bool,
    /// It has [`SHOW_REFERENCES`].
    pub show_references: bool,
    /// It has [`CHOOSE_NETWORK`].
    pub choose_network: bool,
    /// It can be told to ask for code lenses again.
    pub refresh_lenses: bool,
    /// It can be told to ask for inlay hints again.
    pub refresh_hints: bool,
}

impl Abilities {
    /// Reads them from the client's introduction.
    pub fn of(client: &ClientCapabilities) -> Self {
        let text = client.text_document.as_ref();
        let workspace = client.workspace.as_ref();
        let window = client.window.as_ref();
        let publish = text.and_then(|t| t.publish_diagnostics.as_ref());
        let pull = text.and_then(|t| t.diagnostic.as_ref());
        let action = text.and_then(|t| t.code_action.as_ref());
        let edit = workspace.and_then(|w| w.workspace_edit.as_ref());
        let item = text.and_then(|t| t.completion.as_ref()?.completion_item.as_ref());
        let refresh = workspace.and_then(|w| w.diagnostics.as_ref()).and_then(|d| d.refresh_support);
        let resolve =
            action.and_then(|a| a.resolve_support.as_ref()).is_some_and(|r| r.properties.iter().any(|p| p == "edit"));
        Self {
            encoding: encoding(client),
            pull: pull.is_some() && refresh == Some(true),
            related: publish.and_then(|p| p.related_information) == Some(true)
                || pull.and_then(|p| p.related_information) == Some(true),
            pages: publish.and_then(|p| p.code_description_support) == Some(true),
            tags: publish.is_some_and(|p| p.tag_support.is_some()) || pull.is_some_and(|p| p.tag_support.is_some()),
            resolve: resolve && action.and_then(|a| a.data_support) == Some(true),
            // Neovim 0.11 advertises `resourceOperations` alone, yet takes versioned edits.
            versioned_edits: edit.is_some_and(|e| e.document_changes == Some(true) || e.resource_operations.is_some()),
            apply_edit: workspace.and_then(|w| w.apply_edit) == Some(true),
            configuration: workspace.and_then(|w| w.configuration) == Some(true),
            register_configuration: workspace
                .and_then(|w| w.did_change_configuration)
                .and_then(|d| d.dynamic_registration)
                == Some(true),
            watch: workspace.and_then(|w| w.did_change_watched_files).and_then(|d| d.dynamic_registration)
                == Some(true),
            progress: window.and_then(|w| w.work_done_progress) == Some(true),
            definition_links: text.and_then(|t| t.definition.as_ref()).and_then(|d| d.link_support) == Some(true),
            prepare_rename: text.and_then(|t| t.rename.as_ref()).and_then(|r| r.prepare_support) == Some(true),
            will_rename: workspace.and_then(|w| w.file_operations.as_ref()).and_then(|f| f.will_rename) == Some(true),
            markdown_hover: text
                .and_then(|t| t.hover.as_ref()?.content_format.as_deref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            markdown_documentation: item
                .and_then(|item| item.documentation_format.as_deref())
                .is_some_and(|formats| formats.contains(&MarkupKind::Markdown)),
            label_details: item.and_then(|item| item.label_details_support) == Some(true),
            nested_symbols: text.and_then(|t| t.document_symbol.as_ref()?.hierarchical_document_symbol_support)
                == Some(true),
            link_tooltips: text.and_then(|t| t.document_link.as_ref()?.tooltip_support) == Some(true),
            show_references: has_command(client, SHOW_REFERENCES),
            choose_network: has_command(client, CHOOSE_NETWORK),
            refresh_lenses: workspace.and_then(|w| w.code_lens.as_ref()?.refresh_support) == Some(true),
            refresh_hints: workspace.and_then(|w| w.inlay_hint.as_ref()?.refresh_support) == Some(true),
            show_document: window.and_then(|w| w.show_document.as_ref()).is_some_and(|s| s.support),
        }
    }

    /// Our introduction.
    pub fn introduction(&self) -> InitializeResult {
        InitializeResult {
            capabilities: self.offer(),
            server_info: Some(ServerInfo {
                name: env!("CARGO_PKG_NAME").into(),
                version: Some(env!("CARGO_PKG_VERSION").into()),
            }),
            ..InitializeResult::default()
        }
    }

    fn offer(&self) -> ServerCapabilities {
        ServerCapabilities {
            position_encoding: Some(match self.encoding {
                Encoding::Utf8 => PositionEncodingKind::UTF8,
                Encoding::Utf16 => PositionEncodingKind::UTF16,
                Encoding::Utf32 => PositionEncodingKind::UTF32,
            }),
            text_document_sync: Some(TextDocumentSyncCapability::Options(TextDocumentSyncOptions {
                open_close: Some(true),
                change: Some(TextDocumentSyncKind::INCREMENTAL),
                save: Some(TextDocumentSyncSaveOptions::SaveOptions(SaveOptions { include_text: Some(false) })),
                ..TextDocumentSyncOptions::default()
            })),
            hover_provider: Some(HoverProviderCapability::Simple(true)),
            completion_provider: Some(CompletionOptions {
                trigger_characters: Some(TRIGGERS.map(String::from).to_vec()),
                resolve_provider: Some(true),
                ..CompletionOptions::default()
            }),
            definition_provider: Some(OneOf::Left(true)),
            references_provider: Some(OneOf::Left(true)),
            document_highlight_provider: Some(OneOf::Left(true)),
            document_symbol_provider: Some(OneOf::Left(true)),
            workspace_symbol_provider: Some(OneOf::Left(true)),
            rename_provider: Some(if self.prepare_rename {
                OneOf::Right(RenameOptions {
                    prepare_provider: Some(true),
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            } else {
                OneOf::Left(true)
            }),
            document_link_provider: Some(DocumentLinkOptions {
                resolve_provider: Some(false),
                work_done_progress_options: WorkDoneProgressOptions::default(),
            }),
            folding_range_provider: Some(FoldingRangeProviderCapability::Simple(true)),
            code_lens_provider: Some(CodeLensOptions { resolve_provider: Some(false) }),
            inlay_hint_provider: Some(OneOf::Left(true)),
            code_action_provider: Some(CodeActionProviderCapability::Options(CodeActionOptions {
                code_action_kinds: Some(vec![CodeActionKind::QUICKFIX, FIX_ALL, RENUMBER, SORT, CONVERT, CITE]),
                resolve_provider: self.resolve.then_some(true),
                ..CodeActionOptions::default()
            })),
            diagnostic_provider: self.pull.then(|| {
                DiagnosticServerCapabilities::Options(DiagnosticOptions {
                    identifier: Some("ibid".into()),
                    inter_file_dependencies: true,
                    workspace_diagnostics: true,
                    work_done_progress_options: WorkDoneProgressOptions::default(),
                })
            }),
            execute_command_provider: Some(ExecuteCommandOptions {
                commands: [EXPLAIN, CHECK_SOURCES, CHECK_SOURCE, REFRESH_SOURCES, FETCH_REFERENCE, ADD_ENTRY]
                    .map(String::from)
                    .to_vec(),
                ..ExecuteCommandOptions::default()
            }),
            workspace: Some(WorkspaceServerCapabilities {
                workspace_folders: Some(WorkspaceFoldersServerCapabilities {
                    supported: Some(true),
                    change_notifications: Some(OneOf::Left(true)),
                }),
                file_operations: self.will_rename.then(|| WorkspaceFileOperationsServerCapabilities {
                    will_rename: Some(FileOperationRegistrationOptions { filters: vec![everything()] }),
                    ..WorkspaceFileOperationsServerCapabilities::default()
                }),
            }),
            ..ServerCapabilities::default()
        }
    }
}

/// Whether the client says that it has a command of its own.
fn has_command(client: &ClientCapabilities, name: &str) -> bool {
    let commands = client.experimental.as_ref().and_then(|other| other["commands"]["commands"].as_array());
    commands.is_some_and(|commands| commands.iter().any(|command| command == name))
}

/// Links lead to files of every kind, and to folders.
fn everything() -> FileOperationFilter {
    let pattern = FileOperationPattern { glob: "**/*".into(), matches: None, options: None };
    FileOperationFilter { scheme: Some("file".into()), pattern }
}

/// UTF-8 is what the text is in, UTF-32 counts what a reader would, UTF-16 is what every client has.
fn encoding(client: &ClientCapabilities) -> Encoding {
    let offered = client.general.as_ref().and_then(|g| g.position_encodings.as_deref()).unwrap_or_default();
    if offered.contains(&PositionEncodingKind::UTF8) {
        Encoding::Utf8
    } else if offered.contains(&PositionEncodingKind::UTF32) {
        Encoding::Utf32
    } else {
        Encoding::Utf16
    }
}
