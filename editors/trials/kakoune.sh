#!/bin/sh
# Kakoune with kakoune-lsp: the finding covers its fault behind an emoji, and the fix changes nothing else.
#
#   IBID=$PWD/target/debug/ibid editors/trials/kakoune.sh
#
# Needs kak, kak-lsp (`cargo install kak-lsp`) and tmux.
set -eu
command -v kak-lsp >/dev/null || { echo 'no kak-lsp on the PATH' >&2; exit 2; }
ibid=${IBID:-ibid}
scratch=$(mktemp -d)
socket=$scratch/tmux
session=ibid-trial-$$
trap 'echo "kill!" | kak -p "$session" 2>/dev/null || :; tmux -u -S "$socket" kill-server 2>/dev/null || :; rm -rf "$scratch"' EXIT

mkdir -p "$scratch/project" "$scratch/config/kak"
touch "$scratch/project/ibid.toml"
before='Déjà 😀 vu: the crew read the tide tables aloud'
residue=':contentReference[oaicite:0]{index=0}'
printf '%s%s.\n' "$before" "$residue" >"$scratch/project/draft.md"
cat >"$scratch/config/kak/kakrc" <<KAKRC
evaluate-commands %sh{kak-lsp}
hook -group lsp-filetype-markdown global BufSetOption filetype=markdown %{
    set-option buffer lsp_servers %{
        [ibid]
        command = "$ibid"
        args = ["lsp"]
        root_globs = ["ibid.toml", ".ibid.toml", ".git"]
    }
}
lsp-enable
KAKRC

tmux -u -S "$socket" -f /dev/null new-session -d -x 100 -y 24 \
  "env KAKOUNE_CONFIG_DIR='$scratch/config/kak' XDG_CONFIG_HOME='$scratch/config' LC_ALL=C.UTF-8 kak -s $session '$scratch/project/draft.md'"

# What the first client of the session says to %…, in a file.
ask() {
  echo "evaluate-commands -client client0 %{ $1 }" | kak -p "$session"
}
tell() {
  rm -f "$scratch/told"
  ask "echo -to-file '$scratch/told' -- $1"
  for _ in $(seq 50); do [ -s "$scratch/told" ] && break; sleep 0.1; done
  cat "$scratch/told" 2>/dev/null || :
}

sleep 2
marked=
for _ in $(seq 100); do
  marked=$(tell '%opt{lsp_inline_diagnostics}')
  case $marked in *Diagnostic*) break ;; esac
  sleep 0.2
done
printf 'marked: %s\n' "$marked"
# Kakoune counts bytes from 1, the last one included.
first=$(($(printf %s "$before" | wc -c) + 1))
last=$((first + $(printf %s "$residue" | wc -c) - 1))

ask "select 1.$first,1.$((first + 3)); lsp-code-actions quickfix"
sleep 2
# The menu is ordered by the alphabet.
tmux -u -S "$socket" send-keys Remove
sleep 1
tmux -u -S "$socket" send-keys Enter
text=
for _ in $(seq 50); do
  ask "write"
  sleep 0.3
  text=$(cat "$scratch/project/draft.md")
  case $text in *oaicite*) ;; *) break ;; esac
done
printf 'text: %s\n' "$text"
[ -z "${SHOW-}" ] || tmux -u -S "$socket" capture-pane -p
case $marked in *"1.$first,1.$last|"*) ;; *) echo "failed: not marked from 1.$first to 1.$last"; exit 1 ;; esac
[ "$text" = "$before." ] || { echo failed; exit 1; }
echo passed
