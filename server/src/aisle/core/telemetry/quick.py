"""Lines of what happens with every request, written past the logging library, whose work would be a tenth of a call's.

They have the same fields, and pass the same redaction, as every other line.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, TextIO

import structlog

from aisle.core.telemetry.facts import present_facts
from aisle.core.telemetry.traces import present_trace_id

Written = Callable[[dict[str, Any]], str]


@dataclass(frozen=True, slots=True)
class Quick:
    """How lines are written.

    Attributes:
        processors: Of the logging library, as it was set up with this; where it is set up otherwise, it writes.
        is_on: Whether lines of this level are written at all.
        written: Returns an event as a line, redacted.
    """

    processors: Sequence[Any]
    stream: TextIO
    is_on: bool
    written: Written


_quick: Quick | None = None


def set_up_quick_lines(quick: Quick) -> None:
    """Have lines written so from here on."""
    global _quick
    _quick = quick


class QuickLog:
    """Writes lines at the level info."""

    def info(self, event: str, **fields: Any) -> None:
        """Write a line."""
        quick = _quick
        if quick is None or structlog.get_config()["processors"] is not quick.processors:
            structlog.get_logger().info(event, **fields)
        elif quick.is_on:
            quick.stream.write(quick.written(_whole(event, fields)) + "\n")
            quick.stream.flush()


def _whole(event: str, fields: Mapping[str, Any]) -> dict[str, Any]:
    at = datetime.now(UTC).isoformat()[:-6] + "Z"
    line = {**present_facts(), **fields, "event": event, "level": "info", "timestamp": at}
    if trace_id := present_trace_id():
        line["trace_id"] = format(trace_id, "032x")
    return line
