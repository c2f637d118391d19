"""Logs and spans: whole, correlated, and without what people wrote."""

import json
import logging
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import asyncpg
import pytest
import structlog
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from pydantic import BaseModel, SecretStr

from aisle.core.settings import Settings
from aisle.core.telemetry import QuickLog, WithFacts, set_up_traces, tracer

pytest_plugins = ["telemetry_fixtures"]
CANARY = "quagga-0815"


def test_a_line_is_json_with_what_is_bound(lines, spans):
    with (
        WithFacts(request_id="r-1", organization_id="o-1", store_id="s-1"),
        tracer().start_as_current_span("work") as span,
    ):
        structlog.get_logger().info("done", rows=3)
    [line] = lines()
    assert {
        name: line[name] for name in ("event", "level", "rows", "request_id", "organization_id", "store_id")
    } == {
        "event": "done",
        "level": "info",
        "rows": 3,
        "request_id": "r-1",
        "organization_id": "o-1",
        "store_id": "s-1",
    }
    assert line["trace_id"] == format(span.get_span_context().trace_id, "032x")
    assert line["timestamp"].endswith("Z")


def test_a_line_past_the_library_is_the_same_line(lines, spans):
    said = {"rows": 3, "seconds": 0.5, "error": None, "key": SecretStr(CANARY), "who": "ann@people.example"}
    with WithFacts(request_id="r-1", said="bearer abcdefghijkl"), tracer().start_as_current_span("work"):
        for log in (structlog.get_logger(), QuickLog()):
            log.info("done", **said)
            log.info("plain", rows=3)
            log.info("half", text="\ud800")
    found = lines()
    for one in found:
        assert one.pop("timestamp").endswith("Z")
    assert found[:3] == found[3:]
    assert (found[0]["key"], found[0]["who"], found[0]["said"]) == ("[hidden]", "[e-mail]", "bearer [token]")


def test_lines_past_the_library_keep_to_the_level(lines):
    lines.set_up("warning")
    QuickLog().info("done")
    assert lines() == []


def test_without_a_span_there_is_no_trace_id(lines):
    structlog.get_logger().info("done")
    assert "trace_id" not in lines()[0]


def test_libraries_log_the_same_way_and_only_warnings(lines):
    logger = logging.getLogger("a.library")
    with WithFacts(request_id="r-2"):
        logger.info("chatter")
        logger.warning("odd %s", "thing")
    [line] = lines()
    assert (line["event"], line["level"], line["request_id"]) == ("odd thing", "warning", "r-2")


def test_less_than_the_level_is_left_out(lines):
    lines.set_up("error")
    structlog.get_logger().info("quiet")
    structlog.get_logger().error("loud")
    assert [line["event"] for line in lines()] == ["loud"]


def test_a_line_break_in_a_value_makes_no_second_line(lines):
    structlog.get_logger().info("done", name='a\n{"event": "forged"}')
    assert [line["event"] for line in lines()] == ["done"]


def fail(message: str) -> None:
    a_local = CANARY
    raise ValueError(f"{message} ({len(a_local)})")


class Body(BaseModel):
    """Something a person sends."""

    age: int


@pytest.mark.parametrize("of", ["our own", "a library's"])
def test_an_exception_has_its_places_and_no_local_variables(lines, of):
    try:
        fail("kind of trouble")
    except ValueError:
        if of == "our own":
            structlog.get_logger().exception("crashed")
        else:
            logging.getLogger("a.library").exception("crashed")
    [line] = lines()
    [rendered] = line["exception"]
    assert (rendered["exc_type"], rendered["exc_value"]) == ("ValueError", "kind of trouble (11)")
    assert rendered["frames"][-1]["name"] == "fail"
    assert CANARY not in json.dumps(line)


def test_of_a_message_only_the_first_line_is_kept(lines):
    for error in (
        lambda: fail(f"first line\nDETAIL: {CANARY}"),
        lambda: Body.model_validate({"age": CANARY}),
        lambda: fail("x" * 5_000),
    ):
        try:
            error()
        except ValueError:
            structlog.get_logger().exception("crashed")
    found = lines()
    assert CANARY not in json.dumps(found)
    assert max(len(line["exception"][0]["exc_value"]) for line in found) == 200


async def test_a_refused_row_is_not_in_the_log(lines, urls):
    connection = await asyncpg.connect(urls.admin)
    try:
        with pytest.raises(asyncpg.CheckViolationError) as refused:
            await connection.execute(
                "INSERT INTO aisle.organization (organization_id, name) VALUES (gen_random_uuid(), $1)",
                CANARY * 50,
            )
    finally:
        await connection.close()
    assert CANARY in str(refused.value)
    structlog.get_logger().error("crashed", exc_info=refused.value)
    found = lines()
    assert CANARY not in json.dumps(found)
    [line] = [one for one in found if one["event"] == "crashed"]
    assert "organization_name_check" in line["exception"][0]["exc_value"]


def test_a_secret_is_hidden_by_its_type(lines):
    structlog.get_logger().info("started", key=SecretStr(CANARY))
    logging.getLogger("a.library").warning("started with %s", SecretStr(CANARY))
    found = lines()
    assert CANARY not in json.dumps(found)
    assert found[0]["key"] == "[hidden]"


def test_a_failed_span_names_the_kind_and_not_the_words(spans):
    with pytest.raises(ValueError, match=CANARY), tracer().start_as_current_span("work"):
        raise ValueError(CANARY)
    [span] = spans.get_finished_spans()
    assert span.status.description == "ValueError"
    assert not span.status.is_ok
    assert CANARY not in span.to_json()


def test_a_span_is_the_child_of_the_one_around_it(spans):
    with tracer().start_as_current_span("outer") as outer, tracer().start_as_current_span("inner"):
        pass
    inner = spans.get_finished_spans()[0]
    assert (inner.name, inner.parent.span_id) == ("inner", outer.get_span_context().span_id)


# Export -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def collector() -> Iterator[HTTPServer]:
    """A receiver of traces on loopback."""

    class Receive(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            self.server.received.append((self.path, body))  # type: ignore[attr-defined]
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: Any) -> None: ...

    server = HTTPServer(("127.0.0.1", 0), Receive)
    server.received = []  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def provider(monkeypatch: pytest.MonkeyPatch) -> list[TracerProvider]:
    """Providers that were installed; none stays."""
    installed: list[TracerProvider] = []
    monkeypatch.setattr(trace, "set_tracer_provider", installed.append)
    monkeypatch.setattr(trace, "get_tracer", lambda name: installed[-1].get_tracer(name))
    return installed


@pytest.mark.parametrize("end", ["", "/"])
def test_traces_are_sent_where_the_settings_say(collector, provider, end):
    set_up_traces("aisle-test", f"http://127.0.0.1:{collector.server_port}{end}")
    with tracer().start_as_current_span("work"):
        pass
    provider[0].shutdown()
    [(path, body)] = collector.received
    assert path == "/v1/traces"
    assert b"aisle-test" in body
    assert b"work" in body


def test_traces_stay_here_by_default(collector, provider, monkeypatch, lines):
    monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_port}")
    set_up_traces("aisle-test", Settings(_env_file=None).otlp_endpoint)
    for _ in range(2):
        with tracer().start_as_current_span("work"):
            structlog.get_logger().info("outer")
            with tracer().start_as_current_span("within"):
                QuickLog().info("inner")
    structlog.get_logger().info("outside")
    one, same, other, like, none = (line.get("trace_id") for line in lines())
    assert one == same != other == like
    assert (len(one), none) == (32, None)
    assert collector.received == []
