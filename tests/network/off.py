#!/usr/bin/env python3
"""With the network off, ibid opens no socket; with it on, it reaches for what the draft cites and nothing else.

    off.py IBID
"""

import os
import platform
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from watch import MACHINES, watch

SESSION = Path(__file__).with_name("session.py")


class Web(BaseHTTPRequestHandler):
    """Has nothing, and says so."""

    def do_GET(self):
        self.send_error(404)

    def log_message(self, *_):
        pass


def reached(ibid, network):
    """What ibid itself reached for in a whole session."""
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "drafts")
        folder.mkdir()
        for name in ["HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"]:
            os.environ[name] = home
        code, seen = watch([sys.executable, str(SESSION), ibid, str(folder), network])
    if code:
        sys.exit(f"off.py: the session with the network {network} failed")
    return {reach for reach in seen if reach.program == Path(ibid).name}


def main():
    if len(sys.argv) != 2 or not os.access(sys.argv[1], os.X_OK):
        sys.exit("off.py: give an executable: build it with `cargo build` and pass target/debug/ibid")
    if platform.machine() not in MACHINES or sys.platform != "linux":
        print("off.py: skipped: only Linux on x86_64 and aarch64 can be watched", file=sys.stderr)
        return
    ibid = os.path.realpath(sys.argv[1])
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    web = ThreadingHTTPServer(("127.0.0.1", 0), Web)
    threading.Thread(target=web.serve_forever, daemon=True).start()
    os.environ["IBID_TEST_WEB"] = f"http://127.0.0.1:{web.server_port}"

    on = reached(ibid, "on")
    spoken = {reach.address for reach in on if reach.address}
    if spoken != {"127.0.0.1"}:
        sys.exit(f"off.py: with the network on, a session should speak to the player of the web alone: {on}")
    off = reached(ibid, "off")
    if off:
        sys.exit(f"off.py: with the network off, nothing may be reached for: {off}")
    print(f"== the network: on, {len(on)} ways out, all to loopback; off, not one socket")


if __name__ == "__main__":
    main()
