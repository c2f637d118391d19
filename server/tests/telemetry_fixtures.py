"""What is logged and traced, caught for tests: `pytest_plugins` of a test module names this file."""

import io
import json
import logging
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from aisle.core.telemetry import set_up_logs


class Lines:
    """What is logged; each line must be a whole JSON document."""

    def __init__(self) -> None:
        self.written = io.StringIO()

    def set_up(self, level: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "stderr", self.written)
            set_up_logs(level)
        # A logger that is kept with this set-up would go on writing here in the tests that follow.
        structlog.configure(cache_logger_on_first_use=False)

    def __call__(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.written.getvalue().splitlines()]


@pytest.fixture
def lines() -> Iterator[Lines]:
    """Logs at the level debug."""
    before, level, structure = logging.root.handlers[:], logging.root.level, structlog.get_config()
    logging.root.handlers[:] = []  # setting up closes what it finds, and these are the test runner's
    logs = Lines()
    logs.set_up("debug")
    yield logs
    structlog.configure(**structure)
    logging.root.handlers[:], logging.root.level = before, level


@pytest.fixture
def spans(monkeypatch: pytest.MonkeyPatch) -> InMemorySpanExporter:
    """Where finished spans go."""
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    monkeypatch.setattr(trace, "get_tracer", lambda name: provider.get_tracer(name))
    return exporter
