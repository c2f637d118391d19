"""What the scripted model does, told by a server in the tongue of each provider."""

import json
from collections.abc import Iterable
from typing import Any, ClassVar, Protocol

from aisle.adapters.llm.scripted import Pause, Step
from aisle.llm.chat import CallPiece, ChatDelta, Completion, Finish, Usage
from aisle.llm.collecting import Collector
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused
from chat_servers import REASONS, chunk
from scripted_http import Asked
from streamed_http import Act, Part, Streamed, StreamScript, as_json, sse


class Tongue(Protocol):
    """How a provider says things; None or nothing where it has no way to say one."""

    kind: str
    keep_alive: bytes
    pieces: bool  # whether the arguments of a call come in pieces
    refusals: bool  # whether a refusal has words
    cache_writes: bool  # whether tokens written to a cache are counted

    def begin(self) -> list[Any]: ...
    def text(self, text: str) -> list[Any]: ...
    def call(self, piece: CallPiece) -> list[Any]: ...
    def refusal(self, words: str) -> list[Any]: ...
    def last(self, finish: Finish, usage: Usage | None = None) -> list[Any]: ...
    def usage(self, usage: Usage) -> list[Any]: ...
    def end(self) -> list[Any]: ...
    def fault(self) -> list[Any]: ...
    def whole(self, answer: Completion) -> Any: ...
    def error(self, status: int, code: str, message: str) -> Any: ...


