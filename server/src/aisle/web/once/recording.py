"""The edge around the application: what it answers is stored before the last byte of it leaves."""

import structlog
from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from aisle.core.db import set_holder
from aisle.core.errors import AisleError
from aisle.core.idempotency.service import MOST_REPLY_BYTES
from aisle.core.idempotency.types import Reply
from aisle.web import errors
from aisle.web.once.attempt import HEADER, Attempt, Replayed
from aisle.web.once.declaring import METHODS

STREAM = b"text/event-stream"
DONE = b"data: [DONE]\n\n"  # how a stream ends that was not cut
# Of one answer alone: its id is each request's own, and a cookie is nobody's to be given twice.
NOT_KEPT = (b"set-cookie", b"date", b"server", b"connection")
log = structlog.get_logger()


class Repeatable:
    """Pure ASGI. Costs nothing without the header."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        keys = (
            [value for name, value in scope["headers"] if name == HEADER]
            if scope["type"] == "http" and scope["method"] in METHODS
            else []
        )
        if not keys:
            await self.app(scope, receive, send)
            return
        attempt = Attempt(keys, scope, receive)
        scope.setdefault("state", {})["attempt"] = attempt
        recorder = Recorder(attempt, scope, send)
        try:
            await attempt.read_ahead()
            await self.app(scope, attempt.receive, recorder.send)
        finally:
            attempt.end()
            if attempt.claim is not None and not recorder.settled:
                await attempt.give_up()
            set_holder(None)


class Recorder:
    """Holds an answer back until it is stored; a stream passes, but for its end."""

    def __init__(self, attempt: Attempt, scope: Scope, send: Send) -> None:
        self._attempt, self._scope, self._send = attempt, scope, send
        self._start: Message = {}
        self._parts: list[bytes] = []
        self._size, self._streams = 0, False
        self.settled = False

    async def send(self, message: Message) -> None:
        """Take what the application answers."""
        if self._attempt.claim is None or self.settled:
            await self._send(message)
        elif message["type"] == "http.response.start":
            self._start = message
            self._streams = _is_stream(message)
            if self._streams:
                await self._send(message)
        elif self._streams:
            await self._pass_on(message)
        else:
            await self._hold_back(message)

    async def _pass_on(self, message: Message) -> None:
        self._size += len(message.get("body", b""))
        if self._size <= MOST_REPLY_BYTES:
            self._parts.append(message.get("body", b""))
        if not message.get("more_body", False):
            await self._end_stream()
        await self._send(message)

    async def _end_stream(self) -> None:
        """Store a stream that came to its end; one that was cut is not the reply, and may be asked for again."""
        self.settled = True
        body = b"".join(self._parts)
        try:
            if self._size > MOST_REPLY_BYTES:
                await self._attempt.keep(None)
            elif body.endswith(DONE):
                await self._attempt.keep(self._reply(body))
            else:
                await self._attempt.give_up()
        except AisleError as error:  # it has been sent already
            log.warning("idempotency.stream_not_kept", code=error.code)

    async def _hold_back(self, message: Message) -> None:
        self._parts.append(message.get("body", b""))
        if message.get("more_body", False):
            return
        self.settled = True
        body = b"".join(self._parts)
        try:
            await self._attempt.settle(self._start["status"], self._reply(body))
        except AisleError as error:
            await self._attempt.give_up()
            await self._refuse(error)
            return
        await self._send(self._start)
        await self._send({"type": "http.response.body", "body": body})

    async def _refuse(self, error: AisleError) -> None:
        """Say that nothing was kept, in place of an answer that said it was."""
        request_id = errors.request_id_of(Request(self._scope))
        errors.remember_problem(self._scope, error.code)
        await errors.from_error(error, request_id)(self._scope, _nothing, self._send)

    def _reply(self, body: bytes) -> Reply:
        kept = tuple(
            (name.decode("latin-1"), value.decode("latin-1"))
            for name, value in self._start["headers"]
            if name.lower() not in NOT_KEPT
        )
        return Reply(self._start["status"], kept, body)


class RepeatedAnswer(Response):
    """A stored reply, byte for byte."""

    def __init__(self, reply: Reply) -> None:
        super().__init__(reply.body, reply.status)
        self.raw_headers = [
            *((name.encode("latin-1"), value.encode("latin-1")) for name, value in reply.headers),
            (b"idempotency-replayed", b"true"),
        ]


def install(app: FastAPI) -> None:
    """Let the application answer with stored replies."""
    app.add_exception_handler(Replayed, _repeat)


async def _repeat(_request: Request, found: Exception) -> Response:
    assert isinstance(found, Replayed)
    return RepeatedAnswer(found.reply)


def _is_stream(start: Message) -> bool:
    return any(
        name.lower() == b"content-type" and value.startswith(STREAM) for name, value in start["headers"]
    )


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
