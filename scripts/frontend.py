"""Installs the packages of the chat window, the console and the sample page, and builds them, each only when it changed."""

# ruff: noqa: S603  (every command is written in this file)

import fcntl
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WIDGET, CONSOLE, SAMPLE = ROOT / "widget", ROOT / "console", ROOT / "examples" / "use-chat"
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


def sources(folder: Path) -> Iterator[Path]:
    for entry in folder.iterdir():
        if entry.name in MADE:
            continue
        if entry.is_dir():
            yield from sources(entry)
        elif entry.is_file():
            yield entry


def is_current(stamp: Path, key: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == key


def run(folder: Path, *command: str) -> None:
    done = subprocess.run(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    if done.returncode != 0:
        raise StepFailed(done.stdout.decode(errors="replace"))


def install(folder: Path, what: str) -> None:
    """The packages of the lock; none of their own install scripts is run."""
    stamp, key = folder / "node_modules" / ".aisle-installed", digest(iter([folder / "package-lock.json"]))
    if is_current(stamp, key):
        return
    say(f"Installing the packages of {what} (about half a minute the first time)")
    run(folder, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")
    stamp.write_text(key, encoding="utf-8")


def build(folder: Path, what: str) -> None:
    """The files that pages load, in the folder's dist."""
    install(folder, what)
    stamp, key = CACHE / f"{folder.name}-built", digest(sources(folder))
    if is_current(stamp, key) and (folder / "dist").is_dir():
        return
    say(f"Building {what}")
    begun = time.monotonic()
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder / "dist", ignore_errors=True)
    run(folder, "npm", "run", "--silent", "build")
    stamp.write_text(key, encoding="utf-8")
    say(f"  built in {time.monotonic() - begun:.0f} s")


def all_of(step: Callable[[Path, str], None]) -> None:
    step(WIDGET, "the chat window")
    step(CONSOLE, "the console")


STEPS = {
    "install": partial(all_of, install),
    "build": partial(all_of, build),
    "console": partial(build, CONSOLE, "the console"),
    "client": partial(install, CONSOLE / "client", "the generator of the console's client"),
    "sample": partial(build, SAMPLE, "the sample page"),
}


def gist(said: str) -> list[str]:
    """The beginning and the end: some tools say what is wrong first, others last."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return lines if len(lines) <= 24 else [*lines[:10], "...", *lines[-12:]]


def main() -> int:
    CACHE.mkdir(exist_ok=True)
    try:
        with (CACHE / "frontend.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            STEPS[sys.argv[1]]()
    except (StepFailed, OSError) as error:
        said = str(error)
        say("\n".join(f"  | {line}" for line in gist(said)))
        hint = next((text for sign, text in HINTS.items() if sign in said), "The lines above say why.")
        say(f"aisle: this could not be made. {hint}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