class OpenAi:
    kind, pieces, refusals, cache_writes = "openai", True, True, True
    keep_alive = b": OPENROUTER PROCESSING\n\n"

    def begin(self):
        return [{"choices": [{"index": 0, "delta": {"role": "assistant", "content": ""}}]}]

    def text(self, text):
        return [chunk(text)]

    def call(self, piece):
        function = {"arguments": piece.arguments} | ({"name": piece.name} if piece.name else {})
        call = {"index": piece.index, "function": function} | ({"id": piece.id} if piece.id else {})
        return [{"choices": [{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": None}]}]

    def refusal(self, words):
        return [{"choices": [{"index": 0, "delta": {"refusal": words}, "finish_reason": None}]}]

    def last(self, finish, usage=None):
        return [chunk(None, REASONS[finish], **({"usage": self._usage(usage)} if usage else {}))]

    def usage(self, usage):
        return [{"choices": [], "usage": self._usage(usage)}]

    def end(self):
        return ["[DONE]"]

    def fault(self):
        return [{"error": {"message": "canary exploded", "code": 500}}]

    def whole(self, answer):
        calls = [
            {"id": one.id, "type": "function", "function": {"name": one.name, "arguments": one.arguments}}
            for one in answer.calls
        ]
        message = {"role": "assistant", "content": answer.text or None, "refusal": answer.refusal or None}
        message |= {"tool_calls": calls} if calls else {}
        body = {"choices": [{"index": 0, "message": message, "finish_reason": REASONS[answer.finish]}]}
        return body | ({"usage": self._usage(answer.usage)} if answer.usage else {})

    def error(self, status, code, message):
        return {"error": {"message": message, "type": code, "code": code}}

    @staticmethod
    def _usage(usage):
        return {
            "prompt_tokens": usage.prompt_tokens,
            "completion_tokens": usage.completion_tokens,
            "prompt_tokens_details": {
                "cached_tokens": usage.cached_read_tokens,
                "cache_write_tokens": usage.cached_write_tokens,
            },
            "completion_tokens_details": {"reasoning_tokens": usage.reasoning_tokens},
        }


class Anthropic:
    kind, pieces, refusals, cache_writes = "anthropic", True, False, True
    keep_alive = b'event: ping\ndata: {"type": "ping"}\n\n'
    reasons: ClassVar = {
        Finish.DONE: "end_turn",
        Finish.LENGTH: "max_tokens",
        Finish.TOOLS: "tool_use",
        Finish.REFUSED: "refusal",
    }

    def begin(self):
        message = {"id": "m-1", "type": "message", "role": "assistant", "content": [], "stop_reason": None}
        begun = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
        return [{"type": "message_start", "message": message}, begun]

    def text(self, text):
        return [self._delta(0, {"type": "text_delta", "text": text})]

    def call(self, piece):
        delta = self._delta(piece.index + 1, {"type": "input_json_delta", "partial_json": piece.arguments})
        block = {"type": "tool_use", "id": piece.id, "name": piece.name, "input": {}}
        begun = {"type": "content_block_start", "index": piece.index + 1, "content_block": block}
        return [begun, delta] if piece.id else [delta]

    def refusal(self, words):
        return []

    def last(self, finish, usage=None):
        said = {"type": "message_delta", "delta": {"stop_reason": self.reasons[finish]}}
        return [
            {"type": "content_block_stop", "index": 0},
            said | ({"usage": self._usage(usage)} if usage else {}),
        ]

    def usage(self, usage):
        return [{"type": "message_delta", "delta": {}, "usage": self._usage(usage)}]

    def end(self):
        return [{"type": "message_stop"}]

    def fault(self):
        return [{"type": "error", "error": {"type": "overloaded_error", "message": "canary exploded"}}]

    def whole(self, answer):
        calls = [
            {"type": "tool_use", "id": one.id, "name": one.name, "input": json.loads(one.arguments)}
            for one in answer.calls
        ]
        content = ([{"type": "text", "text": answer.text}] if answer.text else []) + calls
        body = {"type": "message", "content": content, "stop_reason": self.reasons[answer.finish]}
        return body | ({"usage": self._usage(answer.usage)} if answer.usage else {})

    def error(self, status, code, message):
        return {"type": "error", "error": {"type": code, "message": message}}

    @staticmethod
    def _delta(index, delta):
        return {"type": "content_block_delta", "index": index, "delta": delta}

    @staticmethod
    def _usage(usage):
        cached = (usage.cached_read_tokens, usage.cached_write_tokens)
        fresh = usage.prompt_tokens - sum(one or 0 for one in cached)
        counts = {"input_tokens": fresh, "output_tokens": usage.completion_tokens}
        counts |= dict(zip(("cache_read_input_tokens", "cache_creation_input_tokens"), cached, strict=True))
        return counts | {"output_tokens_details": {"thinking_tokens": usage.reasoning_tokens}}


class Gemini:
    kind, pieces, refusals, cache_writes = "gemini", False, False, False
    keep_alive = b": \n\n"
    reasons: ClassVar = {
        Finish.DONE: "STOP",
        Finish.LENGTH: "MAX_TOKENS",
        Finish.TOOLS: "STOP",
        Finish.REFUSED: "SAFETY",
    }

    def begin(self):
        return [self._chunk([{"text": "Hm.", "thought": True}])]

    def text(self, text):
        return [self._chunk([{"text": text}])]

    def call(self, piece):
        call = {"id": piece.id, "name": piece.name, "args": json.loads(piece.arguments or "{}")}
        return [self._chunk([{"functionCall": call, "thoughtSignature": "mark"}])]

    def refusal(self, words):
        return []

    def last(self, finish, usage=None):
        return [self._chunk([], finishReason=self.reasons[finish]) | self._counts(usage)]

    def usage(self, usage):
        return [{"candidates": [], **self._counts(usage)}]

    def end(self):
        return []

    def fault(self):
        return [{"error": {"code": 503, "status": "UNAVAILABLE", "message": "canary exploded"}}]

    def whole(self, answer):
        parts = [{"text": answer.text}] if answer.text else []
        for one in answer.calls:
            call = {"id": one.id, "name": one.name, "args": json.loads(one.arguments)}
            parts.append({"functionCall": call, "thoughtSignature": one.signature})
        return self._chunk(parts, finishReason=self.reasons[answer.finish]) | self._counts(answer.usage)

    def error(self, status, code, message):
        return {"error": {"code": status, "status": code, "message": message}}

    @staticmethod
    def _chunk(parts, **more):
        return {"candidates": [{"content": {"role": "model", "parts": parts}, **more}]}

    @staticmethod
    def _counts(usage):
        if usage is None:
            return {}
        written = usage.completion_tokens - (usage.reasoning_tokens or 0)
        return {
            "usageMetadata": {
                "promptTokenCount": usage.prompt_tokens,
                "candidatesTokenCount": written,
                "cachedContentTokenCount": usage.cached_read_tokens,
                "thoughtsTokenCount": usage.reasoning_tokens,
            }
        }


TONGUES: tuple[Tongue, ...] = (OpenAi(), Anthropic(), Gemini())


def script_in(tongue: Tongue, steps: Iterable[Step]) -> StreamScript:
    """Serve the steps of a script, as a stream or at once."""
    steps = tuple(steps)

    def serve(asked: Asked) -> Streamed:
        if any(isinstance(step, ChatModelRefused) for step in steps):
            return as_json(400, tongue.error(400, "invalid_request_error", "canary is not taken"))
        if not is_streamed(asked):
            return as_json(200, tongue.whole(whole_of(steps)))
        told = [sse(*tongue.begin()), *(part for step in steps for part in _parts(tongue, step))]
        finished = any(isinstance(step, ChatDelta) and step.finish for step in steps)
        return Streamed([*told, sse(*tongue.end()) if finished else Act.CUT])

    return serve


def is_streamed(asked: Asked) -> bool:
    return bool(asked.body.get("stream")) or "streamGenerateContent" in asked.path


def whole_of(steps: Iterable[Step]) -> Completion:
    collector = Collector()
    for step in steps:
        if isinstance(step, ChatDelta):
            collector.take(step)
    return collector.completion("of the test")


def _parts(tongue: Tongue, step: Step) -> list[Part]:
    if isinstance(step, Pause):
        return [Act.HANG if step.seconds is None else step.seconds]
    if isinstance(step, ChatModelNonsense):
        return [b'data: {"ha\n\n']
    assert isinstance(step, ChatDelta)
    events: list[Any] = [event for piece in step.calls for event in tongue.call(piece)]
    events += tongue.text(step.text) if step.text else []
    events += tongue.refusal(step.refusal) if step.refusal else []
    if step.finish:
        events += tongue.last(step.finish, step.usage)
    elif step.usage:
        events += tongue.usage(step.usage)
    return [sse(*events)]
