"""A response as events, in the order of OpenAI's protocol: items are added, filled, and done."""

from collections.abc import AsyncGenerator, Iterator
from contextlib import aclosing
from typing import Any

from aisle.core.errors import AisleError
from aisle.llm.chat import CallPiece, ChatDelta, Completion
from aisle.llm.collecting import Collector
from aisle.llm.messages import ToolCall
from aisle.web.openai.errors import error_of
from aisle.web.openai.responses_shapes import (
    call_item,
    ended,
    new_id,
    refusal_part,
    text_item,
    text_part,
)
from aisle.web.openai.sources import Source
from aisle.web.openai.streaming import named_frame

Json = dict[str, Any]


async def event_frames(source: Source, writer: "ResponseWriter") -> AsyncGenerator[bytes, None]:
    """Write an answer as events; what comes at once is written at once."""
    begun = False
    async with aclosing(source.stream()) as deltas:
        async for delta in deltas:
            events = [*([] if begun else writer.begin()), *writer.take(delta)]
            begun = True
            if events:
                yield b"".join(events)
    yield b"".join(writer.end(source))


class ResponseWriter:
    """The events of one response."""

    def __init__(self, head: Json) -> None:
        """head: the response that has just begun."""
        self._head, self._number = head, 0
        self._collector = Collector()
        self._items: list[_Item] = []
        self._saying: _Item | None = None  # words that are being written
        self._calling: dict[int, _Item] = {}  # calls, whose pieces may come by turns

    def begin(self) -> Iterator[bytes]:
        """Say that it has begun."""
        yield self._event("response.created", response=self._head)
        yield self._event("response.in_progress", response=self._head)

    def take(self, delta: ChatDelta) -> Iterator[bytes]:
        """Tell a piece."""
        self._collector.take(delta)
        if delta.text:
            yield from self._words("output_text", delta.text)
        if delta.refusal:
            yield from self._words("refusal", delta.refusal)
        for piece in delta.calls:
            yield from self._call(piece)

    def end(self, source: Source) -> Iterator[bytes]:
        """Say that it is whole, or where it was cut. Raises ChatModelUnavailable where its end is missing."""
        yield from self._end_words()
        for item in self._calling.values():
            yield from self._end(item)
        answer: Completion = self._collector.completion("of the stream")
        response = ended(self._head, [item.whole() for item in self._items], answer, source.extension)
        yield self._event(f"response.{response['status']}", response=response)

    def failed(self, error: AisleError) -> bytes:
        """Return the last events of one that broke off."""
        told = error_of(error)["error"]
        said = {name: told[name] for name in ("code", "message")}
        output = [item.whole() for item in self._items if item.is_done]
        broken = {**self._head, "status": "failed", "error": said, "output": output}
        first = self._event("error", **said, param=told["param"])
        return first + self._event("response.failed", response=broken)

    def _words(self, kind: str, text: str) -> Iterator[bytes]:
        if self._saying is None or self._saying.kind != kind:
            yield from self._end_words()
            self._saying = item = self._added(_Item(kind, new_id("msg")))
            yield from self._begin(item)
            yield self._event(
                "response.content_part.added", **item.place, content_index=0, part=item.part("")
            )
        self._saying.said.append(text)
        more: Json = {"logprobs": []} if kind == "output_text" else {}
        yield self._event(f"response.{kind}.delta", **self._saying.place, content_index=0, delta=text, **more)

    def _call(self, piece: CallPiece) -> Iterator[bytes]:
        item = self._calling.get(piece.index)
        if item is None:
            yield from self._end_words()
            item = self._calling[piece.index] = self._added(_Item("function_call", new_id("fc"), piece))
            yield from self._begin(item)
        if piece.arguments:
            item.said.append(piece.arguments)
            yield self._event("response.function_call_arguments.delta", **item.place, delta=piece.arguments)

    def _added(self, item: "_Item") -> "_Item":
        item.at = len(self._items)
        self._items.append(item)
        return item

    def _begin(self, item: "_Item") -> Iterator[bytes]:
        yield self._event("response.output_item.added", output_index=item.at, item=item.begun())

    def _end_words(self) -> Iterator[bytes]:
        item, self._saying = self._saying, None
        if item is not None:
            yield from self._end(item)

    def _end(self, item: "_Item") -> Iterator[bytes]:
        if item.piece is not None:
            named = {"name": item.piece.name, "arguments": item.text}
            yield self._event("response.function_call_arguments.done", **item.place, **named)
        else:
            field = "text" if item.kind == "output_text" else "refusal"
            more: Json = {"logprobs": []} if item.kind == "output_text" else {}
            said = {"content_index": 0, field: item.text}
            yield self._event(f"response.{item.kind}.done", **item.place, **said, **more)
            part = {"content_index": 0, "part": item.part(item.text)}
            yield self._event("response.content_part.done", **item.place, **part)
        item.is_done = True
        yield self._event("response.output_item.done", output_index=item.at, item=item.whole())

    def _event(self, kind: str, **told: Any) -> bytes:
        frame = named_frame({"type": kind, "sequence_number": self._number, **told})
        self._number += 1
        return frame


class _Item:
    """An item that is being filled. kind: output_text, refusal or function_call. piece: the first of a call. at: its place."""

    def __init__(self, kind: str, id_: str, piece: CallPiece | None = None) -> None:
        self.kind, self.id, self.piece = kind, id_, piece
        self.said: list[str] = []
        self.at, self.is_done = 0, False

    @property
    def text(self) -> str:
        return "".join(self.said)

    @property
    def place(self) -> Json:
        return {"item_id": self.id, "output_index": self.at}

    def part(self, text: str) -> Json:
        return text_part(text) if self.kind == "output_text" else refusal_part(text)

    def begun(self) -> Json:
        if self.piece is None:
            return text_item(self.id, "", status="in_progress")
        return call_item(self.id, self._called(""), "in_progress")

    def whole(self) -> Json:
        text = self.text
        if self.piece is not None:
            return call_item(self.id, self._called(text or "{}"))
        return text_item(self.id, text) if self.kind == "output_text" else text_item(self.id, "", text)

    def _called(self, arguments: str) -> ToolCall:
        assert self.piece is not None
        return ToolCall(self.piece.id, self.piece.name, arguments)
