"""What wraps every request: an id, one log line, headers that protect, and counting."""

import re
import time
from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import uuid4

from opentelemetry.trace import Span
from prometheus_client import Histogram
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aisle.core.client import Client, set_client
from aisle.core.settings import Settings
from aisle.core.settings.edge import networks_of
from aisle.core.telemetry import QuickLog, WithFacts, tracer
from aisle.llm.gateway.calls import NOBODY, paid_by
from aisle.web.edge.client import as_seen
from aisle.web.edge.headers import guarded
from aisle.web.metrics import REQUEST_SECONDS

REQUEST_ID = re.compile(rb"[A-Za-z0-9_.-]{8,64}")
LONGEST_PROGRAM = 200
QUIET = ("/health", "/ready", "/metrics", "/static/")
log = QuickLog()


class RequestFrame:
    """Pure ASGI, so that streams pass untouched."""

    def __init__(self, app: ASGIApp, settings: Callable[[], Settings]) -> None:
        """settings: read with each request, since they are known only when the server has started."""
        self.app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        settings = self._settings()
        scope = as_seen(scope, networks_of(settings.trusted_proxies))
        request_id = _request_id(scope)
        scope.setdefault("state", {})["request_id"] = request_id
        set_client(_client(scope, request_id))
        with paid_by(NOBODY):  # until its caller is recognised
            await self._serve(scope, receive, send, request_id)

    async def _serve(self, scope: Scope, receive: Receive, send: Send, request_id: str) -> None:
        settings = self._settings()
        if scope["type"] == "websocket":
            await self.app(scope, receive, send)
            return
        started, status = time.perf_counter(), 500

        async def framed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                told = scope["state"].get("answer_headers", ())
                headers = [*message["headers"], (b"x-request-id", request_id.encode()), *told]
                message["headers"] = guarded(headers, scope["path"], settings)
            await send(message)

        with (
            WithFacts(request_id=request_id, caller="nobody"),
            tracer().start_as_current_span("request") as span,
        ):
            try:
                await self.app(scope, receive, framed)
            finally:
                _report(scope, status, time.perf_counter() - started, span)


def _request_id(scope: Scope) -> str:
    given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
    return given.decode() if REQUEST_ID.fullmatch(given) else str(uuid4())


def _client(scope: Scope, request_id: str) -> Client:
    program = next((value for name, value in scope["headers"] if name == b"user-agent"), b"")
    peer = scope.get("client")
    return Client(peer[0] if peer else None, program.decode("latin-1")[:LONGEST_PROGRAM] or None, request_id)


@lru_cache(maxsize=4_096)
def _series(method: str, path: str, status: int) -> Histogram:
    """Return what counts requests of a kind; to find it costs more than to count."""
    return REQUEST_SECONDS.labels(method, path, str(status))


def _report(scope: Scope, status: int, seconds: float, span: Span) -> None:
    route: Any = scope.get("route")
    path = getattr(route, "path", "other")
    span.set_attributes(
        {"http.request.method": scope["method"], "http.route": path, "http.response.status_code": status}
    )
    _series(scope["method"], path, status).observe(seconds)
    if not scope["path"].startswith(QUIET):
        problem = scope["state"].get("problem")  # the code of a refusal; the audit log has the known callers'
        log.info(
            "request",
            method=scope["method"],
            path=path,
            status=status,
            milliseconds=round(seconds * 1000, 1),
            **({"problem": problem} if problem else {}),
        )
