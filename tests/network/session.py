"""A writer's day with ibid, by command line and by language server: each command, each request. Used by off.py.

    session.py IBID FOLDER NETWORK

NETWORK is what the writer has set: `off`, or `on`, where all hosts are played by $IBID_TEST_WEB.
"""

import json
import subprocess
import sys
from pathlib import Path

DRAFT = """# The weir

"The gate did hold all night," says [the log](https://harbour.example.net/log), reuters.com/+15. See 10.1000/182 and [@keeper1931].

[map]: https://maps.example.net/weir
"""
BOOK = "@article{keeper1931, title = {Tides}, author = {Keeper, A.}, year = {1931}, doi = {10.1000/182}}\n"


class Server:
    def __init__(self, ibid):
        self.process = subprocess.Popen([ibid, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.asked = 0
        self.told = []

    def send(self, **message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def hear(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def ask(self, method, params):
        self.asked += 1
        self.send(id=self.asked, method=method, params=params)
        while True:
            message = self.hear()
            if "method" in message:
                self.heard(message)
            elif message["id"] == self.asked:
                assert "error" not in message, message
                return message["result"]

    def heard(self, message):
        if "id" in message:
            self.send(id=message["id"], result=None)
        elif message["method"] == "window/showMessage":
            self.told.append(message["params"]["message"])

    def wait_for_word(self):
        """What the writer is told next."""
        while not self.told:
            self.heard(self.hear())
        return self.told.pop(0)


def shell(ibid, folder, network):
    online = ["--online"] if network == "on" else []
    for command in [
        ["check", "draft.md"], ["check", *online, "draft.md"], ["check", "--locked", "draft.md"], ["fix", "--diff", "draft.md"],
        ["sources", "check", *online, "draft.md"], ["sources", "refresh", *online, "draft.md"], ["sources", "show", "draft.md"],
        ["sources", "cite", *online, "https://new.example.net/page"], ["sources", "log"], ["rules"], ["explain", "dead-link"],
    ]:
        done = subprocess.run([ibid, *command], cwd=folder, capture_output=True, text=True)
        assert done.returncode in (0, 1, 2), done
        assert "panicked" not in done.stderr, done


def editor(ibid, folder, network):
    server, draft = Server(ibid), Path(folder, "draft.md")
    book, uri = Path(folder, "refs.bib").as_uri(), draft.as_uri()
    server.ask("initialize", {
        "processId": None, "rootUri": Path(folder).as_uri(), "initializationOptions": {"network": network},
        "capabilities": {"workspace": {"applyEdit": True, "workspaceEdit": {"documentChanges": True}}, "textDocument": {"diagnostic": {}, "codeAction": {
            "codeActionLiteralSupport": {"codeActionKind": {"valueSet": ["quickfix", "source"]}}}}},
    })
    server.send(method="initialized", params={})
    for at, text in [(uri, DRAFT), (book, BOOK)]:
        server.send(method="textDocument/didOpen", params={"textDocument": {"uri": at, "languageId": "markdown", "version": 1, "text": text}})
    text = ""
    for version, letter in enumerate("See https://new.example.net/page and [@kee", 2):
        text += letter
        server.send(method="textDocument/didChange", params={
            "textDocument": {"uri": uri, "version": version}, "contentChanges": [{"text": DRAFT + text}]})
    this = {"textDocument": {"uri": uri}}
    place = {**this, "position": {"line": 2, "character": 50}}
    whole = {**this, "range": {"start": {"line": 0, "character": 0}, "end": {"line": 6, "character": 0}}}
    found = server.ask("textDocument/diagnostic", this)["items"]
    assert found, "a draft full of faults has none"
    end = {**this, "position": {"line": 5, "character": len(text)}}
    actions = server.ask("textDocument/codeAction", {**whole, "context": {"diagnostics": found}})
    for method, params in [
        ("textDocument/hover", place), ("textDocument/definition", place), ("textDocument/documentLink", this),
        ("textDocument/completion", end), ("textDocument/codeLens", this), ("textDocument/documentSymbol", this),
        ("textDocument/inlayHint", whole), ("workspace/diagnostic", {"previousResultIds": []}),
    ]:
        server.ask(method, params)
    commands = [("ibid.checkSources", []), ("ibid.refreshSources", []), ("ibid.fetchReference", [{"line": 5, "character": 10}])]
    for command, place in commands:
        server.ask("workspace/executeCommand", {"command": command, "arguments": [uri, *place]})
        word = server.wait_for_word()
        assert ("off" in word) == (network == "off"), word
    server.send(method="textDocument/didSave", params=this)
    server.ask("shutdown", None)
    server.send(method="exit")
    assert server.process.wait(10) == 0
    assert actions, "a draft full of faults has no quick fix"


def main():
    ibid, folder, network = sys.argv[1:]
    Path(folder, "draft.md").write_text(DRAFT)
    Path(folder, "refs.bib").write_text(BOOK)
    shell(ibid, folder, network)
    editor(ibid, folder, network)


if __name__ == "__main__":
    main()
