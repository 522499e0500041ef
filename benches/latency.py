#!/usr/bin/env python3
"""How long a writer waits for a language server after a keystroke: a client over pipes, without a library.

    benches/latency.py [NAME=COMMAND ...]         ibid=target/release/ibid lsp, if none is named

One draft of each size is opened in every server. Characters are typed one at a time into a paragraph in its middle, the servers taking
turns keystroke by keystroke, so that what slows the machine slows them all. A time runs from didChange to the diagnostics that answer it:
those that the client asks for (pull), or those that the server sends for that version or a later one (push), there of a fault that is
mended: one that comes waits for a pause in typing. `floor` is a server that
does nothing: what the pipes and this client cost. Sizes are in kB, times in ms, memory is the most that was resident, in MB; `p99/m` is
how much longer than the median the hundredth slowest keystroke took.
"""
import argparse
import json
import os
import pathlib
import select
import shlex
import subprocess
import sys
import tempfile
import time

CLEAN = (
    "The ferry carried {n} people in March, 14 percent more than a year before, according to the Harbour Office.[^log] "
    "\u201cShe is old, but she runs,\u201d said Mara Vale, who has the night watch, and pointed at [the tables](https://harbour.example.net/t{n}).\n\n"
    "On the quay the nets were drying. Nobody hurried; the next boat was due at six, and the man who sells the tickets had gone to look "
    "for his dog, which he does on most days when the wind comes from the west.\n\n"
    "- oilskins, as [the list][list] has it, and `rope`\n- lamps, and what is needed to light them\n\n"
)
FAULTY = "Experts say the line is lost. It cost $3.2 million in 2019, see harbour.example.net +4 and [here]().\n\n"
CITED = "As the log of the harbour says on each of its pages,[^log] and @lock1931 [p. {n}] too, [the list][list] holds; compare [the tables](https://harbour.example.net/t{n}) and [1].\n\n"
NOTES = "The tide turned at {n}.[^n{n}] Nobody saw it.\n\n[^n{n}]: The log of the harbour, page {n}, https://harbour.example.net/log/{n}\n\n"
FLOOD = "Of boat {n} the log says nothing, see [here]() and [there]().\n\n"
LISTS = "- a lamp for the quay, number {n}\n- a rope\n  - of hemp\n  - of wire, with [a page][list]\n\n"
TAIL = "[^log]: The log, https://harbour.example.net/log\n\n[list]: https://harbour.example.net/list\n"


def draft(kind, size):
    """A draft of at least `size` bytes."""
    parts, length, number = [], 0, 0
    while length < size:
        number += 1
        part = {"cited": CITED, "notes": NOTES, "lists": LISTS, "flood": FLOOD}.get(kind, CLEAN).replace("{n}", str(number))
        if kind == "faulty" and number % 20 == 0:
            part += FAULTY
        if kind == "lists" and number % 20 == 0:
            part += CLEAN.replace("{n}", str(number))
        parts.append(part)
        length += len(part.encode())
    return "".join(parts) + TAIL


class Server:
    """A server, and the one draft that is open in it."""

    def __init__(self, name, command, folder, pull):
        self.name, self.asked, self.rest, self.pull, self.known = name, 0, b"", pull, None
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=folder)
        os.set_blocking(self.process.stdout.fileno(), False)
        root = pathlib.Path(folder).as_uri()
        document = {"synchronization": {}, "publishDiagnostics": {"versionSupport": True}}
        if pull:
            document["diagnostic"] = {}
        able = self.ask("initialize", {
            "processId": os.getpid(), "rootUri": root, "workspaceFolders": [{"uri": root, "name": "drafts"}],
            "capabilities": {"workspace": {"configuration": True, "workspaceFolders": True, "diagnostics": {"refreshSupport": True}}, "textDocument": document},
        })["capabilities"]
        self.pull = pull and bool(able.get("diagnosticProvider"))
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.asked += 1
        number = self.asked
        self.send({"id": number, "method": method, "params": params})
        while True:
            message = self.message(30)
            if message is None:
                raise TimeoutError(f"{self.name}: {method}")
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def raw(self, patience):
        """The next message's bytes; None if none comes in time."""
        end = time.perf_counter() + patience
        while True:
            head = self.rest.find(b"\r\n\r\n")
            if head >= 0:
                length = int(self.rest[:head].lower().rsplit(b"content-length:", 1)[1].split(b"\r\n")[0])
                if len(self.rest) >= head + 4 + length:
                    body, self.rest = self.rest[head + 4:head + 4 + length], self.rest[head + 4 + length:]
                    return body
            left = end - time.perf_counter()
            if left <= 0:
                return None
            if select.select([self.process.stdout], [], [], left)[0]:
                data = self.process.stdout.read(1 << 20)
                if data == b"":
                    return None
                self.rest += data or b""

    def message(self, patience):
        body = self.raw(patience)
        if body is None:
            return None
        message = json.loads(body)
        if "method" in message and "id" in message:
            several = message["method"] == "workspace/configuration"
            self.send({"id": message["id"], "result": [{} for _ in message["params"]["items"]] if several else None})
        return message

    def drain(self, quiet):
        while self.message(quiet) is not None:
            pass

    def open(self, uri, text):
        self.uri, self.version = uri, 1
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "markdown", "version": 1, "text": text}})

    def type(self, line, column, text, ids, gone=0):
        """Types in the place of `gone` characters, and returns the seconds until the diagnostics are there."""
        self.version += 1
        start, end = ({"line": line, "character": at} for at in (column, column + gone))
        change = {"range": {"start": start, "end": end}, "text": text}
        asked = {"textDocument": {"uri": self.uri}}
        if ids and self.known:
            asked["previousResultId"] = self.known
        start = time.perf_counter()
        self.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [change]})
        if self.pull:
            self.asked += 1
            self.send({"id": self.asked, "method": "textDocument/diagnostic", "params": asked})
        while True:
            # What only moved is not sent again: then nothing comes, and nothing is counted.
            body = self.raw(30 if self.pull else 0.6)
            spent = time.perf_counter() - start
            if body is None:
                return None
            message = json.loads(body)
            if self.pull and message.get("id") == self.asked and "method" not in message:
                self.known = (message.get("result") or {}).get("resultId")
                return spent
            params = message.get("params") or {}
            if not self.pull and message.get("method", "").endswith("publishDiagnostics") and (params.get("version") or 0) >= self.version:
                return spent

    def memory(self):
        try:
            status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
            return int(status.split("VmHWM:")[1].split()[0]) / 1024
        except (OSError, IndexError):
            return float("nan")


