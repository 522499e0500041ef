#!/bin/sh
# Prints the path of a Python in target/tools that has what requirements.txt names; the first time, makes it there.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
tools=$(cd "$here/../.." && pwd -P)/target/tools
place=$tools/conformance-$(cksum <"$here/requirements.txt" | cut -d' ' -f1)

fail() {
  printf 'setup.sh: %s\n' "$1" >&2
  exit 2
}

fetch() {
  command -v python3 >/dev/null || fail "install Python 3.10 or later (Debian: apt-get install python3-venv)"
  mkdir -p "$tools"
  rm -rf "$place"
  python3 -m venv "$place" >&2 || fail "python3 cannot make a virtual environment (Debian: apt-get install python3-venv)"
  "$place/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r "$here/requirements.txt" >&2 ||
    fail "what requirements.txt names could not be fetched: check the network and pip's index"
  # An interrupted run leaves nothing that looks whole.
  touch "$place/whole"
}

[ -f "$place/whole" ] || fetch
printf '%s\n' "$place/bin/python"
