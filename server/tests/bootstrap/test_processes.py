"""The supervisor of the API and the worker, with dummy children that write down what happens to them."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

# A child notes its start and a polite end; `stubborn` ignores the request, `grandchild` leaves a process behind.
CHILD = """
import os, signal, subprocess, sys, time
name, manner, folder = sys.argv[1:]
def note(what):
    with open(f"{folder}/{name}", "a") as file:
        file.write(f"{what} {os.getpid()}\\n")
def end(*_):
    note("asked")
    if manner != "stubborn":
        sys.exit(0)
signal.signal(signal.SIGTERM, end)
if manner == "grandchild":
    with open(f"{folder}/grandchild", "w") as file:
        file.write(str(subprocess.Popen(["sleep", "60"]).pid))
note("started")
if manner == "dies":
    sys.exit(7)
while True:
    time.sleep(0.02)
"""

SUPERVISOR = """
import logging, sys
from pathlib import Path
from aisle.bootstrap.processes import Patience, ProcessSpec, run_all
logging.basicConfig(format="%(message)s")
folder, child = Path(sys.argv[1]), sys.argv[2]
def spec(pair):
    name, manner = pair.split("=")
    argv = [sys.executable, "-S", "-c", child, name, manner, str(folder)]
    return ProcessSpec(name, argv, ready=lambda: (folder / name).exists())
patience = Patience(grace_seconds=0.5, first_delay_seconds=0.05, longest_delay_seconds=0.1, deaths_in_a_row=3)
sys.exit(run_all([spec(pair) for pair in sys.argv[3:]], lambda: print("all ready", flush=True), patience))
"""


class Supervisor:
    """A supervisor in a process of its own."""

    def __init__(self, folder: Path, *children: str) -> None:
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-c", SUPERVISOR, str(folder), CHILD, *children],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def wait_until_ready(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "all ready\n"

    def notes(self, name: str) -> list[tuple[str, int]]:
        path = self.folder / name
        lines = path.read_text().splitlines() if path.exists() else []
        return [(what, int(pid)) for what, pid in (line.split() for line in lines)]

    def pid(self, name: str) -> int:
        return self.notes(name)[-1][1]

    def end(self, sign: int = signal.SIGTERM) -> tuple[int, str]:
        self.process.send_signal(sign)
        _, said = self.process.communicate(timeout=20)
        return self.process.returncode, said


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def is_running(pid: int) -> bool:
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


@pytest.fixture
def supervise(tmp_path: Path) -> Iterator[Callable[..., Supervisor]]:
    started: list[Supervisor] = []

    def start(*children: str) -> Supervisor:
        started.append(Supervisor(tmp_path, *children))
        return started[-1]

    yield start
    for supervisor in started:
        supervisor.process.kill()
        supervisor.process.communicate()


@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ends_every_child_politely_when_told_to(supervise, sign):
    supervisor = supervise("api=polite", "worker=polite")
    supervisor.wait_until_ready()

    assert supervisor.end(sign) == (0, "")
    for name in ("api", "worker"):
        assert [what for what, _ in supervisor.notes(name)] == ["started", "asked"]


def test_starts_a_killed_child_again_and_leaves_the_other_alone(supervise):
    supervisor = supervise("api=polite", "worker=polite")
    supervisor.wait_until_ready()
    first, worker = supervisor.pid("api"), supervisor.pid("worker")
    os.kill(first, signal.SIGKILL)

    until(lambda: len(supervisor.notes("api")) == 2)
    assert supervisor.pid("api") != first
    assert supervisor.pid("worker") == worker
    code, said = supervisor.end()
    assert code == 0
    assert "api ended (killed by SIGKILL); starting it again" in said


def test_children_end_when_the_supervisor_is_killed(supervise):
    supervisor = supervise("api=polite", "worker=polite")
    supervisor.wait_until_ready()
    children = [supervisor.pid("api"), supervisor.pid("worker")]
    supervisor.process.kill()

    until(lambda: not any(is_running(pid) for pid in children))
    assert supervisor.notes("api")[-1][0] == "asked"


def test_gives_up_on_a_child_that_cannot_start_and_ends_the_others(supervise):
    supervisor = supervise("api=polite", "worker=dies")
    _, said = supervisor.process.communicate(timeout=20)

    assert supervisor.process.returncode == 1
    assert len(supervisor.notes("worker")) == 3
    assert "worker ended 3 times in a row (exit code 7); giving up" in said
    assert supervisor.notes("api")[-1][0] == "asked"


def test_kills_a_child_that_does_not_end_and_says_so(supervise):
    supervisor = supervise("api=stubborn")
    supervisor.wait_until_ready()
    pid = supervisor.pid("api")

    code, said = supervisor.end()
    assert code == 3
    assert "api did not end in time and is killed" in said
    assert not is_running(pid)


def test_what_a_dead_child_left_behind_ends_too(supervise):
    supervisor = supervise("api=grandchild")
    supervisor.wait_until_ready()
    left_behind = int((supervisor.folder / "grandchild").read_text())
    os.kill(supervisor.pid("api"), signal.SIGKILL)

    until(lambda: not is_running(left_behind))
    supervisor.end()


def test_the_second_starts_only_when_the_first_is_ready(tmp_path):
    script = (
        "import sys; from aisle.bootstrap.processes import ProcessSpec, run_all\n"
        "never = ProcessSpec('api', ['sleep', '60'], ready=lambda: False)\n"
        f"sys.exit(run_all([never, ProcessSpec('worker', ['touch', {str(tmp_path / 'worker')!r}])]))"
    )
    process = subprocess.Popen([sys.executable, "-c", script])
    until(lambda: len(psutil.Process(process.pid).children()) == 1)
    time.sleep(0.3)
    process.terminate()

    assert process.wait(timeout=20) == 0
    assert not (tmp_path / "worker").exists()
