"""The program as a user starts it, with one installation for all tests of this folder."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ZYGOTE = Path(__file__).with_name("cli_zygote.py")
COMMAND = [sys.executable, "-P", "-m", "aisle"]
KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which holds one JSON document and nothing else."""
        return json.loads(self.out)

    def says(self, code: int = 0) -> str:
        """What it said to a person, provided that it ended with this code and without a traceback."""
        assert self.code == code, self
        assert "Traceback" not in self.out + self.err, self
        return self.out

    def gives(self, code: int = 0) -> Any:
        """What it gave to a program, provided that it ended with this code and said nothing else."""
        self.says(code)
        assert self.err == "", self.err
        return self.json

    def refuses(self, code: int, name: str) -> str:
        """The sentence of a refusal with this exit code and this name."""
        error = self.gives(code)["error"]
        assert error["code"] == name, error
        assert {"code", "title", "detail"} <= error.keys()
        assert len(error["detail"]) > 10
        return str(error["detail"])


@dataclass
class Program:
    """Runs commands against one AISLE_HOME."""

    home: Path
    folder: Path
    zygote: "subprocess.Popen[str]"

    def env(self, **more: str) -> dict[str, str]:
        kept = {name: os.environ[name] for name in KEPT if name in os.environ}
        own = {"AISLE_HOME": str(self.home), "AISLE_EMBEDDER": "hashed", "AISLE_DEMO": "false"}
        return kept | own | more

    def __call__(self, *argv: str, cwd: Path | None = None, typed: str = "", **env: str) -> Done:
        """Run a command to its end. typed: what it may read from standard input."""
        out, err, given = self.folder / "out", self.folder / "err", self.folder / "in"
        given.write_text(typed, "utf-8")
        order = {
            "argv": argv,
            "env": self.env(**env),
            "cwd": str(cwd or self.folder),
            "in": str(given),
            "out": str(out),
            "err": str(err),
        }
        assert self.zygote.stdin is not None
        assert self.zygote.stdout is not None
        self.zygote.stdin.write(json.dumps(order) + "\n")
        self.zygote.stdin.flush()
        code = int(self.zygote.stdout.readline())
        return Done(code, out.read_text("utf-8"), err.read_text("utf-8"))

    def start(self, *argv: str, cwd: Path | None = None, **more: Any) -> "subprocess.Popen[str]":
        """Start the program as a process of its own."""
        env = self.env(**more.pop("env", {}))
        return subprocess.Popen([*COMMAND, *argv], env=env, cwd=cwd or self.folder, text=True, **more)


@contextmanager
def open_program(home: Path, folder: Path) -> Iterator[Program]:
    """Have the program ready to be run."""
    zygote = subprocess.Popen(
        [sys.executable, str(ZYGOTE)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    try:
        yield Program(home, folder, zygote)
    finally:
        assert zygote.stdin is not None
        zygote.stdin.close()
        zygote.wait(30)
