#!/bin/sh
# Drives whole sessions with a client library that knows nothing of ibid, and holds every message to the protocol's schema:
#
#   tests/conformance/run.sh IBID_BINARY
set -eu

here=$(cd "$(dirname "$0")" && pwd -P)
[ -x "${1-}" ] || {
  echo "run.sh: give an executable: build it with \`cargo build\` and pass target/debug/ibid" >&2
  exit 2
}
IBID=$(cd "$(dirname "$1")" && pwd -P)/$(basename "$1")
export IBID PYTHONDONTWRITEBYTECODE=1
python=$("$here/setup.sh")
exec "$python" -m pytest -q --tb=short -p no:cacheprovider -W error::pytest_lsp.LspSpecificationWarning "$here"
