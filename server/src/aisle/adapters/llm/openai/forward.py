"""Answers of OpenAI-compatible servers with their own bytes, for those who ask in the same language.

Requests are written anew from what was read of them: a caller's bytes are never handed on. Two readers of one JSON text need
not read the same (a name that stands in it twice), and what was counted, priced and allowed must be what is asked.
Answers are read once, for their end and their tokens, and handed on as they are.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Sequence
from contextlib import aclosing, suppress
from dataclasses import replace

from aisle.adapters.llm.dialect import Form
from aisle.adapters.llm.http_model import ATTEMPTS, TAIL_SECONDS, HttpChatModel, most_bytes
from aisle.adapters.llm.json_data import ODD, parsed
from aisle.adapters.llm.openai.chunks import DONE, ChunkReader
from aisle.core.http import OutsideUnavailable, Patience, Share, StreamPatience
from aisle.llm.chat import CallPiece, ChatDelta, ChatRequest
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable
from aisle.llm.forwarded import Forwarded

Batches = AsyncGenerator[list[bytes], None]
Failure = ChatModelRefused | ChatModelUnavailable


class OpenAiModel(HttpChatModel):
    """A server that speaks OpenAI's language, whose answers can be handed on as they are."""

    async def forward(self, request: ChatRequest) -> AsyncGenerator[Forwarded, None]:
        """Write an answer with its bytes; see the port."""
        reader = ChunkReader(self._service.name, request.model)
        with self._trouble_noted(reader):
            batches, first = await self._begin_batches(request)
            async with aclosing(batches):
                async for piece in _pieces(first, batches, reader):
                    yield piece
                if reader.finish is None:
                    raise ChatModelUnavailable(
                        f"{self._service.name} broke off before the answer's end.", sent=True
                    )
                yield await _tail(batches, reader)

    async def forward_whole(self, request: ChatRequest) -> tuple[Forwarded, Callable[[], None]]:
        """Return an answer with its bytes; see the port."""
        reader = ChunkReader(self._service.name, request.model)
        share = self._service.share()
        try:
            with self._trouble_noted(reader):
                return await self._forwarded_whole(request, reader, share), share.free
        except BaseException:
            share.free()
            raise

    async def _forwarded_whole(self, request: ChatRequest, reader: ChunkReader, share: Share) -> Forwarded:
        limits = request.limits or self._usual
        patience = Patience(ATTEMPTS, limits.total, limits.total)

        def read(data: bytes) -> Forwarded:
            return _joined([reader.read_whole(data)], data)

        async def ask(form: Form) -> Forwarded:
            path, body = self._dialect.path(request.model, streamed=False), form.body(request, streamed=False)
            return await self._service.post(path, body, patience, read, most_bytes(request), share)

        answer = await self._in_some_form(request, ask)
        if answer.finish is None:
            raise ChatModelNonsense(f"{self._service.name} sent an answer without an end.", sent=True)
        return answer

    async def _begin_batches(self, request: ChatRequest) -> tuple[Batches, list[bytes]]:
        """Return the answer's events as they come together, and the first of them."""
        limits = request.limits or self._usual
        patience = StreamPatience(ATTEMPTS, limits.first, limits.between, limits.total, limits.connect)

        async def ask(form: Form) -> tuple[Batches, list[bytes]]:
            path, body = self._dialect.path(request.model, streamed=True), form.body(request, streamed=True)
            batches = self._service.batches(path, body, patience)
            return batches, await anext(batches)

        return await self._in_some_form(request, ask)


async def _pieces(first: list[bytes], batches: Batches, reader: ChunkReader) -> AsyncIterator[Forwarded]:
    """Read batches to the answer's end. Events before the first word wait for it: until then another model may be asked."""
    batch, waiting, begun = first, b"", False
    while batch:
        piece, failure = _read(batch, reader, waiting)
        begun = begun or bool(piece.text or piece.calls or piece.refusal or piece.finish)
        if begun:
            waiting = b""
            yield piece
        else:
            waiting = piece.data
        if failure is not None:
            raise failure
        if reader.finish is not None:
            return
        batch = await anext(batches, [])


def _read(
    batch: Sequence[bytes], reader: ChunkReader, before: bytes = b""
) -> tuple[Forwarded, Failure | None]:
    """Return what a batch says up to what went wrong, and what that was. before: written before it.

    Words that nobody counts, such as those after the end, are not handed on.
    """
    deltas: list[ChatDelta] = []
    frames, count = [before], b""
    failure = None
    for data in batch:
        try:
            delta = reader.read(data)
        except (ChatModelRefused, ChatModelUnavailable) as error:
            # Once the answer is whole, nothing takes anything from it.
            failure = None if reader.finish is not None else error
            break
        if data == DONE:
            break
        if delta is not None:
            deltas.append(delta)
        if delta is None and _is_count(data):
            count = _frame(data)
        elif not reader.left_out:
            frames.append(_frame(data))
    if usage := reader.take_usage():
        deltas.append(ChatDelta(usage=usage))
    return _joined(deltas, b"".join(frames), count), failure


async def _tail(batches: Batches, reader: ChunkReader) -> Forwarded:
    """Read to the end, where servers say what they counted; the connection can then be used again."""
    pieces = []
    with suppress(TimeoutError, OutsideUnavailable):
        async with asyncio.timeout(TAIL_SECONDS):
            async for batch in batches:
                pieces.append(_read(batch, reader)[0])
    data, count = b"".join(one.data for one in pieces), b"".join(one.count for one in pieces)
    return replace(_joined(pieces, data, count), last=True)


def _joined(deltas: Sequence[ChatDelta], data: bytes, count: bytes = b"") -> Forwarded:
    """Return several pieces as one."""
    if len(deltas) == 1:
        one = deltas[0]
        return Forwarded(one.text, one.finish, one.usage, one.calls, one.refusal, data=data, count=count)
    calls: list[CallPiece] = []
    finish = usage = None
    for one in deltas:
        finish, usage = one.finish or finish, one.usage or usage
        calls += one.calls
    text = "".join(one.text for one in deltas)
    refusal = "".join(one.refusal for one in deltas)
    return Forwarded(text, finish, usage, tuple(calls), refusal, data=data, count=count)


def _is_count(data: bytes) -> bool:
    """Whether an event tells the tokens and nothing else."""
    if b'"usage"' not in data:
        return False
    try:
        found = parsed(data)
    except ODD:
        return False
    return bool(found.get("usage")) and not found.get("choices")


def _frame(data: bytes) -> bytes:
    """Write an event; one whose data came in several lines keeps them."""
    return b"data: %b\n\n" % (data.replace(b"\n", b"\ndata: ") if b"\n" in data else data)
