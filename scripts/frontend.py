"""Installs the chat window's packages and builds it, each only when something it depends on changed."""

# ruff: noqa: S603  (every command is written in this file)

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDGET = ROOT / "widget"
CACHE = ROOT / ".cache"
MADE = {"node_modules", "dist", "test-results", "playwright-report", "coverage"}
HINTS = {
    "ENOSPC": "The disk is full. Free some space, then run this again.",
    "ENOTFOUND": "Packages could not be downloaded. Check the network, then run this again.",
    "EAI_AGAIN": "Packages could not be downloaded. Check the network, then run this again.",
    "ECONNREFUSED": "Packages could not be downloaded. Check the network or the proxy, then run this again.",
    "EINTEGRITY": "A downloaded package is not the one in the lock. Do not go on; check where packages come from.",
}


class StepFailed(Exception):
    """A step ended badly; the text is what it said."""


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def digest(paths: Iterator[Path]) -> str:
    """One hash of where the checkout is, of every path and of every content."""
    total = hashlib.sha256(str(ROOT).encode())
    for path in sorted(paths):
        total.update(f"{path.relative_to(ROOT)}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\0".encode())
    return total.hexdigest()


def sources() -> Iterator[Path]:
    for entry in WIDGET.iterdir():
        if entry.name not in MADE:
            yield from (path for path in (entry.rglob("*") if entry.is_dir() else [entry]) if path.is_file())


def is_current(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def run(*command: str) -> None:
    done = subprocess.run(
        command,
        cwd=WIDGET,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        raise StepFailed(done.stdout.decode(errors="replace"))


def install() -> None:
    """The packages of the lock; none of their own install scripts is run."""
    stamp, key = WIDGET / "node_modules" / ".aisle-installed", digest(iter([WIDGET / "package-lock.json"]))
    if is_current(stamp, key):
        return
    say("Installing the chat window's packages (about half a minute the first time)")
    run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(key, encoding="utf-8")


def build() -> None:
    """The files that shops load, in widget/dist."""
    install()
    stamp, key = CACHE / "widget-built", digest(sources())
    if is_current(stamp, key) and (WIDGET / "dist").is_dir():
        return
    say("Building the chat window")
    begun = time.monotonic()
    stamp.unlink(missing_ok=True)
    shutil.rmtree(WIDGET / "dist", ignore_errors=True)
    run("npm", "run", "--silent", "build")
    stamp.write_text(key, encoding="utf-8")
    say(f"  built in {time.monotonic() - begun:.0f} s")


def gist(said: str) -> list[str]:
    """The beginning and the end: some tools say what is wrong first, others last."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return lines if len(lines) <= 24 else [*lines[:10], "...", *lines[-12:]]


def main() -> int:
    CACHE.mkdir(exist_ok=True)
    try:
        with (CACHE / "frontend.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            {"install": install, "build": build}[sys.argv[1]]()
    except (StepFailed, OSError) as error:
        said = str(error)
        say("\n".join(f"  | {line}" for line in gist(said)))
        hint = next((text for sign, text in HINTS.items() if sign in said), "The lines above say why.")
        say(f"aisle: the chat window could not be made. {hint}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
