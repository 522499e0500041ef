#!/bin/sh
# Runs the plugin in a real Neovim with a real server:
#
#   editors/neovim/tests/run.sh IBID_BINARY [NVIM]
#
# Without NVIM, fetches a pinned Neovim once (see fetch-neovim.sh). Ends with `N passed, N failed`.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)

fail() {
  printf 'run.sh: %s\n' "$1" >&2
  exit 2
}

[ $# -ge 1 ] || fail "usage: run.sh IBID_BINARY [NVIM]"
case $1 in */*) ;; *) set -- "$(command -v "$1" || echo "$1")" "${2-}" ;; esac
[ -x "$1" ] || fail "$1 is not an executable: build it with \`cargo build\` and pass target/debug/ibid"
IBID=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")

if [ -n "${2-}" ]; then
  nvim=$(command -v "$2") || fail "$2 is not an executable"
else
  nvim=$("$here/fetch-neovim.sh")
fi

# Nobody's configuration, state or runtime directory, and none of ours left behind.
scratch=$(mktemp -d)
scratch=$(cd "$scratch" && pwd -P)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
mkdir "$scratch/home" "$scratch/tmp" "$scratch/run"
chmod 700 "$scratch/run"
export IBID HOME="$scratch/home" TMPDIR="$scratch/tmp" XDG_RUNTIME_DIR="$scratch/run"
export XDG_CONFIG_HOME="$HOME/.config" XDG_DATA_HOME="$HOME/.local/share"
export XDG_STATE_HOME="$HOME/.local/state" XDG_CACHE_HOME="$HOME/.cache"
unset NVIM NVIM_APPNAME NVIM_LOG_FILE VIM VIMRUNTIME VIMINIT MYVIMRC

cd "$(dirname "$here")"
"$nvim" --clean -l tests/e2e1.lua
