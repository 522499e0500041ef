"""Writes the licences of what is compiled into ibid: licences.py FILE

Every crate that a program for one of the platforms holds, with the texts that its package carries; a text that several carry stands once.
"""

import json
import pathlib
import re
import subprocess
import sys

from platforms import PLATFORMS, ROOT

TEXT = re.compile(r"(licen[cs]e|copying|copyright|notice|unlicense)", re.IGNORECASE)


# What comes with the compiler, which no manifest names.
BELOW = [
    "The standard library of Rust: MIT OR Apache-2.0. Copyright (c) The Rust Project contributors.",
    "On Linux musl: MIT. Copyright (c) 2005-2020 Rich Felker, et al. The terms are those of LICENSE-MIT.",
]


def linked(target: str) -> dict[str, dict]:
    """The packages that end up in the program: neither what runs at build time nor what only tests need."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    metadata = json.loads(subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout)
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    root = metadata["resolve"]["root"]
    found, waiting = {}, [root]
    while waiting:
        package = packages[waiting.pop()]
        if package["id"] in found or any("proc-macro" in part["kind"] for part in package["targets"]):
            continue
        found[package["id"]] = package
        for needed in nodes[package["id"]]["deps"]:
            if any(kind["kind"] is None for kind in needed["dep_kinds"]):
                waiting.append(needed["pkg"])
    del found[root]
    return found


def texts(package: dict) -> list[str]:
    """What the package says of its licence, file by file."""
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(path for path in folder.iterdir() if path.is_file() and TEXT.match(path.name))
    return [path.read_text(errors="replace").strip() for path in files]


def main() -> None:
    packages = {}
    for platform in PLATFORMS:
        packages |= linked(platform.target)
    ordered = sorted(packages.values(), key=lambda package: (package["name"], package["version"]))
    holders: dict[str, tuple[str, list[str]]] = {}
    lines = ["ibid holds the following, each under its own licence.", ""]
    for package in ordered:
        name = f"{package['name']} {package['version']}"
        lines.append(f"{name}: {package['license'] or 'see its text'}")
        for text in texts(package):
            holders.setdefault(" ".join(text.split()), (text, []))[1].append(name)
    for text, names in holders.values():
        lines += ["", "-" * 100, ", ".join(dict.fromkeys(names)), "", text]
    lines += ["", "-" * 100, *BELOW]
    lines += ["", "-" * 100, "The weights of src/claim/score", "", (ROOT / "src/claim/score/NOTICE").read_text().strip(), ""]
    pathlib.Path(sys.argv[1]).write_text("\n".join(lines))


if __name__ == "__main__":
    main()
