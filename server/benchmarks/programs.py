"""Programs of the benchmarks that run in a process of their own."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO


@contextmanager
def program(name: str, *arguments: str) -> Iterator[tuple[str, IO[str]]]:
    """Run one; its first line is given, and its output to read the rest."""
    command = [sys.executable, "-m", f"benchmarks.{name}", *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        try:
            yield child.stdout.readline().strip(), child.stdout
        finally:
            child.terminate()
