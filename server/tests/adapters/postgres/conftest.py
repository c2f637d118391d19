"""Homes with a server each, and other processes that use them; whatever a test leaves is ended."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from aisle.adapters.postgres import EmbeddedPostgres, ServerAddress, ServerOptions
from aisle.adapters.postgres.binaries import locate
from aisle.adapters.postgres.process import find_postmaster

_ANOTHER_USER = """
import sys
from pathlib import Path
from aisle.adapters.postgres import EmbeddedPostgres, ServerOptions
server = EmbeddedPostgres(Path(sys.argv[1]), ServerOptions(durable=False))
print(server.ensure_running().port, flush=True)
sys.stdin.readline()
print(server.release(), flush=True)
"""

Psql = Callable[..., subprocess.CompletedProcess[str]]


class OtherProcess:
    """A process of its own that uses the server of a home until it is told to leave."""

    def __init__(self, home: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _ANOTHER_USER, str(home)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def port(self) -> int:
        assert self.process.stdout is not None
        return int(self.process.stdout.readline())

    def leave(self) -> bool:
        """Release the server; says whether that stopped it."""
        said, _ = self.process.communicate("\n", timeout=30)
        return said.strip() == "True"

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


QUICK = ServerOptions(durable=False)


@pytest.fixture
def new_home(tmp_path: Path) -> Iterator[Path]:
    """A home without a database."""
    place = tmp_path / "home"
    yield place
    EmbeddedPostgres(place).stop()


@pytest.fixture(scope="session")
def used_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose database was made before and is not running; to be copied, not used."""
    place = tmp_path_factory.mktemp("used")
    server = EmbeddedPostgres(place, QUICK)
    server.ensure_running()
    server.release()
    return place


@pytest.fixture
def home(new_home: Path, used_home: Path) -> Path:
    """A home with a database that is not running; making one anew takes longer than most tests."""
    subprocess.run(["cp", "-a", used_home, new_home], check=True)
    return new_home


@pytest.fixture
def embedded(home: Path) -> EmbeddedPostgres:
    """Without waiting for the disk, which these tests would mostly do otherwise."""
    return EmbeddedPostgres(home, QUICK)


@pytest.fixture
def other_process(home: Path) -> Iterator[Callable[[], OtherProcess]]:
    made: list[OtherProcess] = []

    def start() -> OtherProcess:
        made.append(OtherProcess(home))
        return made[-1]

    yield start
    for other in made:
        other.kill()


@pytest.fixture
def psql() -> Psql:
    """Run a statement over TCP, or over the socket when its folder is named as the host."""
    program = locate(None)["psql"]

    def run(address: ServerAddress, statement: str, **changed: str) -> subprocess.CompletedProcess[str]:
        host, password = changed.get("host", address.host), changed.get("password", address.password)
        command = [program, "-XAtq", "-h", host, "-p", str(address.port), "-U", "postgres", "-c", statement]
        environment = {**os.environ, "PGPASSWORD": password}
        return subprocess.run(command, capture_output=True, text=True, env=environment, check=False)

    return run


@pytest.fixture
def kill_server() -> Callable[[EmbeddedPostgres], None]:
    """Kill every process of a server at once, as a power cut or the kernel would."""

    def kill(server: EmbeddedPostgres) -> None:
        postmaster = find_postmaster(server.folder.data)
        assert postmaster is not None
        children = Path(f"/proc/{postmaster.pid}/task/{postmaster.pid}/children").read_text().split()
        for pid in (postmaster.pid, *map(int, children)):
            os.kill(pid, signal.SIGKILL)

    return kill
