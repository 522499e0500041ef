#!/bin/sh
# A Neovim older than the plugin can use, such as Debian's 0.7.2: it says so once, and nothing else happens.
#
#   editors/trials/old-neovim.sh /usr/bin/nvim
set -eu
plugin=$(cd "$(dirname "$0")/../neovim" && pwd -P)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
echo '[here]().' >"$scratch/draft.md"
echo '[there]().' >"$scratch/other.md"
told=$(HOME=$scratch XDG_STATE_HOME=$scratch XDG_RUNTIME_DIR=$scratch "$1" --clean --headless -n \
  --cmd "set runtimepath^=$plugin" -c 'filetype on' -c "edit $scratch/draft.md" -c "edit $scratch/other.md" -c 'Ibid fix' \
  -c 'checkhealth ibid' -c '%print' -c 'qall!' 2>&1)
printf '%s\n' "$told"
[ "$(printf '%s' "$told" | grep -c 'ibid needs Neovim 0.11')" = 1 ] || { echo failed; exit 1; }
printf '%s' "$told" | grep -q 'older than 0.11' || { echo failed; exit 1; }
echo passed
