#!/usr/bin/env bash
# Fetches the released program for this machine, holds it to its sum, and puts it on the PATH of the steps that follow.
#   INPUT_VERSION  v0.1.0, or empty: the version by which the action itself was named, else the latest
#   IBID_RELEASES  where releases are; by default the project's
set -euo pipefail

fail() {
  echo "::error title=ibid::$1"
  exit 2
}

case ${RUNNER_OS:-$(uname -s)} in
  Linux) system=unknown-linux-musl ending=tar.gz ;;
  macOS | Darwin) system=apple-darwin ending=tar.gz ;;
  Windows) system=pc-windows-msvc ending=zip ;;
  *) fail "there is no program for ${RUNNER_OS:-$(uname -s)}" ;;
esac
case ${RUNNER_ARCH:-$(uname -m)} in
  X64 | x86_64) name=ibid-x86_64-$system ;;
  ARM64 | arm64 | aarch64) name=ibid-aarch64-$system ;;
  *) fail "there is no program for ${RUNNER_ARCH:-$(uname -m)}" ;;
esac

version=${INPUT_VERSION:-}
[[ -n $version || ! ${ACTION_REF:-} =~ ^v[0-9]+\.[0-9]+\.[0-9]+$ ]] || version=$ACTION_REF
releases=${IBID_RELEASES:-https://github.com/ibid-ls/ibid/releases}
address=$releases/${version:+download/$version}
[[ -n $version ]] || address=$releases/latest/download

place=${RUNNER_TEMP:-$(mktemp -d)}/ibid
mkdir -p "$place"
cd "$place"
for file in "$name.$ending" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$file" "$address/$file" || fail "$address/$file could not be fetched"
done
command -v sha256sum >/dev/null || sha256sum() { shasum -a 256 "$@"; }
grep " $name.$ending\$" SHA256SUMS >sum || fail "SHA256SUMS does not name $name.$ending"
sha256sum -c sum || fail "$name.$ending is not what its release says"
case $ending in
  zip) unzip -qo "$name.$ending" ;;
  *) tar -xzf "$name.$ending" ;;
esac
"$place/$name/ibid" --version
[[ -z ${GITHUB_PATH:-} ]] || echo "$place/$name" >>"$GITHUB_PATH"
