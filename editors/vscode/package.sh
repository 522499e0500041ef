#!/usr/bin/env bash
# Builds the extension with a server inside, and prints the path of each .vsix:
#   package.sh BINARY                for this machine: target/vscode/ibid.vsix
#   package.sh BINARY TARGET         for a platform: target/vscode/ibid-TARGET.vsix
#   package.sh TARGET=BINARY ...     for several
# BINARY is the `ibid` program to carry; TARGET is what the marketplace calls a platform: linux-x64, linux-arm64, alpine-x64,
# alpine-arm64, darwin-x64, darwin-arm64, win32-x64, win32-arm64. A binary that runs elsewhere than its target is refused.
set -euo pipefail

[ $# -ge 1 ] || { sed -n '2,7s/^# //p' "$0" >&2; exit 2; }
here=$(cd "$(dirname "$0")" && pwd)
repository=$(realpath "$here/../..")
out=$repository/target/vscode

fail() { echo "package.sh: $1" >&2; exit 2; }

case ${2-} in
  '' | *=*) ;;
  *) set -- "$2=$1" ;;
esac
jobs=()
for job in "$@"; do
  case $job in
    *=*) target=${job%%=*} binary=${job#*=} ;;
    *) target='' binary=$job ;;
  esac
  [ -f "$binary" ] || fail "$binary is not a program"
  runs_on=$(node "$here/platform.mjs" "$binary") || exit 2
  # Alpine wants a program of Linux too, without glibc.
  [ -z "$target" ] || [ "${target/alpine/linux}" = "$runs_on" ] || fail "$binary runs on $runs_on, not on $target"
  jobs+=("$target=$(realpath -- "$binary")")
done

cd "$here"
mkdir -p "$out"
[ -d node_modules ] || npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier >&2
npm run -s build >&2
cat "$repository/LICENSE-MIT" <(printf '\n%s\n\n' 'or, at your option,') "$repository/LICENSE-APACHE" > LICENSE.txt

for job in "${jobs[@]}"; do
  target=${job%%=*} binary=${job#*=} name=ibid
  case $target in win32-*) name=ibid.exe ;; esac
  vsix=$out/ibid${target:+-$target}.vsix
  rm -rf server
  mkdir server
  cp "$binary" "server/$name"
  chmod 755 "server/$name"
  # The listing is for people; standard output is for scripts.
  npx --no-install vsce package --no-dependencies ${target:+--target "$target"} --out "$vsix" >&2
  echo "$vsix"
done
