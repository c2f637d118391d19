"""Makes the environment in .venv from the locks: called by setup.sh, with any Python >= 3.11 and nothing installed."""

# ruff: noqa: S603  (every command is written in this file)

import fcntl
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path

HINTS = {
    "No space left on device": "The disk is full. Free about 2 GB, then run this again.",
    "Disk quota exceeded": "Your disk quota is used up. Free about 2 GB, then run this again.",
    "hash mismatch": "A downloaded package is not the one in the lock. Do not go on; check where packages come from.",
    "do not match the hashes": "A downloaded package is not the one in the lock. Do not go on; check where packages come from.",
    "Permission denied": "A file cannot be written. Run this as the owner of this folder.",
}
OFFLINE = (
    "Failed to fetch",
    "error sending request",
    "Could not fetch URL",
    "NewConnectionError",
    "Temporary failure in name resolution",
    "No matching distribution found",
)
OFFLINE_HINT = (
    "Packages could not be downloaded. Check the network (or the proxy: HTTPS_PROXY), then run this again."
)


class StepFailed(Exception):
    """A step of the set-up ended badly; the text is what it said."""


@dataclass(frozen=True)
class Checkout:
    """This copy of the project and the kind of environment it gets."""

    root: Path
    kind: str
    key: str

    @property
    def venv(self) -> Path:
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        return self.venv / "bin" / "python"

    @property
    def stamp(self) -> Path:
        return self.venv / ".aisle-setup"

    @property
    def project(self) -> Path:
        return self.root / "server"

    @property
    def locks(self) -> list[Path]:
        name = "requirements-dev.lock" if self.kind == "dev" else "requirements.lock"
        return [self.project / name, self.root / "scripts" / "tools.lock"]


def say(text: str) -> None:
    """Standard output belongs to the command that follows."""
    print(text, file=sys.stderr, flush=True)


def run(command: list[str | Path], doing: str) -> None:
    """Run a step, silent unless it fails or takes long."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    while True:
        try:
            said, _ = process.communicate(timeout=15)
            break
        except subprocess.TimeoutExpired:
            say(f"  {doing} ({time.monotonic() - begun:.0f} s so far)")
    if process.returncode != 0:
        raise StepFailed(said.decode(errors="replace"))


def is_ours(checkout: Checkout) -> bool:
    """Whether the environment was made in this place; one that was copied still points to the old place."""
    try:
        activate = (checkout.venv / "bin" / "activate").read_text(encoding="utf-8")
        runs = (
            subprocess.run(
                [checkout.python, "-m", "pip", "--version"], capture_output=True, check=False
            ).returncode
            == 0
        )
    except OSError:
        return False
    places = re.findall(r"^\s*(?:export )?VIRTUAL_ENV=[\"']?(.*?)[\"']?$", activate, re.MULTILINE)
    return runs and str(checkout.venv) in places


def kept_kind(checkout: Checkout) -> Checkout:
    """A development environment stays one when only `./aisle` asks: it has everything that the smaller one has."""
    return replace(checkout, kind="dev") if (checkout.venv / "bin" / "pytest").exists() else checkout


def make_venv(checkout: Checkout) -> None:
    if checkout.venv.is_symlink():
        checkout.venv.unlink()
    elif checkout.venv.exists():
        shutil.rmtree(checkout.venv)
    run([sys.executable, "-m", "venv", checkout.venv], "making the environment")


def install(checkout: Checkout) -> None:
    run([*pip_install(checkout), "--require-hashes", "-r", checkout.locks[-1]], "installing the installer")
    try:
        install_with_uv(checkout)
    except (StepFailed, OSError) as error:
        if any(known in str(error) for known in HINTS):
            raise
        # uv reads other settings than pip for proxies and mirrors, and has no build for every machine.
        say("  uv could not do it; trying pip (a few minutes)")
        install_with_pip(checkout)


def install_with_uv(checkout: Checkout) -> None:
    uv: list[str | Path] = [checkout.venv / "bin" / "uv", "pip"]
    common: list[str | Path] = ["--quiet", "--python", checkout.python]
    run([*uv, "sync", *common, "--require-hashes", *checkout.locks], "installing packages")
    run(
        [*uv, "install", *common, "--no-deps", "--no-build-isolation", "--editable", checkout.project],
        "installing Aisle",
    )


def install_with_pip(checkout: Checkout) -> None:
    locks = [part for lock in checkout.locks for part in ("-r", lock)]
    run([*pip_install(checkout), "--require-hashes", *locks], "installing packages")
    run([*pip_install(checkout), "--no-build-isolation", "--editable", checkout.project], "installing Aisle")


def pip_install(checkout: Checkout) -> list[str | Path]:
    return [checkout.python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]


def set_up(checkout: Checkout) -> None:
    begun = time.monotonic()
    say(f"Preparing the Python environment in {checkout.venv} (about half a minute the first time)")
    if is_ours(checkout):
        checkout.stamp.unlink(missing_ok=True)
        checkout = kept_kind(checkout)
    else:
        make_venv(checkout)
    install(checkout)
    checkout.stamp.write_text(f"{checkout.key}\n{checkout.kind}\n", encoding="utf-8")
    say(f"  ready after {time.monotonic() - begun:.0f} s")


def is_done(checkout: Checkout) -> bool:
    try:
        key, kind = checkout.stamp.read_text(encoding="utf-8").split()
    except (OSError, ValueError):
        return False
    return key == checkout.key and kind in (checkout.kind, "dev") and checkout.python.exists()


def gist(said: str) -> list[str]:
    """The beginning and the end: some tools say what is wrong first, others last."""
    lines = [line for line in said.strip().splitlines() if line.strip()]
    return lines if len(lines) <= 24 else [*lines[:10], "...", *lines[-12:]]


def main() -> int:
    root, kind, key = sys.argv[1:]
    checkout = Checkout(Path(root), kind, key)
    cache = checkout.root / ".cache"
    try:
        cache.mkdir(exist_ok=True)
        with (cache / "setup.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not is_done(checkout):
                set_up(checkout)
    except (StepFailed, OSError) as error:
        explain(str(error))
        return 1
    return 0


def explain(said: str) -> None:
    hint = next((text for sign, text in HINTS.items() if sign in said), None)
    if hint is None and any(sign in said for sign in OFFLINE):
        hint = OFFLINE_HINT
    say("\n".join(f"  | {line}" for line in gist(said)))
    say(f"aisle: the Python environment could not be made. {hint or 'The lines above say why.'}")


if __name__ == "__main__":
    sys.exit(main())
