#!/bin/sh
# Sees to it that Pandoc is there for the tests that compare ibid with it; installs it from the system's packages if it may.
set -eu

fail() {
  printf 'setup.sh: %s\n' "$1" >&2
  exit 1
}

command -v pandoc >/dev/null && exit 0
[ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || fail "missing pandoc; as root: apt-get install pandoc"
apt-get update -q >&2
DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends pandoc >&2 || fail "pandoc could not be installed"
