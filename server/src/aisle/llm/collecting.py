"""A stream's pieces put together to a whole answer."""

from collections.abc import AsyncIterator
from typing import Any

from aisle.llm.chat import CallPiece, ChatDelta, Completion, Finish
from aisle.llm.errors import ChatModelUnavailable
from aisle.llm.messages import ToolCall
from aisle.llm.usage import Usage


class Collector:
    """Takes pieces in their order; what it holds is the answer so far."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._refusals: list[str] = []
        self._calls: dict[int, list[CallPiece]] = {}
        self._logprobs: dict[str, list[Any]] = {}
        self.finish: Finish | None = None
        self.usage: Usage | None = None

    def take(self, delta: ChatDelta) -> None:
        """Add a piece."""
        self._texts.append(delta.text)
        self._refusals.append(delta.refusal)
        self.finish = delta.finish or self.finish
        self.usage = delta.usage or self.usage
        for piece in delta.calls:
            self._calls.setdefault(piece.index, []).append(piece)
        for name, tokens in (delta.logprobs or {}).items():
            self._logprobs.setdefault(name, []).extend(tokens)

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._texts)

    def completion(self, name: str) -> Completion:
        """Return the whole answer. Raises ChatModelUnavailable where its end is missing."""
        if self.finish is None:
            raise ChatModelUnavailable(f"The model {name} broke off before the answer's end.")
        calls = tuple(_joined(self._calls[index]) for index in sorted(self._calls))
        refusal = "".join(self._refusals)
        return Completion(self.text, self.finish, self.usage, calls, refusal, self._logprobs or None)


class Counted:
    """What is known of an answer without keeping it.

    Attributes:
        finish, usage: As soon as they are said.
        written: Bytes in UTF-8 so far, those of refusals and tool calls included.
    """

    __slots__ = ("finish", "usage", "written")

    def __init__(self) -> None:
        self.finish: Finish | None = None
        self.usage: Usage | None = None
        self.written = 0

    def take(self, delta: ChatDelta) -> None:
        """Count a piece."""
        self.finish = delta.finish or self.finish
        self.usage = delta.usage or self.usage
        self.written += _size(delta.text)
        if delta.refusal or delta.calls:
            self.written += _size(delta.refusal) + sum(_size(one.arguments) for one in delta.calls)

    def take_whole(self, answer: Completion) -> None:
        """Count a whole answer."""
        self.finish, self.usage = answer.finish, answer.usage
        said = (answer.text, answer.refusal, *(one.arguments for one in answer.calls))
        self.written += sum(_size(one) for one in said)


def _size(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


async def collected(deltas: AsyncIterator[ChatDelta], name: str) -> Completion:
    """Read a stream to its end and return the whole answer; raises what the stream raises."""
    collector = Collector()
    async for delta in deltas:
        collector.take(delta)
    return collector.completion(name)


def _joined(pieces: list[CallPiece]) -> ToolCall:
    return ToolCall(
        next((piece.id for piece in pieces if piece.id), ""),
        next((piece.name for piece in pieces if piece.name), ""),
        "".join(piece.arguments for piece in pieces) or "{}",
        next((piece.signature for piece in pieces if piece.signature), None),
    )
