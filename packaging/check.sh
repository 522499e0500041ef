#!/usr/bin/env bash
# Makes every package with one program inside, installs what can be installed here, and uses it: check.sh IBID_BINARY
# Nothing is published, and nothing is fetched but crates that other platforms need, for their licences. Needs Python 3.11, Node 18, npm and jq.
set -euo pipefail

[[ -x ${1:-} ]] || { sed -n '2,3s/^# //p' "$0" >&2; exit 2; }
program=$(realpath -- "$1")
cd "$(dirname "$0")/.."
root=$PWD
export PYTHONDONTWRITEBYTECODE=1

fail() {
  echo "check.sh: $1" >&2
  exit 1
}

# Runs a program on the example draft: it must say what the program itself says, and fail as it does.
same() {
  local code=0
  (cd "$root" && "$@" check --no-config examples/last-ferry.md) >"$out/said" || code=$?
  [[ $code = 1 ]] || fail "$* exited with $code"
  cmp "$out/said" "$out/wanted" || fail "$* says something else than $program"
}

case $(uname -s)-$(uname -m) in
  Linux-x86_64) host=x86_64-unknown-linux-musl node=linux-x64 ;;
  Linux-aarch64) host=aarch64-unknown-linux-musl node=linux-arm64 ;;
  Darwin-x86_64) host=x86_64-apple-darwin node=darwin-x64 ;;
  Darwin-arm64) host=aarch64-apple-darwin node=darwin-arm64 ;;
  *) fail "no packages are made for $(uname -s) on $(uname -m)" ;;
esac

out=$root/target/packages
rm -rf "$out"
mkdir -p "$out/here/$host"
# A build for testing is large for what it tells debuggers.
strip -o "$out/here/$host/ibid" "$program"
"$program" check --no-config examples/last-ferry.md >"$out/wanted" || true

echo "-- what stands beside the program"
cargo run --locked --quiet --example assets "$out/assets"
python3 packaging/licences.py "$out/assets/THIRD-PARTY.txt"
for name in ibid ibid-check ibid-sources-show; do [[ -s $out/assets/man/$name.1 ]] || fail "no manual page $name"; done
bash -n "$out/assets/completions/ibid.bash"
for crate in memchr ring tower-lsp-server windows-sys; do
  grep -q "^$crate [0-9]" "$out/assets/THIRD-PARTY.txt" || fail "no licence of $crate"
done
! grep -qE '^(proptest|clap_mangen|serde_derive) [0-9]' "$out/assets/THIRD-PARTY.txt" || fail "licences of what is not in the program"

echo "-- archives"
# The other platforms have a stand-in, so that each kind of archive is made.
cp -r "$out/here" "$out/programs"
python3 packaging/platforms.py | while read -r target _; do
  [[ -d $out/programs/$target ]] && continue
  mkdir "$out/programs/$target"
  case $target in *windows*) name=ibid.exe ;; *) name=ibid ;; esac
  echo "a stand-in" >"$out/programs/$target/$name"
done
python3 packaging/archives.py "$out/programs" "$out/assets" "$out/archives" >/dev/null
python3 packaging/archives.py "$out/programs" "$out/assets" "$out/again" >/dev/null
diff -r "$out/archives" "$out/again" || fail "the same inputs made other archives"
[[ $(wc -l <"$out/archives/SHA256SUMS") = 6 ]] || fail "SHA256SUMS does not name six archives"
(cd "$out/archives" && sha256sum --check --quiet SHA256SUMS)
python3 -m zipfile -l "$out/archives/ibid-x86_64-pc-windows-msvc.zip" | grep -q ibid-x86_64-pc-windows-msvc/ibid.exe
python3 packaging/formula.py "$out/archives/SHA256SUMS" >"$out/ibid.rb"
! grep -n '@[a-z]' "$out/ibid.rb" || fail "something is left to fill in"
# What cargo-binstall is told is what the archives are called.
grep -qF 'pkg-url = "{ repo }/releases/download/v{ version }/ibid-{ target }{ archive-suffix }"' Cargo.toml
grep -qF 'bin-dir = "ibid-{ target }/{ bin }{ binary-ext }"' Cargo.toml

