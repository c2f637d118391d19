"""Programs of others that tests start: packages of npm, installed once into a cache beside the checkout."""

import hashlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "server" / "tests" / "counterparts"
CACHE = Path(os.environ.get("AISLE_COUNTERPARTS_DIR") or ROOT / ".cache" / "counterparts")
INSTALL = ("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def installed(name: str, seconds: float) -> Path:
    """Return the folder of a counterpart with its packages; skips where they cannot be had here."""
    if not shutil.which("npm"):
        pytest.skip("npm is not installed")
    source = SOURCES / name
    lock = (source / "package-lock.json").read_bytes()
    home = CACHE / f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    if not (home / "ready").exists():
        _install(source, home, seconds)
    for file in source.glob("*.mjs"):
        shutil.copy(file, home)
    return home


def _install(source: Path, home: Path, seconds: float) -> None:
    home.mkdir(parents=True, exist_ok=True)
    for file in ("package.json", "package-lock.json"):
        shutil.copy(source / file, home)
    try:
        done = subprocess.run(INSTALL, cwd=home, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        pytest.skip(f"npm did not install {source.name} within {seconds:.0f} seconds")
    if done.returncode:
        pytest.skip(f"npm cannot install {source.name}: {done.stderr[-300:]}")
    (home / "ready").touch()


@contextmanager
def started(home: Path, *arguments: str, env: Mapping[str, str] | None = None) -> Iterator[Any]:
    """Run a program of Node that tells in one line of JSON where it is; it ends with its standard input."""
    process = subprocess.Popen(
        ["node", *arguments],
        cwd=home,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **(env or {})},
    )
    assert process.stdin
    assert process.stdout
    try:
        line = process.stdout.readline()
        assert line, "the counterpart did not start"
        yield json.loads(line)
    finally:
        process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        process.stdout.close()
