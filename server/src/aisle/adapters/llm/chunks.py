"""The chunks of an OpenAI-compatible stream, without trust in any of them."""

import json
import re
from typing import Any

from pydantic_core import from_json

from aisle.llm.chat import ChatDelta, Finish, Usage
from aisle.llm.errors import ChatModelNonsense, ChatModelUnavailable

DONE = b"[DONE]"
LENGTHS = frozenset({"length", "max_tokens", "model_length"})
REFUSALS = frozenset({"content_filter", "refusal", "safety"})
# What servers call an end that is none.
BROKEN = frozenset({"error", "abort", "cancelled"})
PLAIN_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
MOST_TOKENS = 2**31


class ChunkReader:
    """Turns chunks into deltas.

    Attributes:
        finish: Why the model stopped, once it has; later text is left out.
    """

    def __init__(self, server: str, model: str) -> None:
        """server, model: as messages and usage call them."""
        self.finish: Finish | None = None
        self._server, self._model = server, model
        self._usage: Usage | None = None
        self._refused = False

    def read(self, data: bytes) -> ChatDelta | None:
        """Return what a chunk adds, if anything. Raises ChatModelNonsense, ChatModelUnavailable."""
        if data == DONE:
            self._require_finish()
            return None
        try:
            return self._delta(_parsed(data))
        except (ValueError, RecursionError, LookupError, TypeError, AttributeError):
            raise ChatModelNonsense(f"{self._server} sent a chunk that is none.") from None

    def _require_finish(self) -> None:
        if self.finish is None:
            raise ChatModelUnavailable(f"{self._server} broke off before the answer's end.")

    def take_usage(self) -> Usage | None:
        """Return the tokens counted, once."""
        usage, self._usage = self._usage, None
        return usage

    def _delta(self, chunk: dict[str, Any]) -> ChatDelta | None:
        if chunk.get("error") or chunk.get("object") == "error":
            return self._error(chunk.get("error") or chunk)
        if usage := chunk.get("usage"):
            self._usage = _usage(self._model, usage)
        choices = chunk.get("choices")
        if not choices or self.finish is not None:
            return None
        choice = choices[0]
        if choice.get("index"):
            return None  # of another answer than the one that was asked for
        delta = choice.get("delta") or {}
        if delta.get("refusal"):
            self._refused = True  # its words are no answer
        text = delta.get("content")
        if text.__class__ is not str:
            text = _text(text)
        if reason := choice.get("finish_reason"):
            return self._last(text, reason)
        return ChatDelta(text) if text else None

    def _last(self, text: str, reason: Any) -> ChatDelta:
        if reason in BROKEN:
            raise ChatModelUnavailable(f"{self._server} broke off: it says “{reason}”.")
        self.finish = Finish.DONE
        if self._refused or reason in REFUSALS:
            self.finish = Finish.REFUSED
        elif reason in LENGTHS:
            self.finish = Finish.LENGTH
        return ChatDelta(text, self.finish, self.take_usage())

    def _error(self, error: Any) -> ChatDelta:
        """Say that it broke off, with the server's short code; its sentences may repeat what was sent."""
        found = [error.get(name) for name in ("code", "type", "status")] if isinstance(error, dict) else []
        codes = [str(one) for one in found if one is not None and PLAIN_CODE.fullmatch(str(one))]
        if REFUSALS.intersection(codes) and self.finish is None:
            self.finish = Finish.REFUSED
            return ChatDelta(finish=self.finish)
        said = f" ({codes[0]})" if codes else ""
        raise ChatModelUnavailable(f"{self._server} broke off with an error{said}.")


def _parsed(data: bytes) -> dict[str, Any]:
    try:
        chunk = from_json(data)
    except ValueError:
        # Half of a surrogate pair is legal JSON, and servers cut between the halves.
        chunk = _mended(json.loads(data))
    if chunk.__class__ is not dict:
        raise ValueError("not an object")
    return chunk


def _mended(value: Any) -> Any:
    """Put a sign in place of every half of a surrogate pair, which no later step could write down."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _mended(one) for key, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list) else value


def _text(content: Any) -> str:
    """Return the text of a content that is missing or comes in typed parts; thoughts are left out."""
    if content is None:
        return ""
    if isinstance(content, list):
        return "".join(_part(one) for one in content)
    raise ValueError("the content is no text")


def _part(part: Any) -> str:
    text = part["text"] if part.get("type") == "text" else ""
    if not isinstance(text, str):
        raise ValueError("the part is no text")
    return text


def _usage(model: str, found: Any) -> Usage:
    return Usage(model, *(_count(found.get(name)) for name in ("prompt_tokens", "completion_tokens")))


def _count(value: Any) -> int | None:
    return value if type(value) is int and 0 <= value < MOST_TOKENS else None
