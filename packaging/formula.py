"""Fills in the formula for Homebrew: formula.py SHA256SUMS > ibid.rb"""

import pathlib
import re
import sys

from platforms import PLATFORMS, REPOSITORY, ROOT, SUMMARY, version


def main() -> None:
    sums = dict(reversed(line.split()) for line in pathlib.Path(sys.argv[1]).read_text().splitlines())
    words = {"summary": SUMMARY, "repository": REPOSITORY, "version": version()}
    words |= {platform.target: sums[platform.archive] for platform in PLATFORMS if platform.archive in sums}
    template = (ROOT / "packaging/homebrew/ibid.rb").read_text().split("\n", 1)[1]
    sys.stdout.write(re.sub(r"@([\w-]+)@", lambda word: words[word[1]], template))


if __name__ == "__main__":
    main()
