"""Runs one subject in this process: `python -m benchmarks.child NAME SCALE`."""

import signal
import sys
from importlib import import_module
from types import FrameType

from aisle.core.telemetry import set_up_logs
from benchmarks.scale import Scale


def main(name: str, scale: str) -> None:
    """Measure; being told to end leaves through every clean-up."""
    signal.signal(signal.SIGTERM, _interrupt)
    set_up_logs("error")
    import_module(f"benchmarks.{name}").main(Scale(scale))


def _interrupt(_sign: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
