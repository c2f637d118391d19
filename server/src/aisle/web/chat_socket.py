"""The chat over one WebSocket: the same events as the streams, several turns one after the other.

A client sends JSON objects with a `type`: `auth` first where it has no header, then `message`, `regenerate`, `continue`,
`resume`, `stop` and `ping`. It is sent `ready`, `pong`, `idle` (nothing is being written), `problem`, and
`{"conversation_id", "turn_id", "id", "event"}` for each event. What it sends may not exceed MOST_BYTES, and it may not
be silent for ever. docs/reference/http.md lists what closes it.
"""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import APIRouter, Depends, WebSocket
from starlette.websockets import WebSocketDisconnect

from aisle.bootstrap.resources import Resources
from aisle.conversations.errors import TooManyAtOnce, TurnRunning
from aisle.conversations.live import LiveTurn, json_of
from aisle.conversations.types import NewMessage, TurnKind
from aisle.core.errors import AisleError, Forbidden, InvalidInput, Unauthorized
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller
from aisle.web.bodies import parsed
from aisle.web.chat import number_of, turn_of
from aisle.web.chat_bodies import checked_version, message_of
from aisle.web.chat_stream import CHECK_SECONDS, SEND_SECONDS
from aisle.web.deps import declares, own_origin, uuid_of

router = APIRouter()
MOST_BYTES = 64_000  # of one message from the client
AUTH_SECONDS = 10.0
CLOSE_SECONDS = 2.0
IDLE_SECONDS = 300.0  # without a message while nothing is being written
UNAUTHORIZED, FORBIDDEN, SILENT, BAD, TOO_BIG, BUSY = 4401, 4403, 4408, 4400, 1009, 1013
VERSIONS = {"regenerate": TurnKind.REGENERATE, "continue": TurnKind.CONTINUE}
Json = dict[str, Any]


class Closed(Exception):
    """The socket is to be closed with this code."""

    def __init__(self, code: int, reason: str) -> None:
        super().__init__(reason)
        self.code, self.reason = code, reason


@router.websocket("/chat/ws", dependencies=[Depends(declares(Action.CHAT))])
async def chat_socket(socket: WebSocket) -> None:
    """Serve one client until either side ends it."""
    parts: Resources = socket.app.state.resources
    await socket.accept()
    try:
        parts.streams.check()
    except TooManyAtOnce as error:
        await socket.close(BUSY, error.detail)
        return
    with parts.streams.counted():
        try:
            await Talk(socket, parts).run()
        except Closed as closed:
            # It is closed already, or takes no more: the server then drops the connection.
            with suppress(RuntimeError, TimeoutError):
                async with asyncio.timeout(CLOSE_SECONDS):
                    await socket.close(closed.code, closed.reason[:120])
        except WebSocketDisconnect:
            return


