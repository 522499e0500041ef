"""Makes the wheels of `ibid-ls` for PyPI, each of which carries the program: wheels.py PROGRAMS ASSETS OUT

PROGRAMS and ASSETS are as archives.py has them. A wheel is a zip file with a list of its files and their sums; no tool is needed to write one.
"""

import base64
import hashlib
import pathlib
import sys

from archives import zipped
from platforms import REPOSITORY, ROOT, SUMMARY, Platform, built, version

HEAD = f"""\
Metadata-Version: 2.4
Name: ibid-ls
Version: {{version}}
Summary: {SUMMARY}
License-Expression: MIT OR Apache-2.0
License-File: LICENSE-MIT
License-File: LICENSE-APACHE
License-File: THIRD-PARTY.txt
Keywords: citations,markdown,language server,linter,writing
Classifier: Environment :: Console
Classifier: Topic :: Text Processing :: Markup :: Markdown
Requires-Python: >=3.8
Project-URL: Repository, {REPOSITORY}
Project-URL: Changelog, {REPOSITORY}/blob/main/CHANGELOG.md
Description-Content-Type: text/markdown

"""


def wheel(platform: Platform, program: pathlib.Path, assets: pathlib.Path) -> bytes:
    stem = f"ibid_ls-{version()}"
    info = f"{stem}.dist-info"
    tags = "".join(f"Tag: py3-none-{tag}\n" for tag in platform.wheel.split("."))
    texts = {
        "METADATA": HEAD.format(version=version()).encode() + (ROOT / "packaging/listing.md").read_bytes(),
        "WHEEL": f"Wheel-Version: 1.0\nGenerator: ibid\nRoot-Is-Purelib: false\n{tags}".encode(),
        "licenses/LICENSE-MIT": (ROOT / "LICENSE-MIT").read_bytes(),
        "licenses/LICENSE-APACHE": (ROOT / "LICENSE-APACHE").read_bytes(),
        "licenses/THIRD-PARTY.txt": (assets / "THIRD-PARTY.txt").read_bytes(),
    }
    files = {f"{stem}.data/scripts/{program.name}": (program.read_bytes(), 0o755)}
    files |= {f"{info}/{name}": (text, 0o644) for name, text in texts.items()}
    record = "".join(f"{name},{checksum(data)},{len(data)}\n" for name, (data, _) in files.items()) + f"{info}/RECORD,,\n"
    return zipped(files | {f"{info}/RECORD": (record.encode(), 0o644)})


def checksum(data: bytes) -> str:
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(data).digest()).decode().rstrip("=")


def main() -> None:
    programs, assets, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    for platform, program in built(programs):
        path = out / f"ibid_ls-{version()}-py3-none-{platform.wheel}.whl"
        path.write_bytes(wheel(platform, program, assets))
        print(path)


if __name__ == "__main__":
    main()
