"""A stream's pieces put together to a whole answer."""

from collections.abc import AsyncIterator

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

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self._texts)

    @property
    def written(self) -> int:
        """Bytes in UTF-8 so far, those of refusals and tool calls included."""
        calls = (piece.arguments for pieces in self._calls.values() for piece in pieces)
        return sum(len(one.encode("utf-8", "replace")) for one in (*self._texts, *self._refusals, *calls))

    def completion(self, name: str) -> Completion:
        """Return the whole answer. Raises ChatModelUnavailable where its end is missing."""
        if self.finish is None:
            raise ChatModelUnavailable(f"The model {name} broke off before the answer's end.")
        calls = tuple(_joined(self._calls[index]) for index in sorted(self._calls))
        return Completion(self.text, self.finish, self.usage, calls, "".join(self._refusals))


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
