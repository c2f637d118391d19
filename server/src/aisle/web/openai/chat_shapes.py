"""Chat completions and their chunks, as OpenAI's clients read them."""

import time
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any
from uuid import uuid4

from aisle.core.errors import AisleError
from aisle.llm.chat import CallPiece, ChatDelta, Completion, Finish, Logprobs
from aisle.llm.usage import Usage
from aisle.web.openai.errors import error_of
from aisle.web.openai.sources import Source
from aisle.web.openai.streaming import data_frame

REASONS = {
    Finish.DONE: "stop",
    Finish.LENGTH: "length",
    Finish.TOOLS: "tool_calls",
    Finish.REFUSED: "content_filter",
}
Json = dict[str, Any]


def completion_of(answer: Completion, model: str, source: Source) -> Json:
    """Return a whole answer. model: as the caller named it."""
    message: Json = {"role": "assistant", "content": answer.text or None, "refusal": answer.refusal or None}
    if answer.calls:
        message["tool_calls"] = [
            {"id": one.id, "type": "function", "function": {"name": one.name, "arguments": one.arguments}}
            for one in answer.calls
        ]
    elif not answer.refusal:
        message["content"] = answer.text
    if source.extension is not None:
        message["aisle"] = source.extension
    choice = {
        "index": 0,
        "message": message,
        "logprobs": likely(answer.logprobs),
        "finish_reason": reason_of(answer.finish, declined=bool(answer.refusal)),
    }
    return {**_head("chat.completion", model), "choices": [choice], "usage": usage_of(answer.usage)}


def likely(logprobs: Logprobs | None) -> Json | None:
    """Return how likely tokens were, None where it was not asked for or not said."""
    return {"content": None, "refusal": None, **logprobs} if logprobs else None


def reason_of(finish: Finish, *, declined: bool) -> str:
    """Return why an answer ended. declined: in words of the model's own, which is an end like any other."""
    return "stop" if declined and finish is Finish.REFUSED else REASONS[finish]


def usage_of(usage: Usage | None) -> Json | None:
    """Return what an answer took; None where its provider did not say."""
    if usage is None or usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    return {
        "prompt_tokens": usage.prompt_tokens,
        "completion_tokens": usage.completion_tokens,
        "total_tokens": usage.prompt_tokens + usage.completion_tokens,
        "prompt_tokens_details": {"cached_tokens": usage.cached_read_tokens or 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": usage.reasoning_tokens or 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    }


def failed(error: AisleError) -> bytes:
    """Return the event of an error in the middle of a stream."""
    return data_frame(error_of(error))


async def chunk_frames(source: Source, model: str, *, usage: bool) -> AsyncGenerator[bytes, None]:
    """Write an answer as chunks, but for the mark of its end.

    usage: whether a last chunk without choices tells the tokens, as `stream_options.include_usage` asks.
    """
    chunks = _Chunks(_head("chat.completion.chunk", model), usage)
    async with aclosing(source.stream()) as deltas:
        async for frame in _written(deltas, chunks):
            yield frame
    yield chunks.last(source)
    if usage:
        yield data_frame({**chunks.head, "choices": [], "usage": usage_of(chunks.usage)})


async def _written(deltas: AsyncIterator[ChatDelta], chunks: "_Chunks") -> AsyncIterator[bytes]:
    first = True
    async for delta in deltas:
        if first:
            begun = "" if delta.text else None
            yield chunks.frame({"role": "assistant", "content": begun, "refusal": None})
            first = False
        if (said := chunks.take(delta)) or delta.logprobs:
            yield chunks.frame(said, logprobs=delta.logprobs)


class _Chunks:
    """The chunks of one answer."""

    def __init__(self, head: Json, tells_usage: bool) -> None:
        self.head, self._tells = head, tells_usage
        self.usage: Usage | None = None
        self._finish, self._declined = Finish.DONE, False

    def take(self, delta: ChatDelta) -> Json:
        """Take note of a piece and return what a chunk says of it: maybe nothing."""
        self.usage = delta.usage or self.usage
        self._finish = delta.finish or self._finish
        self._declined = self._declined or bool(delta.refusal)
        said: Json = {}
        if delta.text:
            said["content"] = delta.text
        if delta.refusal:
            said["refusal"] = delta.refusal
        if delta.calls:
            said["tool_calls"] = [_call(one) for one in delta.calls]
        return said

    def frame(
        self, delta: Json, reason: str | None = None, *, logprobs: Logprobs | None = None, **more: Any
    ) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": likely(logprobs), "finish_reason": reason}
        chunk = {**self.head, "choices": [choice], **more}
        return data_frame(chunk | ({"usage": None} if self._tells else {}))

    def last(self, source: Source) -> bytes:
        """Return the chunk that says why the answer ended, with what Aisle says beside it."""
        more = {} if source.extension is None else {"aisle": source.extension}
        return self.frame({}, reason_of(self._finish, declined=self._declined), **more)


def _call(piece: CallPiece) -> Json:
    function: Json = {"arguments": piece.arguments}
    if not piece.name:
        return {"index": piece.index, "function": function}
    named = {"name": piece.name, **function}
    return {"index": piece.index, "id": piece.id, "type": "function", "function": named}


def _head(kind: str, model: str) -> Json:
    return {
        "id": f"chatcmpl-{uuid4().hex}",
        "object": kind,
        "created": int(time.time()),
        "model": model,
        "system_fingerprint": None,
    }