def floor():
    """A server that answers everything with nothing."""
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    while True:
        length = 0
        while (line := stdin.readline().strip()):
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length") else length
        body = stdin.read(length)
        if not body:
            return
        message = json.loads(body)
        if message.get("method") == "textDocument/didChange":
            item = message["params"]["textDocument"]
            reply = {"method": "textDocument/publishDiagnostics", "params": {**item, "diagnostics": []}}
        elif message.get("method") == "initialize":
            reply = {"id": message["id"], "result": {"capabilities": {"diagnosticProvider": {"interFileDependencies": False, "workspaceDiagnostics": False}}}}
        elif "id" in message:
            reply = {"id": message["id"], "result": {"kind": "full", "items": []}}
        else:
            continue
        body = json.dumps({"jsonrpc": "2.0", **reply}).encode()
        stdout.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        stdout.flush()


def print_table(table):
    """Medians, one line a server, in Markdown."""
    heads = list(dict.fromkeys(head for figures in table.values() for head, _ in figures))
    print("\n| Server | " + " | ".join(heads) + " |\n|---|" + "---:|" * len(heads))
    for name, figures in table.items():
        figures = dict(figures)
        print(f"| {name} | " + " | ".join(figures.get(head, "") for head in heads) + " |")


def measure(options, kind, size, pull, human, table):
    with tempfile.TemporaryDirectory() as folder:
        text = draft(kind, size * 1000)
        file = pathlib.Path(folder) / "draft.md"
        file.write_text(text, encoding="utf-8")
        lines = text.split("\n")
        line = next(i for i in range(len(lines) // 2, len(lines)) if len(lines[i]) > 60)
        servers = []
        for name, command in options.servers:
            server = Server(name, command, folder, pull)
            server.drain(0.3)
            server.open(file.as_uri(), text)
            server.type(line, 20, "x", options.ids)
            server.drain(0.5)
            servers.append((server, []))
        for key in range(options.keys):
            for server, times in servers:
                if server.pull:
                    spent = server.type(line, 20 + key, "abcde "[key % 6], options.ids)
                else:
                    # What only moves is not sent again: a fault comes, which waits for a pause, and is mended, which is timed.
                    server.type(line, 20, "[here]()", False)
                    spent = server.type(line, 20, "", False, gone=8)
                if spent is not None:
                    times.append(spent * 1000)
                server.drain(0.001)
            if human:
                time.sleep(0.12)
        for server, times in servers:
            times.sort()
            at = lambda share: times[min(len(times) - 1, int(len(times) * share))]
            how = f"{'pull' if server.pull else 'push'} {'human' if human else 'machine'}"
            figures = "no answer" if not times else (
                f"min {times[0]:7.2f}  median {at(.5):7.2f}  p95 {at(.95):7.2f}  p99 {at(.99):7.2f}  p99/m {at(.99) / at(.5):4.1f}  max {times[-1]:7.2f}"
                f"  {server.memory():6.1f} MB  n={len(times)}")
            print(f"{kind:6} {size:6} kB  {how:12}  {server.name:10} {figures}", flush=True)
            if times:
                table.setdefault(server.name, []).append((f"{kind}, {size} kB, {how}", f"{at(.5):.2f}"))
            server.process.kill()
            server.process.wait()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("servers", nargs="*", help="NAME=COMMAND")
    parser.add_argument("--kb", nargs="+", type=int, default=[10, 100, 1000])
    parser.add_argument("--kind", nargs="+", default=["prose"], choices=["prose", "faulty", "cited", "notes", "lists", "flood"])
    parser.add_argument("--keys", type=int, default=100)
    parser.add_argument("--how", nargs="+", default=["pull"], choices=["pull", "push"])
    parser.add_argument("--human", action="store_true", help="a key every eighth of a second, rather than at once")
    parser.add_argument("--ids", action="store_true", help="tell the server which result is known, so that it may say that nothing changed")
    parser.add_argument("--table", action="store_true", help="print the medians as a table in Markdown, too")
    parser.add_argument("--serve-nothing", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.serve_nothing:
        return floor()
    built = pathlib.Path(__file__).resolve().parent.parent / "target/release/ibid"
    named = [server.split("=", 1) for server in options.servers] or [["ibid", f"{built} lsp"]]
    options.servers = [("floor", [sys.executable, str(pathlib.Path(__file__).resolve()), "--serve-nothing"])]
    options.servers += [(name, shlex.split(command)) for name, command in named]
    table = {}
    for kind in options.kind:
        for size in options.kb:
            for how in options.how:
                measure(options, kind, size, how == "pull", options.human, table)
    if options.table:
        print_table(table)


if __name__ == "__main__":
    main()
