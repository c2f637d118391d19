"""A copy of what installs and runs the project, with stand-ins for the programs that it calls."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PARTS = ("Makefile", "aisle", "scripts", ".ci/run", "server/pyproject.toml")
LOCKS = ("server/requirements.lock", "server/requirements-dev.lock")


class Checkout:
    """A checkout somewhere, and a folder of stand-ins that comes first on the PATH."""

    def __init__(self, root: Path, programs: Path) -> None:
        self.root, self.programs = root, programs
        programs.mkdir(exist_ok=True)

    def stand_in(self, name: str, script: str) -> Path:
        """Put a program in the way of the real one."""
        return self.write_program(self.programs / name, script)

    def write_program(self, path: Path, script: str) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    def run(
        self, *command: str, path: str = "/usr/bin:/bin", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        kept = {
            name: os.environ[name] for name in ("HOME", "PIP_CERT", "PIP_FIND_LINKS") if name in os.environ
        }
        return subprocess.run(
            command,
            cwd=self.root,
            env={**kept, "PATH": f"{self.programs}:{path}", **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def copied_to(self, place: Path) -> "Checkout":
        shutil.copytree(self.root, place, symlinks=True)
        return Checkout(place, self.programs)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    root = tmp_path / "a checkout"
    for part in (*PARTS, *LOCKS):
        target = root / part
        target.parent.mkdir(parents=True, exist_ok=True)
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, target, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy2(ROOT / part, target)
    # The real one starts a server and a browser; here only its place among the stages matters.
    (root / "scripts" / "real_browser.py").write_text("print('3 passed')")
    return Checkout(root, tmp_path / "programs")
