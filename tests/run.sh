#!/usr/bin/env bash
# Every test: the library and the program, then the plugins in real editors. Needs Rust, Node 20, npm and Python 3.11.
# What else they need (Neovim, VS Code, CommonMark's specification, a client library in Python, mdBook) is fetched once, pinned, into target/tools;
# Chromium, Pandoc and jq come from the system's packages.
set -uo pipefail
cd "$(dirname "$0")/.."

failed=()
run() {
  local name=$1
  shift
  echo "== $name"
  "$@" || failed+=("$name")
}

run "Pandoc, to compare with" tests/pandoc/setup.sh
run "CommonMark's specification" tests/commonmark/fetch.sh
run "what the tests are built of" cargo test --locked --no-run --quiet
# From here on, whatever speaks to anything but this machine fails.
watched="python3 -B tests/network/watch.py"
run "library, rules, server and command line" $watched cargo test --locked --offline --no-fail-fast --quiet
run "the network, off and on" python3 -B tests/network/off.py target/debug/ibid
run "the protocol, by a client of its own" tests/conformance/run.sh target/debug/ibid
run "packages" packaging/check.sh target/debug/ibid
run "the documentation's site" docs/build.sh
run "Neovim" $watched --only ibid editors/neovim/tests/run.sh target/debug/ibid
run "VS Code" $watched --only ibid editors/vscode/tests/run.sh target/debug/ibid

if [ ${#failed[@]} -gt 0 ]; then
  echo "FAILED: ${failed[*]}" >&2
  exit 1
fi
echo "== every test passed"
