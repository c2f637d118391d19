"""The door: a request under a foreign name, or one that is too large, goes no further."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aisle.core.errors import AisleError
from aisle.core.settings import Settings
from aisle.web.edge.hosts import check_host
from aisle.web.edge.sizes import BodyWithin, check_head
from aisle.web.errors import from_error, remember_problem, request_id_of

POLICY_VIOLATION = 1008


class Door:
    """Pure ASGI, so that streams pass untouched."""

    def __init__(self, app: ASGIApp, settings: Callable[[], Settings]) -> None:
        """settings: read with each request, since they are known only when the server has started."""
        self.app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await self._request(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._socket(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _request(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_head(scope)
            check_host(scope, self._settings())
            body = BodyWithin(scope, receive, self._settings())
        except AisleError as refusal:
            await _answer(refusal, scope, receive, send)
            return
        sending = _Refusable(body, send)
        await self.app(scope, body.receive, sending.send)
        if sending.is_refused and body.refusal is not None:
            await _answer(body.refusal, scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            check_head(scope)
            check_host(scope, self._settings())
        except AisleError:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await self.app(scope, receive, send)


class _Refusable:
    """Lets the answer through, unless the body was refused before it began."""

    def __init__(self, body: BodyWithin, send: Send) -> None:
        self._body, self._send, self.is_refused = body, send, False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._body.refusal is not None:
            self.is_refused = True
        if not self.is_refused:
            await self._send(message)


async def _answer(refusal: AisleError, scope: Scope, receive: Receive, send: Send) -> None:
    remember_problem(scope, refusal.code)
    response = from_error(refusal, request_id_of(Request(scope)))
    response.headers["connection"] = "close"  # the rest of the body is not read
    await response(scope, receive, send)
