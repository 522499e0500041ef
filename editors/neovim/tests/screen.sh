#!/bin/sh
# Shows what a writer sees: Neovim in a terminal, on a draft with faults, as the plugin comes.
#
#   editors/neovim/tests/screen.sh IBID_BINARY [NVIM]
#
# PROJECT=DIR shows the `draft.md` of that directory instead, KEYS='5G K' types keys first (as tmux names them), SETTINGS='{…}' are
# ibid's, in Lua, and PICTURE=FILE.png has Chromium draw the screen, which is ROWS lines high. Needs tmux. The picture in
# README.md was made so:
#
#   PROJECT=editors/neovim/tests/picture ROWS=17 KEYS='7G $ 2h K' PICTURE=editors/neovim/images/hover.png \
#     editors/neovim/tests/screen.sh target/debug/ibid
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
ibid=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
nvim=${2-$("$here/fetch-neovim.sh")}
rows=${ROWS:-26}
scratch=$(mktemp -d)
socket=$scratch/tmux
trap 'tmux -u -S "$socket" kill-server 2>/dev/null || :; rm -rf "$scratch"' EXIT

if [ -n "${PROJECT-}" ]; then
  cp -R "$PROJECT/." "$scratch"
else
  # Not a here-document: dash 0.5.12 loses bytes of accented letters in those.
  printf '%s\n\n' >"$scratch/draft.md" \
    '# The ferry to Óstrey' \
    'Déjà 😀 vu: fares rose, crews said (reuters.com/+15). They fell again.' \
    'In 2024 the ferry carried 14 percent more. Experts say that it will carry more still.' \
    'Čeněk 🎈 read the tide tables aloud:contentReference[oaicite:0]{index=0}.' \
    'The harbour café 🐟 closed [early]().'
fi
touch "$scratch/ibid.toml"
cat >"$scratch/init.lua" <<INIT
vim.opt.runtimepath:prepend('$here/..')
vim.lsp.config('ibid', { cmd = { '$ibid', 'lsp' }, settings = { ibid = ${SETTINGS-vim.empty_dict()} } })
vim.o.statusline = "%f %m%=%{v:lua.require'ibid'.statusline()} "
vim.o.linebreak = true
INIT

tmux -u -S "$socket" -f /dev/null new-session -d -x 110 -y "$rows" \
  "env HOME='$scratch' XDG_STATE_HOME='$scratch' LC_ALL=C.UTF-8 COLORTERM=truecolor TERM=tmux-256color \
  '$nvim' --clean -n -u '$scratch/init.lua' '$scratch/draft.md'"
tmux -u -S "$socket" set-option -ga terminal-overrides ',*:Tc'
for _ in $(seq 100); do
  # Once the statusline counts, the findings are there.
  case $(tmux -u -S "$socket" capture-pane -p) in *broken* | *unsourced* | *'no findings'*) break ;; esac
  sleep 0.1
done
for key in ${KEYS-G}; do
  tmux -u -S "$socket" send-keys "$key"
  sleep "${PAUSE:-1}"
done
tmux -u -S "$socket" capture-pane -p
if [ -n "${PICTURE-}" ]; then
  tmux -u -S "$socket" capture-pane -p -e | python3 "$here/picture.py" >"$scratch/screen.html"
  chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1006,$((rows * 19 + 36)) --user-data-dir="$scratch/chromium" \
    --screenshot="$PICTURE" "file://$scratch/screen.html" >/dev/null 2>&1
fi
