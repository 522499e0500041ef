"""Makes the folders of the npm packages: npm.py PROGRAMS ASSETS OUT

`OUT/ibid` is the package that people install, a script of a few lines. It wants one package for each platform, `OUT/PLATFORM`, of which npm takes
the one that fits. Publish those first, `ibid` last. PROGRAMS and ASSETS are as archives.py has them.
"""

import json
import pathlib
import shutil
import sys

from platforms import REPOSITORY, ROOT, SUMMARY, Platform, built, version

SCOPE = "@ibid-ls"


def common(name: str) -> dict:
    return {
        "name": name,
        "version": version(),
        "description": SUMMARY,
        "license": "MIT OR Apache-2.0",
        "repository": {"type": "git", "url": f"git+{REPOSITORY}.git", "directory": "packaging/npm"},
        "publishConfig": {"access": "public"},
    }


def name(platform: Platform) -> str:
    return f"{SCOPE}/{platform.os}-{platform.cpu}"


def write(folder: pathlib.Path, manifest: dict) -> None:
    folder.mkdir(parents=True)
    (folder / "package.json").write_text(json.dumps(manifest, indent=2) + "\n")
    for licence in ["LICENSE-MIT", "LICENSE-APACHE"]:
        shutil.copy(ROOT / licence, folder)


def main() -> None:
    programs, assets, out = map(pathlib.Path, sys.argv[1:])
    shutil.rmtree(out, ignore_errors=True)
    platforms = built(programs)
    for platform, program in platforms:
        folder = out / f"{platform.os}-{platform.cpu}"
        write(folder, common(name(platform)) | {"os": [platform.os], "cpu": [platform.cpu], "preferUnplugged": True})
        shutil.copy(program, folder)
        (folder / platform.program).chmod(0o755)
        shutil.copy(assets / "THIRD-PARTY.txt", folder)
        (folder / "README.md").write_text(f"The program of the package `ibid` for {platform.os} on {platform.cpu}. Install `ibid`.\n")
    manifest = common("ibid") | {
        "keywords": ["citations", "markdown", "footnotes", "lsp", "linter"],
        "bin": {"ibid": "ibid.js"},
        "engines": {"node": ">=18"},
        "optionalDependencies": {name(platform): version() for platform, _ in platforms},
    }
    write(out / "ibid", manifest)
    shutil.copy(ROOT / "packaging/npm/ibid.js", out / "ibid")
    shutil.copy(ROOT / "packaging/listing.md", out / "ibid/README.md")
    for folder in [*(out / f"{platform.os}-{platform.cpu}" for platform, _ in platforms), out / "ibid"]:
        print(folder)


if __name__ == "__main__":
    main()
