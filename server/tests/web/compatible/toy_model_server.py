"""A real model server with toy weights: llama.cpp behind its own OpenAI-compatible API, built once beside the checkouts."""

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from node_counterparts import SOURCES

SOURCE = SOURCES / "llama"
# Compiling takes minutes: it is done once for every checkout.
CACHE = Path(os.environ.get("AISLE_COUNTERPARTS_DIR") or Path.home() / ".cache" / "aisle" / "counterparts")
BUILD_SECONDS = 3_000.0
START_SECONDS = 60.0


def installed() -> Path:
    """Return the Python that has the server; skips where it cannot be built here."""
    lock = (SOURCE / "requirements.lock").read_bytes()
    home = CACHE / f"llama-{hashlib.sha256(lock).hexdigest()[:12]}"
    python = home / "venv" / "bin" / "python"
    if not (home / "ready").exists():
        _build(home, python)
    return python


def _build(home: Path, python: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    uv = str(Path(sys.executable).parent / "uv")
    steps = (
        [sys.executable, "-m", "venv", "--clear", str(home / "venv")],
        [
            uv,
            "pip",
            "install",
            "--python",
            str(python),
            "--require-hashes",
            "-r",
            str(SOURCE / "requirements.lock"),
        ],
    )
    for step in steps:
        try:
            done = subprocess.run(step, capture_output=True, text=True, timeout=BUILD_SECONDS, check=False)
        except (OSError, subprocess.TimeoutExpired) as error:
            pytest.skip(f"llama.cpp cannot be built here: {type(error).__name__}")
        if done.returncode:
            pytest.skip(f"llama.cpp cannot be built here: {done.stderr[-300:]}")
    (home / "ready").touch()


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve a tiny model of random weights; yields the address that programs are told."""
    python, model, port = installed(), folder / "tiny.gguf", _free_port()
    subprocess.run([str(python), str(SOURCE / "tiny.py"), str(model)], check=True, timeout=60)
    command = [str(python), "-m", "llama_cpp.server", "--model", str(model), "--host", "127.0.0.1"]
    command += ["--port", str(port), "--n_ctx", "2048", "--n_threads", "1"]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        _until_up(f"http://127.0.0.1:{port}/v1/models", process, folder / "log")
        yield f"http://127.0.0.1:{port}/v1"
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _until_up(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    ends = time.monotonic() + START_SECONDS
    while time.monotonic() < ends and process.poll() is None:
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"the model's server did not start: {log.read_text('utf-8', 'replace')[-1500:]}")


def _free_port() -> int:
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return int(bound.getsockname()[1])
