"""A whole session with every client that pytest-lsp has a description of, and with two of our own."""

import asyncio
import os

import pytest
import pytest_asyncio
from lsprotocol import types as t
from pytest_lsp import client_capabilities

from strict import SCHEMA, Client, units

DRAFT = """---
bibliography: refs.bib
---

# The \U0001f6a2 mill

The keeper wrote \U0001f600 [the log]() by hand [@keeper1931; @nobody].[^1] See [the tides](other.md#tides) and [rain][log].

Rain fell on 41 percent of days, according to experts.[^2] More at https://harbour.example.net/a.\r
Caf\u00e9 \U0001f600 e\u0301 [map][] [gone](gone.md).

[^1]: The log, page 3.
[^3]: Never used.

[log]: https://harbour.example.net/log
[log]: https://harbour.example.net/other
"""
OTHER = "# Tides\n\nBack to [the mill](draft.md#the--mill) [@keeper1931].\n\n[empty]()\n"
BOOK = "@book{keeper1931,\n  title = {The \U0001f600 log},\n  author = {Keeper, A.},\n  year = {1931}\n}\n@book{keeper1931, title = {Twice}}\n"


def own(text):
    return SCHEMA.structure(text, t.ClientCapabilities)


PULLING = own({
    "workspace": {
        "applyEdit": True, "configuration": True, "workspaceFolders": True, "diagnostics": {"refreshSupport": True},
        "workspaceEdit": {"documentChanges": True}, "didChangeConfiguration": {"dynamicRegistration": True},
        "didChangeWatchedFiles": {"dynamicRegistration": True}, "codeLens": {"refreshSupport": True},
        "inlayHint": {"refreshSupport": True}, "fileOperations": {"willRename": True},
    },
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True, "tagSupport": {"valueSet": [1, 2]}},
        "diagnostic": {"dynamicRegistration": True}, "definition": {"linkSupport": True}, "rename": {"prepareSupport": True},
        "codeAction": {
            "dataSupport": True, "resolveSupport": {"properties": ["edit"]},
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["", "quickfix", "source", "refactor"]}},
        },
        "completion": {"completionItem": {"documentationFormat": ["markdown"], "labelDetailsSupport": True}},
        "hover": {"contentFormat": ["markdown"]}, "documentLink": {"tooltipSupport": True},
        "documentSymbol": {"hierarchicalDocumentSymbolSupport": True},
    },
    "window": {"workDoneProgress": True, "showDocument": {"support": True}},
    "general": {"positionEncodings": ["utf-32", "utf-16"]},
})
CLIENTS = {
    "pulling": PULLING,
    "silent": own({}),
    "bytes": own({"general": {"positionEncodings": ["utf-8"]}}),
    **{name: client_capabilities(name) for name in
       ["neovim@v0.6.1", "neovim@v0.8.0", "neovim@v0.10.0", "neovim@v0.11.0", "emacs@v29.1", "visual_studio_code@v1.65.2"]},
}


@pytest_asyncio.fixture(params=CLIENTS)
async def session(request, tmp_path):
    """A client that has introduced itself in a folder with two drafts and a bibliography."""
    (tmp_path / ".git").mkdir()
    for name, text in [("draft.md", DRAFT), ("other.md", OTHER), ("refs.bib", BOOK)]:
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
    client = Client()
    capabilities = CLIENTS[request.param]
    client.declare(capabilities)
    await client.start_io(os.environ["IBID"], "lsp")
    folder = t.WorkspaceFolder(uri=tmp_path.as_uri(), name="drafts")
    params = t.InitializeParams(capabilities=capabilities, root_uri=tmp_path.as_uri(), workspace_folders=[folder])
    offer = (await client.initialize_session(params)).capabilities
    client.encoding = offer.position_encoding or "utf-16"
    client.offer, client.uri = offer, f"{tmp_path.as_uri()}/"
    yield client
    await client.shutdown_session()
    assert client._server.returncode == 0
    assert client.faults == []


def places(text, encoding):
    """Where a cursor can stand."""
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n")):
        yield from (t.Position(number, units(line[:at], encoding)) for at in range(0, len(line) + 1, 5))


def whole(text):
    return t.Range(t.Position(0, 0), t.Position(text.count("\n"), 0))


def open_document(client, name, text, language="markdown"):
    uri = client.uri + name
    client.texts[uri] = text
    item = t.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)
    client.text_document_did_open(t.DidOpenTextDocumentParams(item))
    return uri


# The capabilities that ibid offers, and what the session does about each. One that is missing here has not been tried.
TRIED = {
    "position_encoding", "text_document_sync", "hover_provider", "completion_provider", "definition_provider", "references_provider",
    "document_highlight_provider", "document_symbol_provider", "workspace_symbol_provider", "rename_provider",
    "document_link_provider", "folding_range_provider", "code_lens_provider", "inlay_hint_provider", "code_action_provider",
    "diagnostic_provider", "execute_command_provider", "workspace",
}


@pytest.mark.asyncio
async def test_every_capability(session):
    client = session
    offered = {name for name in dir(client.offer) if name[0] != "_" and getattr(client.offer, name) is not None}
    assert offered <= TRIED
    for name, text, language in [("draft.md", DRAFT, "markdown"), ("refs.bib", BOOK, "bibtex")]:
        uri = open_document(client, name, text, language)
        await about_places(client, uri, text)
        await about_document(client, uri, text)
    await about_workspace(client)
    await edited(client)
    assert "response" in client.seen


