#!/usr/bin/env bash
# Builds the extension with a server inside: package.sh BINARY [TARGET]
#   BINARY  the `ibid` program to carry
#   TARGET  the platform it runs on, as the marketplace names it (linux-x64, darwin-arm64, win32-x64, …)
# Prints the path of the .vsix.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,5s/^# //p' "$0" >&2; exit 2; }
binary=$(realpath -- "$1")
target=${2:-}
[ -x "$binary" ] || { echo "package.sh: $1 is not a program" >&2; exit 2; }

cd "$(dirname "$0")"
repository=$(realpath ../..)
out=$repository/target/vscode
vsix=$out/ibid${target:+-$target}.vsix
name=ibid
case $target in win32-*) name=ibid.exe ;; esac
mkdir -p "$out"

[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier >&2
rm -rf server
mkdir server
cp "$binary" "server/$name"
chmod 755 "server/$name"
cat "$repository/LICENSE-MIT" <(printf '\n%s\n\n' 'or, at your option,') "$repository/LICENSE-APACHE" > LICENSE.txt

# The listing is for people; the last line is for scripts.
npx --no-install vsce package --no-dependencies ${target:+--target "$target"} --out "$vsix" >&2
echo "$vsix"
