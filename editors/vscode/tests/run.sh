#!/usr/bin/env bash
# All tests of the extension, with a server built from this repository: run.sh IBID_BINARY
# Needs Node 20, npm and Python 3; tests/setup.sh sees to the rest. The last line counts: N passed, N failed
set -uo pipefail

[ $# -eq 1 ] && [ -x "$1" ] || { echo "usage: run.sh IBID_BINARY" >&2; exit 2; }
binary=$(realpath -- "$1")
cd "$(dirname "$0")/.."
repository=$(realpath ../..)
out=$repository/target/vscode
export TOOLS=$repository/target/tools/code-server-4.99.4
export SCREENSHOTS=$repository/target/screenshots
# The package of this platform, as it would be published.
target=$(node platform.mjs "$binary") || exit 2
export VSIX=$out/ibid-$target.vsix
mkdir -p "$out"
passed=0 failed=0

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ]
  exit
}

# A step that must succeed for the next to make sense: shows what it said only when it fails, and counts as one failure.
step() {
  local name=$1 start=$SECONDS
  shift
  if "$@" >"$out/step.log" 2>&1; then
    echo "ok      $name ($((SECONDS - start)) s)"
    return
  fi
  echo "FAILED  $name"
  tail -n 40 "$out/step.log"
  failed=$((failed + 1))
  finish
}

# Runs node's test runner for people, with a second report to count from.
tests() {
  local report=$out/report.tap
  node --test --test-reporter=spec --test-reporter-destination=stdout --test-reporter=tap --test-reporter-destination="$report" "$@"
  local all good
  all=$(sed -n 's/^# tests //p' "$report" | tail -n 1)
  good=$(sed -n 's/^# pass //p' "$report" | tail -n 1)
  # A runner that came to nothing is a failure, not an empty success.
  [ "${all:-0}" -gt 0 ] || all=1 good=0
  passed=$((passed + good))
  failed=$((failed + all - good))
}

installed() { cmp -s package-lock.json node_modules/.from-lock; }
install() { npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier && cp package-lock.json node_modules/.from-lock; }

installed || step "npm ci" install
step "types" npm run -s check
step "package" ./package.sh "$target=$binary"
step "unit tests, bundled" npm run -s build:unit
tests "$out/unit/"
tests tests/package.test.mjs
step "the workbench" tests/setup.sh "$TOOLS"
rm -rf "$SCREENSHOTS"
tests tests/e2e.test.mjs
finish