async def about_places(client, uri, text):
    document = t.TextDocumentIdentifier(uri)
    answered = set()
    for place in places(text, client.encoding):
        at = {"text_document": document, "position": place}
        asked = {
            "textDocument/hover": t.HoverParams(**at),
            "textDocument/definition": t.DefinitionParams(**at),
            "textDocument/documentHighlight": t.DocumentHighlightParams(**at),
            "textDocument/references": t.ReferenceParams(**at, context=t.ReferenceContext(include_declaration=True)),
            "textDocument/completion": t.CompletionParams(**at),
            "textDocument/prepareRename": t.PrepareRenameParams(**at),
        }
        for method, params in asked.items():
            answer = await refusable(client.ask(method, uri, params))
            if answer:
                answered.add(method)
        if await refusable(client.ask("textDocument/rename", uri, t.RenameParams(**at, new_name="other1932"))):
            answered.add("textDocument/rename")
        completed = await client.ask("textDocument/completion", uri, t.CompletionParams(**at))
        for item in (getattr(completed, "items", completed) or [])[:2]:
            await client.ask("completionItem/resolve", uri, item)
    if uri.endswith(".md"):
        assert len(answered) == 7, answered


async def refusable(answer):
    """A renaming may be refused, with a reason."""
    try:
        return await answer
    except Exception as error:
        assert getattr(error, "code", None) in (-32602, -32803), error
        return None


async def about_document(client, uri, text):
    document = t.TextDocumentIdentifier(uri)
    alone = {
        "textDocument/documentSymbol": t.DocumentSymbolParams(document),
        "textDocument/documentLink": t.DocumentLinkParams(document),
        "textDocument/foldingRange": t.FoldingRangeParams(document),
        "textDocument/codeLens": t.CodeLensParams(document),
        "textDocument/inlayHint": t.InlayHintParams(document, whole(text)),
        "textDocument/diagnostic": t.DocumentDiagnosticParams(document),
    }
    for method, params in alone.items():
        await client.ask(method, uri, params)
    kinds = [None, ["quickfix"], ["source"], ["source.fixAll"], ["refactor"], ["refactor.rewrite"]]
    actions = []
    for only in kinds:
        for place in [whole(text), *(t.Range(place, place) for place in places(text, client.encoding))]:
            context = t.CodeActionContext(diagnostics=[], only=only)
            actions += await client.ask("textDocument/codeAction", uri, t.CodeActionParams(document, place, context)) or []
    resolves = getattr(client.offer.code_action_provider, "resolve_provider", None)
    for action in {action.title: action for action in actions}.values():
        if isinstance(action, t.CodeAction) and resolves and action.data:
            action = await client.ask("codeAction/resolve", uri, action)
        assert not isinstance(action, t.CodeAction) or action.edit or action.command or action.disabled, action
    assert actions or not uri.endswith(".md")


async def about_workspace(client):
    await client.ask("workspace/symbol", None, t.WorkspaceSymbolParams(query="e"))
    page = await client.ask("workspace/executeCommand", None, t.ExecuteCommandParams("ibid.explain", ["empty-link"]))
    assert page.startswith("#")
    if client.offer.workspace and client.offer.workspace.file_operations:
        renamed = t.FileRename(client.uri + "other.md", client.uri + "tides.md")
        edit = await client.ask("workspace/willRenameFiles", None, t.RenameFilesParams([renamed]))
        assert edit.document_changes or edit.changes
    if not client.offer.diagnostic_provider:
        return
    first = await client.ask("workspace/diagnostic", None, t.WorkspaceDiagnosticParams(previous_result_ids=[]))
    assert {report.kind for report in first.items} == {"full"}
    known = [t.PreviousResultId(report.uri, report.result_id) for report in first.items]
    client.workspace_did_change_watched_files(t.DidChangeWatchedFilesParams([t.FileEvent(client.uri + "other.md", t.FileChangeType.Changed)]))
    again = await client.ask("workspace/diagnostic", None, t.WorkspaceDiagnosticParams(previous_result_ids=known))
    assert {report.kind for report in again.items} <= {"unchanged"}


async def edited(client):
    """An edit, a save, other settings, a folder that comes and goes, and the end."""
    uri = client.uri + "draft.md"
    start = t.Position(0, 0)
    text = "Added [new]().\n\n" + DRAFT
    client.texts[uri] = text
    change = t.TextDocumentContentChangePartial(range=t.Range(start, start), text="Added [new]().\n\n")
    client.text_document_did_change(t.DidChangeTextDocumentParams(t.VersionedTextDocumentIdentifier(2, uri), [change]))
    client.text_document_did_save(t.DidSaveTextDocumentParams(t.TextDocumentIdentifier(uri)))
    report = await client.ask("textDocument/diagnostic", uri, t.DocumentDiagnosticParams(t.TextDocumentIdentifier(uri)))
    assert report.items[0].range.start.line == 0
    client.workspace_did_change_configuration(t.DidChangeConfigurationParams({"ibid": {}}))
    folder = t.WorkspaceFolder(uri=client.uri + "none", name="none")
    for event in [t.WorkspaceFoldersChangeEvent([folder], []), t.WorkspaceFoldersChangeEvent([], [folder])]:
        client.workspace_did_change_workspace_folders(t.DidChangeWorkspaceFoldersParams(event))
    client.set_trace(t.SetTraceParams(t.TraceValue.Verbose))
    await asyncio.sleep(0.5)
    pushed = client.uri + "draft.md" in client.diagnostics
    assert pushed != bool(client.offer.diagnostic_provider), "pushed to who does not ask, and to nobody else"
    client.text_document_did_close(t.DidCloseTextDocumentParams(t.TextDocumentIdentifier(uri)))
    await client.ask("workspace/symbol", None, t.WorkspaceSymbolParams(query="mill"))