echo "-- the action"
mkdir "$out/releases" "$out/runner"
ln -s "$out/archives" "$out/releases/latest"
mkdir -p "$out/releases/download"
ln -s "$out/archives" "$out/releases/download/v0.0.0-test"
export RUNNER_TEMP=$out/runner
INPUT_VERSION=v0.0.0-test IBID_RELEASES=file://$out/releases GITHUB_PATH=$out/path packaging/action/install.sh
same "$(cat "$out/path")/ibid"
code=0
PATH=$(cat "$out/path"):$PATH GITHUB_STEP_SUMMARY=$out/summary INPUT_SARIF=$out/ibid.sarif INPUT_PATHS=examples \
  packaging/action/run.sh >"$out/marks" || code=$?
[[ $code = 1 ]] || fail "the action exited with $code"
grep -q '^::warning file=examples/last-ferry.md,line=1,.*title=source-counter::' "$out/marks" || fail "the action marks nothing"
grep -q '^warning\[source-counter\]' "$out/summary" || fail "the action reports nothing"
python3 - "$out/ibid.sarif" "$out/marks" <<'CHECK' || fail "the SARIF file has not what is marked"
import json, sys
results = json.load(open(sys.argv[1]))["runs"][0]["results"]
sys.exit(len(results) != sum(line.startswith("::") for line in open(sys.argv[2])))
CHECK
INPUT_PATHS=examples INPUT_FAIL_ON=never IBID=$program packaging/action/run.sh >/dev/null || fail "the action does not heed fail-on"
rm "$out/archives/ibid-$host.tar.gz"
cp "$out/archives/ibid-x86_64-pc-windows-msvc.zip" "$out/archives/ibid-$host.tar.gz"
! INPUT_VERSION=v0.0.0-test IBID_RELEASES=file://$out/releases packaging/action/install.sh >"$out/refused" 2>&1 || fail "a wrong archive was taken"
grep -q '::error.*is not what its release says' "$out/refused"

echo "-- the report for GitLab"
command -v jq >/dev/null || { [[ $(id -u) = 0 ]] && apt-get update -q && apt-get install -yq --no-install-recommends jq; } >&2 ||
  fail "install jq (Debian: apt-get install jq)"
filter=$(sed -n "/| jq '/,/' > gl-code-quality/p" docs/ci.md | tr '\n' ' ' | sed "s/.*jq '//; s/' > gl-code-quality.*//")
"$program" check --quiet --fail-on never --format json examples | jq "$filter" >"$out/gitlab.json"
jq --exit-status '(length > 10) and all(.description and .check_name and .location.path and .location.lines.begin)
  and (map(.fingerprint) | unique | length) == length and (map(.severity) | unique - ["info", "minor", "major"]) == []' "$out/gitlab.json" >/dev/null ||
  fail "the report that docs/ci.md makes is not what GitLab reads"

echo "-- PyPI"
python3 packaging/wheels.py "$out/here" "$out/assets" "$out/wheels" >/dev/null
python3 -m venv "$out/venv"
"$out/venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --find-links "$out/wheels" ibid-ls
same "$out/venv/bin/ibid"
"$out/venv/bin/python" -m pip check >/dev/null

echo "-- npm"
python3 packaging/npm.py "$out/here" "$out/assets" "$out/npm" >/dev/null
(cd "$out/npm" && npm pack --silent "./$node" ./ibid >/dev/null)
mkdir "$out/site"
(cd "$out/site" && npm init --yes >/dev/null 2>&1 && npm install --offline --silent --no-audit --no-fund ../npm/*.tgz)
same "$out/site/node_modules/.bin/ibid"
code=0
timeout 20 "$out/site/node_modules/.bin/ibid" lsp </dev/null >/dev/null 2>&1 || code=$?
[[ $code = 1 ]] || fail "the server leaves with $code when its editor is gone"

echo "-- every package is made, installed and used"
