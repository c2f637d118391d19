"""Tests the chat page in a browser against the real thing: `aisle run` with its demo shop, in a home of its own."""

# ruff: noqa: S603, S607  (every command is written in this file)

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
START_SECONDS = 240
STOP_SECONDS = 20


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def checks(port: int) -> dict[str, dict[str, str]]:
    try:
        with urlopen(f"http://127.0.0.1:{port}/ready", timeout=5) as reply:
            found: dict[str, dict[str, str]] = json.load(reply)["checks"]
            return found
    except (URLError, OSError, ValueError):
        return {}


def wait_for_demo(server: subprocess.Popen[bytes], port: int) -> bool:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        if checks(port).get("demo", {}).get("state") == "ok":
            return True
        time.sleep(0.5)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    server.send_signal(signal.SIGINT)
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def main() -> int:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="aisle-browser-") as home:
        env = {**os.environ, "AISLE_HOME": home, "AISLE_PORT": str(port), "AISLE_LOG_LEVEL": "warning"}
        server = subprocess.Popen(
            [str(ROOT / ".venv" / "bin" / "python"), "-P", "-m", "aisle", "run"], env=env, cwd=home
        )
        try:
            if not wait_for_demo(server, port):
                print("The server with its demo shop did not get ready.", file=sys.stderr)
                return 1
            told = {**os.environ, "AISLE_BASE_URL": f"http://127.0.0.1:{port}"}
            return subprocess.run(
                ["npx", "playwright", "test", "real.spec.ts"], cwd=ROOT / "widget", env=told, check=False
            ).returncode
        finally:
            stop(server)


if __name__ == "__main__":
    sys.exit(main())
