"""Tests chat page, sample page and console in a browser against `aisle run` with its demo shop, in a home of its own.

With "console" only the console's tests are run, with "walks" those that go through every screen's rarer states, with
"screenshots" pictures are taken of its screens, with "measure" it is measured how fast they are.
"""

# ruff: noqa: S603  (every command is written in this file)

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "examples" / "use-chat" / "dist"
AISLE = (str(ROOT / ".venv" / "bin" / "python"), "-P", "-m", "aisle")
SHOP = """<!doctype html><html lang="en"><title>Shop</title>
<script async src="{host}/static/loader.js" data-store="demo" data-key="{key}"></script>
<body><h1>Shop</h1></body></html>"""
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


class SamplePage(SimpleHTTPRequestHandler):
    """The built sample page, told where the server is."""

    config = b""
    shop = b""  # a shop's page with the widget's tag, and the policy that the snippet asks for
    policy = ""

    def do_GET(self) -> None:
        if self.path == "/config.json":
            return self._send(self.config, {"Content-Type": "application/json"})
        if self.path == "/shop":
            return self._send(
                self.shop, {"Content-Type": "text/html", "Content-Security-Policy": self.policy}
            )
        return super().do_GET()

    def _send(self, body: bytes, headers: dict[str, str]) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the browser's tests say what failed."""


@contextmanager
def sample_page(port: int, env: dict[str, str]) -> Iterator[str]:
    """Serve the sample page on an origin of its own, with a publishable key that lists it."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(SamplePage, directory=str(SAMPLE))) as pages:
        origin = f"http://127.0.0.1:{pages.server_address[1]}"
        host, key = f"http://127.0.0.1:{port}", publishable_key(origin, env)
        SamplePage.config = json.dumps({"api": f"{host}/api/v1", "key": key}).encode()
        SamplePage.shop = SHOP.format(host=host, key=key).encode()
        SamplePage.policy = f"default-src 'none'; script-src {host}; connect-src {host}; frame-src {host}"
        threading.Thread(target=pages.serve_forever, daemon=True).start()
        try:
            yield origin
        finally:
            pages.shutdown()


def publishable_key(origin: str, env: dict[str, str]) -> str:
    command = (
        *AISLE,
        "key",
        "create",
        "--store",
        "demo",
        "--kind",
        "publishable",
        "--origin",
        origin,
        "--json",
    )
    made = subprocess.run(command, env=env, cwd=env["AISLE_HOME"], check=True, capture_output=True)
    return str(json.loads(made.stdout)["key"])


def demo_sign_in(env: dict[str, str]) -> dict[str, str]:
    command = (*AISLE, "demo", "sign-in", "--json")
    said = subprocess.run(command, env=env, cwd=env["AISLE_HOME"], check=True, capture_output=True)
    found: dict[str, str] = json.loads(said.stdout)
    return found


def console_run(port: int, env: dict[str, str], script: str) -> int:
    """Run one of the console's npm scripts, told where the server is and who may sign in."""
    sign_in = demo_sign_in(env)
    told = {
        **os.environ,
        # A name: passkeys and secure cookies need one.
        "AISLE_BASE_URL": f"http://localhost:{port}",
        "AISLE_DEMO_EMAIL": sign_in["email"],
        "AISLE_DEMO_PASSWORD": sign_in["password"],
    }
    command = ["npm", "run", "--silent", script]
    return subprocess.run(command, cwd=ROOT / "console", env=told, check=False).returncode


def tested(port: int, env: dict[str, str]) -> int:
    if sys.argv[1:] in (["walks"], ["screenshots"], ["measure"]):
        return console_run(port, env, sys.argv[1])
    if sys.argv[1:] == ["console"]:
        return console_run(port, env, "test:browser")
    return shopper_pages_tested(port, env) or console_run(port, env, "test:browser")


def shopper_pages_tested(port: int, env: dict[str, str]) -> int:
    with sample_page(port, env) as sample:
        told = {**os.environ, "AISLE_BASE_URL": f"http://127.0.0.1:{port}", "AISLE_SAMPLE_URL": sample}
        specs = ("real.spec.ts", "real-widget.spec.ts", "use-chat.spec.ts")
        command = ["npx", "playwright", "test", *specs]
        return subprocess.run(command, cwd=ROOT / "widget", env=told, check=False).returncode


def main() -> int:
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="aisle-browser-") as home:
        env = {
            **os.environ,
            "AISLE_HOME": home,
            "AISLE_PORT": str(port),
            "AISLE_LOG_LEVEL": "warning",
            # The console's tests connect the demo shop's own pages as a source.
            "AISLE_EGRESS_ALLOW": f"localhost:{port}",
            "AISLE_SOURCE_PLAIN_HTTP": "true",
            # Tests bring what they need, and the shop's past would take their time; pictures want it.
            "AISLE_DEMO_HISTORY": str(sys.argv[1:] == ["screenshots"]).lower(),
        }
        server = subprocess.Popen([*AISLE, "run"], env=env, cwd=home)
        try:
            if not wait_for_demo(server, port):
                print("The server with its demo shop did not get ready.", file=sys.stderr)
                return 1
            return tested(port, env)
        finally:
            stop(server)


if __name__ == "__main__":
    sys.exit(main())
