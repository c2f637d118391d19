"""Runs every check, goes on after a failure, and says at the end how each one went.

Checks that keep one core busy run beside each other; those that take the whole machine run alone.
"""

# ruff: noqa: S603  (every command is written in this file)

import contextlib
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SERVER, WIDGET, CONSOLE = ROOT / "server", ROOT / "widget", ROOT / "console"
LOGS = ROOT / ".cache" / "stages"
BIN = ROOT / ".venv" / "bin"
HEARTBEAT_SECONDS = 30
LIMIT_SECONDS = 1200
COLOUR = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
CLOSING = re.compile(
    r"\b\d+ (passed|failed|errors?|kept|broken)\b|Success: no issues|All checks passed|already formatted"
)

FAILED_ONLY = ("--last-failed", "--last-failed-no-failures", "none")
UNREADABLE = re.compile(r"^ERROR ", re.MULTILINE)
# A worker that has nothing left takes from the other: each begins with one half, so that both rarely set up the same.
IN_PARALLEL = ("-n", "2", "--dist", "worksteal")
INTERRUPTED = threading.Event()
FAILURE = re.compile(r"^(?:FAILED|ERROR) (\S+(?:\[.*?\])?)", re.MULTILINE)


@dataclass(frozen=True)
class Stage:
    """Commands that belong together, run in one folder.

    Attributes:
        again: Runs once more, alone, what failed among others.
        lane: Stages of one lane run one after the other, beside those of the lanes next to it; without, a stage is alone.
    """

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    again: tuple[str, ...] = ()
    lane: str = ""


@dataclass(frozen=True)
class Result:
    stage: Stage
    passed: bool
    seconds: float
    said: str
    unsteady: bool = False

    @property
    def closing(self) -> str:
        """What the tool itself says at its end about how many passed."""
        lines = [line.strip(" =") for line in self.said.splitlines() if CLOSING.search(line)]
        return "; ".join(re.sub(r"\s+", " ", line) for line in lines[-2:])

    @property
    def failures(self) -> list[str]:
        """The names of the tests that failed."""
        return list(dict.fromkeys(FAILURE.findall(self.said)))


def stages() -> list[Stage]:
    return [*server_stages(), *page_stages(), *whole_stages()]


def server_stages() -> Iterator[Stage]:
    """What the server's code is looked at for."""
    ruff, scripts = str(BIN / "ruff"), ("--config", "pyproject.toml", ".", "../scripts")
    for name, *commands in (
        ("lint", (ruff, "check", *scripts), (ruff, "format", "--check", *scripts)),
        ("types", (str(BIN / "mypy"),)),
        ("layers", (str(BIN / "lint-imports"), "--config", ".importlinter")),
    ):
        yield Stage(f"server {name}", SERVER, tuple(commands), lane="server")


def page_stages() -> Iterator[Stage]:
    """What chat window and console are looked at for without a browser."""
    node, frontend = ("sh", "../scripts/node.sh"), (sys.executable, "../scripts/frontend.py")
    npm = ("npm", "run", "--silent")
    for name, folder, *commands in (
        ("widget install", WIDGET, node, (*frontend, "install")),
        ("widget types", ROOT, (str(BIN / "python"), "scripts/widget_types.py", "--check")),
        ("widget check", WIDGET, (*npm, "check")),
        ("widget tests", WIDGET, (*npm, "test")),
        ("console install", CONSOLE, node, (*frontend, "console")),
        ("console client", CONSOLE, (*frontend, "client"), (*npm, "client:check")),
        ("console check", CONSOLE, (*npm, "check")),
        ("console tests", CONSOLE, (*npm, "test")),
        ("console sizes", CONSOLE, (*npm, "sizes")),
    ):
        yield Stage(name, folder, tuple(commands), lane="pages")


def whole_stages() -> Iterator[Stage]:
    """What takes every core for itself."""
    pytest, whole = str(BIN / "pytest"), (sys.executable, "scripts/real_browser.py")
    yield Stage("server tests", SERVER, ((pytest, "-q", *IN_PARALLEL),), (pytest, "-q", *FAILED_ONLY))
    yield Stage("widget browser", WIDGET, (("npm", "run", "--silent", "test:browser"),))
    yield Stage("whole in browser", ROOT, ((sys.executable, "scripts/frontend.py", "sample"), whole))


