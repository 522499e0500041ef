"""A client that believes nothing: every message is held to the protocol's schema, to the client's capabilities and to the texts."""

import copy
from pathlib import Path
from typing import Union
from urllib.parse import unquote, urlparse

from lsprotocol import types
from lsprotocol.converters import get_converter
from pygls.protocol import default_converter
from pytest_lsp import LanguageClient, LanguageClientProtocol
from pytest_lsp.client import register_lsp_features



def knowing_actions(converter):
    """A code action may have a command; lsprotocol 2025.0.0 takes every one that has for a command."""
    def read(value, _):
        return converter.structure(value, types.Command if isinstance(value.get("command"), str) else types.CodeAction)

    converter.register_structure_hook(Union[types.Command, types.CodeAction], read)
    return converter


SCHEMA = knowing_actions(get_converter())
# What the server may ask for, and where the client says that it may.
DECLARED = {
    "workspace/configuration": "workspace.configuration",
    "workspace/diagnostic/refresh": "workspace.diagnostics.refreshSupport",
    "workspace/codeLens/refresh": "workspace.codeLens.refreshSupport",
    "workspace/inlayHint/refresh": "workspace.inlayHint.refreshSupport",
    "workspace/applyEdit": "workspace.applyEdit",
    "window/showDocument": "window.showDocument.support",
    "window/workDoneProgress/create": "window.workDoneProgress",
}
DYNAMIC = {
    "workspace/didChangeConfiguration": "workspace.didChangeConfiguration.dynamicRegistration",
    "workspace/didChangeWatchedFiles": "workspace.didChangeWatchedFiles.dynamicRegistration",
}
# Keys of results that are for some clients only.
FOR_SOME = {
    "relatedInformation": ["textDocument.publishDiagnostics.relatedInformation", "textDocument.diagnostic.relatedInformation"],
    "documentChanges": ["workspace.workspaceEdit.documentChanges", "workspace.workspaceEdit.resourceOperations"],
    "targetSelectionRange": ["textDocument.definition.linkSupport"],
    "selectionRange": ["textDocument.documentSymbol.hierarchicalDocumentSymbolSupport"],
    "tooltip": ["textDocument.documentLink.tooltipSupport", "textDocument.inlayHint"],
    "labelDetails": ["textDocument.completion.completionItem.labelDetailsSupport"],
}


class Protocol(LanguageClientProtocol):
    """Looks at each message as it came, before pygls does."""

    def structure_message(self, data):
        # It is called for what is in a message, too.
        if "jsonrpc" in data:
            self._server.look(data, self._result_types.get(data.get("id")))
        return super().structure_message(data)


class Client(LanguageClient):
    def __init__(self):
        super().__init__(protocol_cls=Protocol, converter_factory=lambda: knowing_actions(default_converter()))
        register_lsp_features(self)
        self.faults = []
        self.seen = set()
        self.texts = {}
        self.about = {}
        self.encoding = "utf-16"
        for method in ["workspace/codeLens/refresh", "workspace/inlayHint/refresh", "client/registerCapability"]:
            self.feature(method)(lambda params: None)

    def can(self, path):
        value = self.declared
        for name in path.split("."):
            value = value.get(name) if isinstance(value, dict) else None
        return bool(value) or value == {}

    def declare(self, capabilities):
        self.declared = SCHEMA.unstructure(capabilities, types.ClientCapabilities)

    def fault(self, what):
        self.faults.append(what)

    def look(self, data, result_type):
        method = data.get("method")
        self.seen.add(method or "response")
        if method is None and "error" in data:
            if set(data) != {"jsonrpc", "id", "error"} or not set(data["error"]) <= {"code", "message", "data"}:
                self.fault(f"not an error: {data}")
            return
        kind = types.METHOD_TO_TYPES.get(method, [None])[0] if method else result_type
        if kind is None:
            self.fault(f"nothing that the protocol knows: {data}")
            return
        self.hold_to_schema(data, kind)
        self.hold_to_declared(method, data)
        uri = self.about.get(data.get("id")) if method is None else (data.get("params") or {}).get("uri")
        self.hold_to_texts(copy.deepcopy(data), uri)

    def hold_to_schema(self, data, kind):
        """What is read as the schema has it and written again is what came: nothing is unknown, nothing was taken for something else."""
        try:
            back = SCHEMA.unstructure(SCHEMA.structure(data, kind), kind)
        except Exception as error:  # cattrs raises groups of anything
            self.fault(f"{kind.__name__}: {error!r}: {str(data)[:600]}")
            return
        # tower-lsp writes `null` for no parameters, as other servers in Rust do. JSON-RPC wants nothing there, clients take both.
        if data.get("params", 0) is None and "params" not in back:
            back["params"] = None
        if back != data:
            self.fault(f"{kind.__name__}: {difference(data, back)}")

    def hold_to_declared(self, method, data):
        if method in DECLARED and not self.can(DECLARED[method]):
            self.fault(f"{method} was not declared")
        if method == "client/registerCapability":
            for registration in data["params"]["registrations"]:
                if not self.can(DYNAMIC[registration["method"]]):
                    self.fault(f"{registration['method']} cannot be registered")
        for key in keys(data.get("result", data.get("params"))):
            if key in FOR_SOME and not any(self.can(path) for path in FOR_SOME[key]):
                self.fault(f"{key} is not for this client: {str(data)[:600]}")

    def hold_to_texts(self, value, uri):
        if isinstance(value, list):
            for one in value:
                self.hold_to_texts(one, uri)
        if not isinstance(value, dict):
            return
        if "originSelectionRange" in value:
            self.hold_to_texts(value.pop("originSelectionRange"), uri)
        uri = value.get("targetUri") or value.get("uri") or value.get("textDocument", {}).get("uri") or uri
        if set(value) == {"start", "end"}:
            start, end = [(value[at]["line"], value[at]["character"]) for at in ("start", "end")]
            if not start <= end or not self.lies_in(uri, start) or not self.lies_in(uri, end):
                self.fault(f"{value} does not lie in {uri}")
        for key, one in value.items():
            if key == "changes" and isinstance(one, dict):
                for file, edits in one.items():
                    self.hold_to_texts(edits, file)
            else:
                self.hold_to_texts(one, uri)

    def lies_in(self, uri, position):
        line, column = position
        lines = self.text(uri).replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return line < len(lines) and any(units(lines[line][:at], self.encoding) == column for at in range(len(lines[line]) + 1))

    def text(self, uri):
        if uri not in self.texts:
            self.texts[uri] = Path(unquote(urlparse(uri).path)).read_bytes().decode("utf-8-sig")
        return self.texts[uri]

    async def ask(self, method, uri, params):
        """Asks about a document."""
        id = f"{method} {len(self.about)}"
        self.about[id] = uri
        return await self.protocol.send_request_async(method, params, msg_id=id)


def units(text, encoding):
    return len(text.encode({"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}[encoding])) // {
        "utf-8": 1, "utf-16": 2, "utf-32": 4}[encoding]


def keys(value):
    if isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from keys(one)
    elif isinstance(value, list):
        for one in value:
            yield from keys(one)


def difference(one, other, path=""):
    """Where two messages first differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for key in sorted(set(one) | set(other)):
            if key not in one or key not in other:
                return f"{path}.{key} is {'unknown' if key in one else 'missing'} in {str(one)[:300]}"
            if one[key] != other[key]:
                return difference(one[key], other[key], f"{path}.{key}")
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for at, (left, right) in enumerate(zip(one, other)):
            if left != right:
                return difference(left, right, f"{path}[{at}]")
    return f"{path}: {one!r} was read as {other!r}"
