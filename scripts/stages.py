"""Runs every check one after the other, goes on after a failure, and says at the end how each one went."""

# ruff: noqa: S603  (every command is written in this file)

import contextlib
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
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
FAILURE = re.compile(r"^(?:FAILED|ERROR) (\S+(?:\[.*?\])?)", re.MULTILINE)


@dataclass(frozen=True)
class Stage:
    """Commands that belong together, run in one folder. again: runs once more, alone, what failed among others."""

    name: str
    folder: Path
    commands: tuple[tuple[str, ...], ...]
    again: tuple[str, ...] = ()


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
    pytest = str(BIN / "pytest")
    ruff, scripts = str(BIN / "ruff"), ("--config", "pyproject.toml", ".", "../scripts")
    return [
        Stage("server lint", SERVER, ((ruff, "check", *scripts), (ruff, "format", "--check", *scripts))),
        Stage("server types", SERVER, ((str(BIN / "mypy"),),)),
        Stage("server layers", SERVER, ((str(BIN / "lint-imports"), "--config", ".importlinter"),)),
        Stage("server tests", SERVER, ((pytest, "-q", "-n", "2"),), (pytest, "-q", *FAILED_ONLY)),
        Stage(
            "widget install",
            WIDGET,
            (("sh", "../scripts/node.sh"), (sys.executable, "../scripts/frontend.py", "install")),
        ),
        Stage("widget types", ROOT, ((str(BIN / "python"), "scripts/widget_types.py", "--check"),)),
        Stage("widget check", WIDGET, (("npm", "run", "--silent", "check"),)),
        Stage("widget tests", WIDGET, (("npm", "run", "--silent", "test"),)),
        Stage("widget browser", WIDGET, (("npm", "run", "--silent", "test:browser"),)),
        Stage(
            "console install",
            CONSOLE,
            (("sh", "../scripts/node.sh"), (sys.executable, "../scripts/frontend.py", "console")),
        ),
        Stage(
            "console client",
            CONSOLE,
            (
                (sys.executable, "../scripts/frontend.py", "client"),
                ("npm", "run", "--silent", "client:check"),
            ),
        ),
        Stage("console check", CONSOLE, (("npm", "run", "--silent", "check"),)),
        Stage("console tests", CONSOLE, (("npm", "run", "--silent", "test"),)),
        Stage("console sizes", CONSOLE, (("npm", "run", "--silent", "sizes"),)),
        Stage(
            "whole in browser",
            ROOT,
            ((sys.executable, "scripts/frontend.py", "sample"), (sys.executable, "scripts/real_browser.py")),
        ),
    ]


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
    while time.monotonic() - begun < LIMIT_SECONDS:
        try:
            return process.wait(HEARTBEAT_SECONDS)
        except subprocess.TimeoutExpired:
            print(f"  {stage.name}: {time.monotonic() - begun:.0f} s so far", flush=True)
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
    print(f"  {verdict} in {result.seconds:.0f} s  {result.closing}", flush=True)


def summarise(results: list[Result]) -> None:
    print("\nSummary")
    for result in results:
        verdict = "ok    " if result.passed else "FAILED"
        print(f"  {verdict} {result.stage.name:<16}{result.seconds:6.0f} s  {result.closing}")
        remark = "passed alone, failed among others: mend it" if result.unsteady else "failed"
        for name in result.failures:
            print(f"           {remark}: {name}")
    failed = [result.stage.name for result in results if not result.passed]
    total = sum(result.seconds for result in results)
    print(
        f"{len(results) - len(failed)} of {len(results)} stages passed in {total:.0f} s"
        + (f"; failed: {', '.join(failed)}" if failed else "")
    )


def main() -> int:
    LOGS.mkdir(parents=True, exist_ok=True)
    asked = sys.argv[1:]
    results = []
    for stage in stages():
        if not asked or stage.name.split()[0] in asked or stage.name in asked:
            results.append(run(stage))
            report(results[-1])
    summarise(results)
    return 0 if results and all(result.passed for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
