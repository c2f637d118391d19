"""Structured logs: one JSON line for each decision, with ids and no personal data."""

import json
import logging
import sys
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog
from pydantic_core import to_json

from aisle.core.telemetry.facts import merge_facts
from aisle.core.telemetry.quick import Quick, set_up_quick_lines
from aisle.core.telemetry.redacting import PLAIN, may_hold_secrets, redact
from aisle.core.telemetry.traces import present_trace_id

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]
LONGEST_MESSAGE = 200
# Without local variables: they hold what people wrote.
_FRAMES = structlog.tracebacks.ExceptionDictTransformer(show_locals=False, max_frames=20)


def set_up_logs(level: str) -> None:
    """Send JSON lines to standard error, libraries' records included. level: debug, info, warning or error."""
    shared: list[Any] = [
        merge_facts,
        structlog.stdlib.add_log_level,
        _add_trace,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    processors = [*shared, structlog.processors.ExceptionRenderer(_traceback), _line]
    is_on = getattr(logging, level.upper()) <= logging.INFO
    set_up_quick_lines(Quick(processors, sys.stderr, is_on, lambda event: _line(None, "info", event)))
    structlog.configure(
        processors=processors,
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                redact,
                structlog.processors.JSONRenderer(),
            ],
            foreign_pre_chain=[*shared, structlog.processors.ExceptionRenderer(_traceback)],
        )
    )
    logging.basicConfig(
        handlers=[handler], level=max(logging.WARNING, getattr(logging, level.upper())), force=True
    )


def _line(logger: Any, method: str, event: MutableMapping[str, Any]) -> str:
    """Write an event as a line. Values that are plain are looked through together: most lines have nothing to hide."""
    if PLAIN.issuperset(map(type, event.values())):
        try:
            line = to_json(event)
        except ValueError:  # half of a surrogate pair
            line = b"@"
        if not may_hold_secrets(line):
            return line.decode()
    return json.dumps(redact(logger, method, event), default=str)


def _traceback(exc_info: ExcInfo) -> list[dict[str, Any]]:
    """Render an exception and its causes: kinds, places, and of each message no more than its first line.

    What follows there is data: PostgreSQL puts the failing row into DETAIL, pydantic the refused input.
    """
    rendered = _FRAMES(exc_info)
    for one in rendered:
        one["exc_value"] = str(one["exc_value"]).partition("\n")[0][:LONGEST_MESSAGE]
        one.pop("exc_notes", None)
    return rendered


def _add_trace(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    if trace_id := present_trace_id():
        event["trace_id"] = format(trace_id, "032x")
    return event
