#!/usr/bin/env bash
# Puts a real VS Code workbench for the tests under a folder: setup.sh FOLDER
# It is code-server, VS Code served to a browser, because it comes from npm alone. Does nothing the second time.
set -euo pipefail

CODE_SERVER=4.99.4 # VS Code 1.99.3, the last that runs on Node 20
PLAYWRIGHT=1.65.1

[ $# -eq 1 ] || { echo "usage: setup.sh FOLDER" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
cd "$1"
log=$PWD/setup.log

# The stand-ins are part of what is set up, so a change to them sets it up again.
wanted="$CODE_SERVER $PLAYWRIGHT $(cat "$here/setup.sh" "$here"/stand-ins/* | cksum)"

fail() { echo "setup.sh: $1" >&2; exit 1; }
step() { echo "[${SECONDS}s] $*"; }
quietly() { "$@" >>"$log" 2>&1 || { tail -n 20 "$log" >&2; fail "failed: $*  (all of it: $log)"; }; }
npm_install() { quietly npm install --ignore-scripts --no-audit --no-fund --no-update-notifier --no-package-lock "$@"; }

check_node() {
  local node
  node=$(node --version 2>/dev/null) || fail "needs Node 20 on PATH"
  case $node in v20.*) ;; *) fail "needs Node 20, found $node: code-server $CODE_SERVER runs on no other" ;; esac
}

# The browser that shows the workbench, and the program that Quick Open searches files with.
install_programs() {
  local missing=()
  command -v chromium >/dev/null || missing+=(chromium)
  command -v rg >/dev/null || missing+=(ripgrep)
  [ -e /usr/share/fonts/truetype/noto/NotoColorEmoji.ttf ] || missing+=(fonts-noto-color-emoji)
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "missing ${missing[*]}; as root: apt-get install ${missing[*]}"
  step "apt: ${missing[*]}"
  quietly apt-get update -q
  quietly env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends "${missing[@]}"
}

install_workbench() {
  rm -rf node_modules
  echo '{ "private": true }' > package.json
  step "npm: code-server $CODE_SERVER, playwright-core $PLAYWRIGHT"
  npm_install --no-save "code-server@$CODE_SERVER" "playwright-core@$PLAYWRIGHT"

  # --ignore-scripts above: the install scripts compile for minutes what the tests do not use (terminal, database,
  # Kerberos, telemetry id). What is left to do of them is this.
  local vscode=$PWD/node_modules/code-server/lib/vscode
  step "npm: the workbench's own modules"
  (cd "$vscode" && npm_install --omit=dev)
  (cd "$vscode/extensions" && npm_install --omit=dev)
  ln -sfn node_modules "$vscode/node_modules.asar"
  mkdir -p "$vscode/node_modules/@vscode/ripgrep/bin"
  ln -sfn "$(command -v rg)" "$vscode/node_modules/@vscode/ripgrep/bin/rg"
  stand_in spdlog "$vscode/node_modules/@vscode/spdlog"
  stand_in argon2 node_modules/argon2
}

stand_in() {
  cp "$here/stand-ins/$1.cjs" "$2/stand-in.cjs"
  (cd "$2" && npm pkg set main=stand-in.cjs && npm pkg delete exports) >>"$log" 2>&1
}

: > "$log"
check_node
install_programs
if [ "$(cat .ready 2>/dev/null || true)" = "$wanted" ]; then
  echo "code-server $CODE_SERVER is ready"
  exit
fi
install_workbench
HOME=$PWD/home node node_modules/code-server/out/node/entry.js --version >>"$log" 2>&1 || { tail "$log" >&2; fail "code-server does not run"; }
echo "$wanted" > .ready
step "code-server $CODE_SERVER is ready"
