#!/bin/sh
# Prints what a writer sees: Neovim in a terminal, on a draft with faults, with the messages beside the text.
#
#   editors/neovim/tests/screen.sh IBID_BINARY [NVIM]
#
# Needs tmux.
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
ibid=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
nvim=${2-$("$here/fetch-neovim.sh")}
scratch=$(mktemp -d)
socket=$scratch/tmux
trap 'tmux -u -S "$socket" kill-server 2>/dev/null || :; rm -rf "$scratch"' EXIT

touch "$scratch/ibid.toml"
# Not a here-document: dash 0.5.12 loses bytes of accented letters in those.
printf '%s\n\n' >"$scratch/draft.md" \
  '# The ferry to Óstrey' \
  'Déjà 😀 vu: fares rose, crews said (reuters.com/+15). They fell again.' \
  'Čeněk 🎈 read the tide tables aloud:contentReference[oaicite:0]{index=0}.' \
  'The harbour café 🐟 closed [early]().'
cat >"$scratch/init.lua" <<INIT
vim.opt.runtimepath:prepend('$here/..')
vim.lsp.config('ibid', { cmd = { '$ibid', 'lsp' } })
vim.diagnostic.config({ virtual_lines = true })
INIT

tmux -u -S "$socket" -f /dev/null new-session -d -x 110 -y 24 \
  "env HOME='$scratch' XDG_STATE_HOME='$scratch' LC_ALL=C.UTF-8 '$nvim' --clean -n -u '$scratch/init.lua' '$scratch/draft.md'"
screen=
for _ in $(seq 100); do
  screen=$(tmux -u -S "$socket" capture-pane -p)
  # Neovim puts the first letter of a severity into the column of signs.
  case $screen in *W\ *W\ *E\ *) break ;; esac
  sleep 0.1
done
printf '%s\n' "$screen"
