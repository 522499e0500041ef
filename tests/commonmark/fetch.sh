#!/bin/sh
# Prints the path of CommonMark's specification in target/tools; the first time, fetches it there with npm. Its licence is CC BY-SA 4.0, so
# it is no part of the repository.
set -eu

version=0.31.2
sum=257c41ad946f7a1414a499aca402a1aa8fdac3678532266611348c1cf54f4b80
place=$(cd "$(dirname "$0")/../.." && pwd -P)/target/tools/commonmark-spec-$version

fail() {
  printf 'fetch.sh: %s\n' "$1" >&2
  exit 1
}

fetch() {
  command -v npm >/dev/null || fail "install Node with npm (Debian: apt-get install npm)"
  # Unpacked beside its place and moved: an interrupted run leaves nothing that looks whole.
  mkdir -p "${place%/*}"
  unpacked=$(mktemp -d "$place.XXXXXX")
  trap 'rm -rf "$unpacked"' EXIT
  (cd "$unpacked" && npm pack --silent "commonmark-spec@$version" >/dev/null && tar -xzf ./*.tgz) ||
    fail "commonmark-spec $version could not be fetched: check the network and npm's registry"
  echo "$sum  $unpacked/package/spec.txt" | sha256sum --check --quiet >&2 || fail "commonmark-spec $version is not what it was"
  rm -rf "$place"
  mv "$unpacked/package" "$place"
}

[ -f "$place/spec.txt" ] || fetch
printf '%s\n' "$place/spec.txt"
