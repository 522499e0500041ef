"""Makes the archives of a release: archives.py PROGRAMS ASSETS OUT

PROGRAMS is a folder of programs, as platforms.py says; ASSETS has `man` and `completions` (`cargo run --example assets ASSETS`) and THIRD-PARTY.txt
(licences.py). OUT gets one archive for each program, and SHA256SUMS. The same inputs make the same bytes.
"""

import gzip
import hashlib
import io
import pathlib
import sys
import tarfile
import time
import zipfile

from platforms import ROOT, built, moment

BESIDE = ["README.md", "CHANGELOG.md", "LICENSE-MIT", "LICENSE-APACHE"]


def contents(program: pathlib.Path, assets: pathlib.Path) -> dict[str, tuple[bytes, int]]:
    """What an archive holds: by path the bytes and the permissions."""
    files = {program.name: (program.read_bytes(), 0o755)}
    for name in BESIDE:
        files[name] = ((ROOT / name).read_bytes(), 0o644)
    files["THIRD-PARTY.txt"] = ((assets / "THIRD-PARTY.txt").read_bytes(), 0o644)
    for folder in ["completions", "man"]:
        for path in sorted((assets / folder).iterdir()):
            files[f"{folder}/{path.name}"] = (path.read_bytes(), 0o644)
    return files


def tar(folder: str, files: dict[str, tuple[bytes, int]]) -> bytes:
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=moment()) as stream, tarfile.open(fileobj=stream, mode="w") as archive:
        for name, (data, mode) in files.items():
            entry = tarfile.TarInfo(f"{folder}/{name}")
            entry.size, entry.mode, entry.mtime = len(data), mode, moment()
            archive.addfile(entry, io.BytesIO(data))
    return packed.getvalue()


def zipped(files: dict[str, tuple[bytes, int]]) -> bytes:
    """A zip file of the files, with permissions as Unix has them; also what a wheel is."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, (data, mode) in files.items():
            entry = zipfile.ZipInfo(name, time.gmtime(moment())[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, (0o100000 | mode) << 16
            archive.writestr(entry, data)
    return packed.getvalue()


def main() -> None:
    programs, assets, out = map(pathlib.Path, sys.argv[1:])
    out.mkdir(parents=True, exist_ok=True)
    sums = []
    for platform, program in built(programs):
        folder, files = f"ibid-{platform.target}", contents(program, assets)
        windows = platform.os == "win32"
        archive = zipped({f"{folder}/{name}": file for name, file in files.items()}) if windows else tar(folder, files)
        (out / platform.archive).write_bytes(archive)
        sums.append(f"{hashlib.sha256(archive).hexdigest()}  {platform.archive}\n")
        print(out / platform.archive)
    (out / "SHA256SUMS").write_text("".join(sums))


if __name__ == "__main__":
    main()
