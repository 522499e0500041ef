"""What ibid is built for, and what each channel calls it. Run it for a listing: TARGET, and the names that VS Code has for it.

A folder of programs, as the other scripts take it, holds `TARGET/ibid` or `TARGET/ibid.exe`, for all platforms or for some.
"""

import json
import os
import pathlib
import sys
import tomllib
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
REPOSITORY = "https://github.com/ibid-ls/ibid"
SUMMARY = "Finds broken citations in Markdown drafts, and repairs them"


class Platform(NamedTuple):
    """One program that is built."""

    target: str  # as Rust has it
    os: str  # as Node has it, `process.platform`
    cpu: str  # as Node has it, `process.arch`
    wheel: str  # the platform tag of a wheel
    vscode: tuple[str, ...]  # the platforms of VS Code that it runs on

    @property
    def program(self) -> str:
        return "ibid.exe" if self.os == "win32" else "ibid"

    @property
    def archive(self) -> str:
        return f"ibid-{self.target}." + ("zip" if self.os == "win32" else "tar.gz")


# On Linux the program is static, so that one runs wherever there is a kernel: with glibc, with musl, with neither.
PLATFORMS = [
    Platform("x86_64-unknown-linux-musl", "linux", "x64", "manylinux_2_17_x86_64.manylinux2014_x86_64.musllinux_1_1_x86_64",
             ("linux-x64", "alpine-x64")),
    Platform("aarch64-unknown-linux-musl", "linux", "arm64", "manylinux_2_17_aarch64.manylinux2014_aarch64.musllinux_1_1_aarch64",
             ("linux-arm64", "alpine-arm64")),
    Platform("x86_64-apple-darwin", "darwin", "x64", "macosx_10_12_x86_64", ("darwin-x64",)),
    Platform("aarch64-apple-darwin", "darwin", "arm64", "macosx_11_0_arm64", ("darwin-arm64",)),
    Platform("x86_64-pc-windows-msvc", "win32", "x64", "win_amd64", ("win32-x64",)),
    Platform("aarch64-pc-windows-msvc", "win32", "arm64", "win_arm64", ("win32-arm64",)),
]


def version() -> str:
    """The version in Cargo.toml, which is the only one that is written by hand but for the extension's own."""
    return tomllib.loads((ROOT / "Cargo.toml").read_text())["package"]["version"]


def extension_version() -> str:
    """The version of the extension for VS Code, which must be the same."""
    return json.loads((ROOT / "editors/vscode/package.json").read_text())["version"]


def built(programs: pathlib.Path) -> list[tuple[Platform, pathlib.Path]]:
    """The programs in the folder, in the order of the table. None, or a folder that the table does not know, is a mistake."""
    found = [(platform, programs / platform.target / platform.program) for platform in PLATFORMS]
    found = [(platform, program) for platform, program in found if program.is_file()]
    strangers = {folder.name for folder in programs.iterdir()} - {platform.target for platform, _ in found}
    if not found or strangers:
        sys.exit(f"{programs}: no program of ours in {', '.join(sorted(strangers)) or 'it'}")
    return found


def moment() -> int:
    """When files in packages say that they were changed, in seconds: the same inputs make the same bytes."""
    return int(os.environ.get("SOURCE_DATE_EPOCH", 315532800))


def main() -> None:
    """`platforms.py` lists; `platforms.py --tag vX.Y.Z` fails unless that is the version of everything."""
    if sys.argv[1:2] == ["--tag"]:
        said = {sys.argv[2].removeprefix("v"), version(), extension_version()}
        sys.exit(None if len(said) == 1 else f"versions differ: tag {sys.argv[2]}, ibid {version()}, extension {extension_version()}")
    for platform in PLATFORMS:
        print(platform.target, *platform.vscode)


if __name__ == "__main__":
    main()
