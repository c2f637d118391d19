"""Runs each subject in a process of its own: bounded in time, its figures kept at once, nothing left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from benchmarks.results import Results, Row
from benchmarks.scale import Scale
from benchmarks.subjects import SUBJECTS

END_SECONDS = 30.0


def run_subjects(names: Iterable[str], scale: Scale, results: Results) -> bool:
    """Measure subjects one after the other, going on after a failure. Says whether all ended well."""
    outcomes = [_run(name, scale, results) for name in names]
    return all(outcomes)


def _run(name: str, scale: Scale, results: Results) -> bool:
    limit = SUBJECTS[name].limit(scale)
    _say(f"{name}: {SUBJECTS[name].title} (at most {limit} s)")
    results.begin(name, scale)
    begun = time.monotonic()
    outcome = _measure(name, scale, limit, results)
    _say(f"{name}: {outcome} after {time.monotonic() - begun:.0f} s\n")
    if outcome != "done":
        results.add(name, {"failed": outcome})
    return outcome == "done"


def _measure(name: str, scale: Scale, limit: int, results: Results) -> str:
    folder = Path(tempfile.mkdtemp(prefix="aisle-bench-"))
    # The database may run as another user, whose socket lies below.
    folder.chmod(0o711)
    child = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.child", name, scale],
        env={**os.environ, "TMPDIR": str(folder)},
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    reading = threading.Thread(target=_keep, args=(child, name, results), daemon=True)
    reading.start()
    try:
        code = child.wait(limit)
        return "done" if code == 0 else f"failed with exit code {code}"
    except subprocess.TimeoutExpired:
        return f"stopped at its limit of {limit} s"
    finally:
        _end(child)
        reading.join(END_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _keep(child: "subprocess.Popen[str]", name: str, results: Results) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        with suppress(ValueError):
            row = json.loads(line)
            results.add(name, row)
            _say(f"  {_line(row)}")


def _line(row: Row) -> str:
    compared = f"   {row['ratio']}x of {row['peer']}" if row["ratio"] is not None else ""
    return f"{row['figure']}: {row['value']} {row['unit']}{compared}"


def _end(child: "subprocess.Popen[str]") -> None:
    if child.poll() is None:
        child.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            child.wait(END_SECONDS)
    # Whatever the child started in its session goes too; the database's own watch ends the database.
    with suppress(ProcessLookupError):
        os.killpg(child.pid, signal.SIGKILL)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