@dataclass(slots=True)
class Talk:
    """One client's socket: what it reads, and the turn that it is being sent."""

    socket: WebSocket
    parts: Resources
    token: str = ""
    caller: Caller | None = None
    sending: "asyncio.Task[None] | None" = None
    checking: "asyncio.Task[None] | None" = None
    reading: "asyncio.Task[Any] | None" = None
    ended: Closed | None = field(default=None)

    async def run(self) -> None:
        """Recognise the client, then do what it says. Raises Closed."""
        try:
            await self._recognise()
            await self._send({"type": "ready"})
            self.checking = asyncio.create_task(self._keep_checking())
            while True:
                await self._obey(await self._next())
        finally:
            for task in (self.sending, self.checking, self.reading):
                if task is not None:
                    task.cancel()

    async def _recognise(self) -> None:
        scheme, _, token = self.socket.headers.get("authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            try:
                async with asyncio.timeout(AUTH_SECONDS):
                    first = await self._read()
            except TimeoutError:
                raise Closed(SILENT, "Send {“type”: “auth”, “token”: …} first.") from None
            token = str(first.get("token") or "") if first.get("type") == "auth" else ""
        self.token = token.strip()
        await self._check()

    async def _check(self) -> None:
        """Look whether the token holds and the page may use it. Raises Closed."""
        origin = self.socket.headers.get("origin")
        try:
            if not self.token:
                raise Unauthorized("Send a shopper token.")
            own = own_origin(self.socket, self.parts)
            self.caller = await self.parts.authenticator.recognise(self.token, origin, own)
            require(self.caller, Action.CHAT)
            if self.caller.store_id is None:
                raise Forbidden("This key is for the whole organization; make one for a store with --store.")
            if origin is not None:
                await self.parts.shopper_sessions.check_origin(self.caller, origin, own)
        except Unauthorized as error:
            raise Closed(UNAUTHORIZED, error.detail) from None
        except Forbidden as error:
            raise Closed(FORBIDDEN, error.detail) from None
        except AisleError as error:
            raise Closed(BUSY, error.detail) from None

    async def _keep_checking(self) -> None:
        """A token that is revoked must not go on reading through an open socket."""
        while self.ended is None:
            await asyncio.sleep(CHECK_SECONDS)
            try:
                await self._check()
            except Closed as closed:
                self._end(closed)

    def _end(self, closed: Closed) -> None:
        self.ended = closed
        if self.reading is not None:
            self.reading.cancel()

    async def _next(self) -> Json:
        """Wait for what the client says next. Raises Closed."""
        if self.ended is not None:  # while the last word was obeyed
            raise self.ended
        self.reading = asyncio.create_task(self._read())
        while True:
            done, _ = await asyncio.wait({self.reading}, timeout=IDLE_SECONDS)
            if self.ended is not None:
                raise self.ended
            if done:
                return self.reading.result()  # type: ignore[no-any-return]
            if self.sending is None or self.sending.done():
                raise Closed(SILENT, "Nothing was said for a while.")

    async def _read(self) -> Json:
        message = await self.socket.receive()
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code") or 1000)
        text = message.get("text")
        raw = message.get("bytes") or b"" if text is None else text.encode("utf-8", "replace")
        if len(raw) > MOST_BYTES:
            raise Closed(TOO_BIG, f"A message has at most {MOST_BYTES} bytes.")
        try:
            found = parsed(raw)
        except InvalidInput:
            raise Closed(BAD, "Send JSON objects.") from None
        if not isinstance(found, dict) or not _can_be_sent_back(found):
            raise Closed(BAD, "Send JSON objects.")
        return found

    async def _obey(self, said: Json) -> None:
        try:
            await self._do(str(said.get("type")), said)
        except AisleError as error:
            problem = {
                "code": error.code,
                "status": error.status,
                "title": error.title,
                "detail": error.detail,
                **error.extra,
            }
            await self._send({"type": "problem", "ref": said.get("ref"), "problem": problem})

    async def _do(self, kind: str, said: Json) -> None:
        assert self.caller is not None
        if kind == "ping":
            await self._send({"type": "pong"})
        elif kind == "stop":
            await self.parts.turns.stop(self.caller, uuid_of(str(said.get("turn_id"))))
        elif kind == "resume":
            self._refuse_second()
            turn = await self.parts.turns.resume(self.caller, str(said.get("conversation_id")))
            if turn is None:
                await self._send({"type": "idle", "conversation_id": said.get("conversation_id")})
            else:
                self._begin(turn, number_of(str(said.get("after", ""))))
        elif kind == "message" or kind in VERSIONS:
            self._refuse_second()
            await self.parts.limits.admit(self.caller)
            _, turn = await turn_of(self.parts, self.caller, _message(kind, said))
            self._begin(turn, 0)
        else:
            raise InvalidInput("Say message, regenerate, continue, resume, stop or ping.")

    def _refuse_second(self) -> None:
        if self.sending is not None and not self.sending.done():
            raise TurnRunning("One answer at a time is sent here; stop it or wait.", retry_after=1)

    def _begin(self, turn: LiveTurn, after: int) -> None:
        self.sending = asyncio.create_task(self._forward(turn, after))

    async def _forward(self, turn: LiveTurn, after: int) -> None:
        head = f'{{"conversation_id":"{turn.conversation_id}","turn_id":"{turn.turn_id}","id":'
        try:
            with turn.listen(after) as listener:
                while not listener.at_end:
                    await listener.news()
                    first = listener.place + 1
                    for number, frame in enumerate(listener.take(), first):
                        text = f'{head}{number},"event":{json_of(frame).decode()}}}'
                        async with asyncio.timeout(SEND_SECONDS):
                            await self.socket.send_text(text)
                    if pause := self.parts.streams.pause:
                        await asyncio.sleep(pause)
        except TimeoutError:
            self._end(Closed(SILENT, "Nothing was taken for a while."))
        except (WebSocketDisconnect, RuntimeError):  # the reader sees the end, too
            return

    async def _send(self, what: Json) -> None:
        try:
            async with asyncio.timeout(SEND_SECONDS):
                await self.socket.send_text(json.dumps(what, ensure_ascii=False, default=str))
        except TimeoutError:
            raise Closed(SILENT, "Nothing was taken for a while.") from None


def _can_be_sent_back(said: Json) -> bool:
    """Whether it is JSON by the letter (RFC 8259): Python also reads NaN and halves of surrogate pairs."""
    try:
        json.dumps(said, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _message(kind: str, said: Json) -> NewMessage:
    """Read a message as POST /chat does, or the wish for another version. Raises InvalidInput."""
    body = {name: value for name, value in said.items() if name not in ("type", "ref", "turn_id")}
    if kind in VERSIONS:
        return checked_version(body, VERSIONS[kind], uuid_of(str(said.get("turn_id"))))
    return message_of(body)
