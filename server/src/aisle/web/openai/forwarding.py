"""Answers of models whose provider speaks OpenAI's language, handed on as they come.

What is done for any other answer is done for these, too: the gateway decides, tries, holds to limits and keeps account.
Spared is the taking apart and putting together of what already has the form that is asked for.
"""

import asyncio
import re
import time
from collections.abc import AsyncGenerator
from contextlib import nullcontext, suppress

import structlog
from fastapi import Request, Response
from pydantic_core import to_json
from starlette.types import Receive, Scope, Send

from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError
from aisle.llm.forwarded import Forwarded
from aisle.llm.gateway import WholeAnswer, can_forward
from aisle.web.chat_stream import CHECK_SECONDS, DONE, SEND_SECONDS, Check
from aisle.web.errors import remember_problem
from aisle.web.openai.chat_shapes import failed
from aisle.web.openai.leaving import WhileWanted
from aisle.web.openai.sources import ModelSource, Source
from aisle.web.openai.streaming import HEADERS
from aisle.web.openai.waiting import is_kept
from aisle.web.openai.wishes import Wish

# Within a text its quotes are escaped, so this is always the name of a field.
MODEL = re.compile(rb'"model"\s*:\s*"(?:[^"\\]|\\.)*"')
WHOLE = [(b"content-type", b"application/json")]
Pieces = AsyncGenerator[Forwarded, None]
log = structlog.get_logger()


async def forwarded(request: Request, wish: Wish, source: Source, check: Check) -> Response | None:
    """Return an answer whose first piece is there, None for one that cannot be handed on as it comes.

    check: raises AisleError once the caller's credential does not hold any more. Raises AisleError, ClientDisconnect.
    """
    if not isinstance(source, ModelSource) or source.request.as_json or source.request.schema is not None:
        return None  # an answer that should be JSON is looked at before it is handed on
    route = await source.gateway.router.route(source.call, source.request)
    if not can_forward(route):
        return None
    kept = is_kept(request)
    if not wish.streamed:
        with _wanted(request.receive, kept=kept):
            return ForwardedWhole(await source.gateway.forward_whole(route), wish)
    answer = ForwardedStream(source.gateway.forward(route), wish, source.parts.streams, check, kept=kept)
    await answer.begin(request.receive)
    return answer


def _wanted(receive: Receive, *, kept: bool) -> "WhileWanted | nullcontext[None]":
    """Return a block that ends when its caller hangs up. kept: nobody's hanging up ends it."""
    return nullcontext() if kept else WhileWanted(receive)


def _named(wish: Wish) -> bytes:
    return b'"model":%b' % to_json(wish.model)


class ForwardedWhole(Response):
    """Raw ASGI. What the answer took is kept while whoever asked reads it."""

    def __init__(self, answer: WholeAnswer, wish: Wish) -> None:
        self._answer, self._named = answer, _named(wish)
        self.status_code, self.background = 200, None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            data = MODEL.sub(lambda _: self._named, self._answer.piece.data, count=1)
            headers = [*WHOLE, (b"content-length", b"%d" % len(data))]
            await send({"type": "http.response.start", "status": 200, "headers": headers})
            await send({"type": "http.response.body", "body": data})
        finally:
            await self._answer.settle()


class ForwardedStream(Response):
    """Raw ASGI. A reader that hangs up, or takes nothing for a while, ends the call."""

    def __init__(self, pieces: Pieces, wish: Wish, streams: Streams, check: Check, *, kept: bool) -> None:
        """streams: counts the open ones. kept: the answer is read to its end for whoever sends the request again."""
        self._streams = streams
        self._pieces, self._check, self._kept = pieces, check, kept
        self._named, self._tells = _named(wish), wish.tells_usage
        self._found = b""
        self.status_code, self.background = 200, None

    async def begin(self, receive: Receive) -> None:
        """Wait for the first piece. Raises AisleError, ClientDisconnect."""
        try:
            with _wanted(receive, kept=self._kept):
                self._first = await anext(self._pieces)
        except BaseException:
            await self._pieces.aclose()
            raise

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            with _wanted(receive, kept=self._kept):
                await self._stream(scope, send)
        finally:
            await self._pieces.aclose()

    async def _stream(self, scope: Scope, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
        # A timeout is a reader's that takes nothing; the server closes the connection.
        with self._streams.counted(), suppress(TimeoutError):
            await _sent(send, self._written(self._first), more=True)
            failure = await self._rest(scope, send)
            if failure:
                await _sent(send, failure, more=False)

    async def _rest(self, scope: Scope, send: Send) -> bytes:
        """Hand on what follows up to the mark of the end; return what ends a stream that broke off, which has no such mark."""
        check_at, is_whole = time.monotonic() + CHECK_SECONDS, False
        try:
            async for piece in self._pieces:
                data = self._written(piece)
                if piece.last:  # what it took is kept while they read
                    is_whole = True
                    await _sent(send, data + DONE, more=False)
                elif data:
                    await _sent(send, data, more=True)
                if time.monotonic() >= check_at:
                    await self._check()
                    check_at = time.monotonic() + CHECK_SECONDS
        except AisleError as error:
            remember_problem(scope, error.code)
            return b"" if is_whole else failed(error)
        except Exception as error:
            log.exception("request.crashed", error=type(error).__name__)
            remember_problem(scope, AisleError.code)
            fault = AisleError("This is a fault of ours; the request id helps to find it.")
            return b"" if is_whole else failed(fault)
        return b""

    def _written(self, piece: Forwarded) -> bytes:
        """Return the events of a piece under the name by which the model was asked for."""
        data = piece.data + piece.count if self._tells else piece.data
        if not self._found and (found := MODEL.search(data)) is not None:
            self._found = found[0]
        return data.replace(self._found, self._named) if self._found else data


async def _sent(send: Send, data: bytes, *, more: bool) -> None:
    async with asyncio.timeout(SEND_SECONDS):
        await send({"type": "http.response.body", "body": data, "more_body": more})
