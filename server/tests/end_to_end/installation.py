"""A whole installation in a folder of its own, started as its owner starts it, and killed as nobody should."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import httpx2 as httpx
import psutil

from aisle.adapters.postgres import EmbeddedPostgres
from aisle.adapters.postgres.binaries import locate

Found = TypeVar("Found")
AISLE = [sys.executable, "-P", "-m", "aisle"]


def until(holds: Callable[[], Found], seconds: float = 60, every: float = 0.1) -> Found:
    """Wait until something holds."""
    end = time.monotonic() + seconds
    while not (found := holds()):
        assert time.monotonic() < end, "it did not come to hold in time"
        time.sleep(every)
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Installation:
    """One home folder with `aisle run` in it."""

    home: Path
    port: int = field(default_factory=free_port)
    supervisor: subprocess.Popen[bytes] | None = None
    key: str = ""
    more: dict[str, str] = field(default_factory=dict)  # settings beside the usual ones

    @property
    def environment(self) -> dict[str, str]:
        ours = ("AISLE_", "DATABASE_", "OPENAI_")
        plain = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return plain | {
            "AISLE_HOME": str(self.home),
            "AISLE_PORT": str(self.port),
            "AISLE_EMBEDDER": "hashed",
            "AISLE_DEMO": "false",
            "AISLE_RATE_LIMITS": "off",
            **self.more,
        }

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        self.home.mkdir(exist_ok=True)
        with (self.home / "said.log").open("ab") as log:
            self.supervisor = subprocess.Popen(
                [*AISLE, "run"],
                env=self.environment,
                stdout=log,
                stderr=log,
                cwd=self.home,
                start_new_session=True,
            )

    def is_ready(self) -> bool:
        try:
            return httpx.get(f"{self.address}/ready", timeout=3).status_code == 200
        except httpx.HTTPError:
            return False

    def wait_until_ready(self, seconds: float = 90) -> None:
        def ready() -> bool:
            assert self.supervisor is not None
            assert self.supervisor.poll() is None, self.said()
            return self.is_ready()

        until(ready, seconds, 0.2)

    def log(self) -> str:
        """Everything it has written."""
        return (self.home / "said.log").read_text()

    def said(self) -> str:
        """The last of it, for messages."""
        return self.log()[-4_000:]

    def interrupt(self) -> tuple[int, float]:
        """Press Ctrl-C; returns the exit code and how long it took."""
        assert self.supervisor is not None
        begun = time.monotonic()
        self.supervisor.send_signal(signal.SIGINT)
        return self.supervisor.wait(30), time.monotonic() - begun

    def processes(self) -> list[psutil.Process]:
        """Every process of this installation, by the home in its surroundings or in its command."""
        found = []
        for process in psutil.process_iter():
            try:
                if process.pid != os.getpid() and (
                    process.environ().get("AISLE_HOME") == str(self.home)
                    or str(self.home) in " ".join(process.cmdline())
                ):
                    found.append(process)
            except psutil.Error:
                continue
        return [process for process in found if _lives(process)]

    def named(self, *words: str) -> list[psutil.Process]:
        """Its processes whose command holds these words."""
        found = []
        for process in self.processes():
            try:
                if all(word in process.cmdline() for word in words):
                    found.append(process)
            except psutil.Error:
                continue
        return found

    def kill_database(self) -> None:
        """Kill the database's first process; the others end by themselves, as they would after a crash."""
        pid = EmbeddedPostgres(self.home).status().pid
        if pid is not None:
            os.kill(pid, signal.SIGKILL)

    def kill(self, what: str) -> None:
        """Kill the API, the worker, the database or the supervisor."""
        if what == "database":
            self.kill_database()
        elif what == "supervisor":
            assert self.supervisor is not None
            self.supervisor.kill()
            self.supervisor.wait()
        else:
            for process in self.named("aisle", what):
                process.kill()

    def end(self) -> None:
        """Leave nothing behind, whatever happened."""
        if self.supervisor is not None and self.supervisor.poll() is None:
            self.supervisor.kill()
            self.supervisor.wait()
        for process in self.processes():
            if _lives(process) and "postgres" not in process.name():
                process.kill()
        EmbeddedPostgres(self.home).stop()

    def aisle(self, *command: str) -> Any:
        """Run a command of the CLI and return what it prints as JSON."""
        done = subprocess.run(
            [*AISLE, *command, "--json"],
            env=self.environment,
            capture_output=True,
            text=True,
            cwd=self.home,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        return json.loads(done.stdout)

    def open_store(self) -> None:
        organization = self.aisle("organization", "create", "Kills")
        self.aisle(
            "store", "create", "--slug", "kills", "--name", "Kills", "--organization", organization["id"]
        )
        self.key = self.aisle("key", "create", "--store", "kills")["key"]

    def ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        return httpx.request(
            method,
            f"{self.address}/api/v1{path}",
            headers={"authorization": f"Bearer {self.key}"},
            timeout=20,
            **more,
        )

    def sql(self, statement: str) -> list[list[str]]:
        """Look into the database as its superuser; the rows come back as texts."""
        address = EmbeddedPostgres(self.home).ensure_running()
        command = [
            str(locate(None)["psql"]),
            "-XAtq",
            "-F",
            "\t",
            "-h",
            address.host,
            "-p",
            str(address.port),
        ]
        done = subprocess.run(
            [*command, "-U", address.superuser, "-d", "postgres", "-c", statement],
            env={**os.environ, "PGPASSWORD": address.password},
            capture_output=True,
            text=True,
            check=True,
        )
        return [line.split("\t") for line in done.stdout.splitlines()]


def _lives(process: psutil.Process) -> bool:
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.Error:
        return False