def run(stage: Stage) -> Result:
    begun, log = time.monotonic(), LOGS / f"{stage.name.replace(' ', '-')}.log"
    print(f"{stage.name} ...", flush=True)
    with log.open("wb") as file:
        codes = [run_command(command, stage, file.fileno(), begun) for command in stage.commands]
        unsteady = (
            any(codes) and bool(stage.again) and not run_command(stage.again, stage, file.fileno(), begun)
        )
    said = COLOUR.sub("", log.read_text(encoding="utf-8", errors="replace"))
    return Result(stage, unsteady or not any(codes), time.monotonic() - begun, said, unsteady)


def may_repeat(stage: Stage, log: Path) -> bool:
    """Tests that failed can be run again; files that could not even be read have no tests to repeat."""
    return bool(stage.again) and not UNREADABLE.search(log.read_text(encoding="utf-8", errors="replace"))


def run_command(command: tuple[str, ...], stage: Stage, output: int, begun: float) -> int:
    try:
        process = subprocess.Popen(
            command,
            cwd=stage.folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env={
                **os.environ,
                "CI": "1",
                "NO_COLOR": "1",
                "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}",
            },
            start_new_session=True,
        )
    except OSError as error:
        os.write(output, f"{command[0]} cannot be run: {error}\n".encode())
        return 1
    try:
        return wait(process, stage, begun)
    finally:
        end_group(process)


def wait(process: subprocess.Popen[bytes], stage: Stage, begun: float) -> int:
    told = time.monotonic()
    while time.monotonic() - begun < LIMIT_SECONDS and not INTERRUPTED.is_set():
        try:
            return process.wait(1)
        except subprocess.TimeoutExpired:
            if time.monotonic() - told >= HEARTBEAT_SECONDS:
                told = time.monotonic()
                print(f"  {stage.name}: {told - begun:.0f} s so far", flush=True)
    if INTERRUPTED.is_set():
        return 1
    print(f"  {stage.name} is ended: it ran for more than {LIMIT_SECONDS // 60} minutes", flush=True)
    return 1


def end_group(process: subprocess.Popen[bytes]) -> None:
    """Whatever a stage left running (browsers, workers) ends with it."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def report(result: Result) -> None:
    if not result.passed or result.unsteady:
        lines = result.said.strip().splitlines()
        print("\n".join(f"  | {line}" for line in lines[-150:]))
    verdict = "ok" if result.passed else "FAILED"
    print(f"  {result.stage.name}: {verdict} in {result.seconds:.0f} s  {result.closing}", flush=True)


def summarise(results: list[Result], seconds: float) -> None:
    print("\nSummary")
    for result in results:
        verdict = "ok    " if result.passed else "FAILED"
        print(f"  {verdict} {result.stage.name:<16}{result.seconds:6.0f} s  {result.closing}")
        remark = "passed alone, failed among others: mend it" if result.unsteady else "failed"
        for name in result.failures:
            print(f"           {remark}: {name}")
    failed = [result.stage.name for result in results if not result.passed]
    print(
        f"{len(results) - len(failed)} of {len(results)} stages passed in {seconds:.0f} s"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )


def carried_out(stage: Stage) -> list[Result]:
    """Run a stage and tell of it; none is begun any more once the whole is interrupted."""
    if INTERRUPTED.is_set():
        return []
    result = run(stage)
    report(result)
    return [result]


def beside_each_other(some: list[Stage]) -> list[Result]:
    """Run each lane in a thread. Returns the results in the stages' order."""
    lanes = [
        [stage for stage in some if stage.lane == lane] for lane in dict.fromkeys(one.lane for one in some)
    ]
    with ThreadPoolExecutor(len(lanes)) as hands:
        begun = [hands.submit(lambda lane: [carried_out(stage) for stage in lane], lane) for lane in lanes]
        try:
            found = [result for one in begun for results in one.result() for result in results]
        except BaseException:
            INTERRUPTED.set()
            raise
    return sorted(found, key=lambda result: some.index(result.stage))


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    asked, begun, results = sys.argv[1:], time.monotonic(), list[Result]()
    wanted = [one for one in stages() if not asked or one.name.split()[0] in asked or one.name in asked]
    for have_lanes, some in groupby(wanted, key=lambda stage: bool(stage.lane)):
        if have_lanes:
            results += beside_each_other(list(some))
        else:
            results += [result for stage in some for result in carried_out(stage)]
    summarise(results, time.monotonic() - begun)
    return 0 if results and all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
