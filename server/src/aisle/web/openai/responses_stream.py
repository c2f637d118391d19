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
        self._open: _Item | None = None
        self._done: list[Json] = []

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
        yield from self._close()
        answer: Completion = self._collector.completion("of the stream")
        response = ended(self._head, self._done, answer, source.extension)
        yield self._event(f"response.{response['status']}", response=response)

    def failed(self, error: AisleError) -> bytes:
        """Return the last events of one that broke off."""
        told = error_of(error)["error"]
        said = {name: told[name] for name in ("code", "message")}
        broken = {**self._head, "status": "failed", "error": said, "output": self._done}
        first = self._event("error", **said, param=told["param"])
        return first + self._event("response.failed", response=broken)

    def _words(self, kind: str, text: str) -> Iterator[bytes]:
        if self._open is None or self._open.kind != kind:
            yield from self._begin_item(_Item(kind, new_id("msg")))
        assert self._open is not None
        self._open.said.append(text)
        more: Json = {"logprobs": []} if kind == "output_text" else {}
        yield self._event(f"response.{kind}.delta", **self._open_place(), content_index=0, delta=text, **more)

    def _call(self, piece: CallPiece) -> Iterator[bytes]:
        if self._open is None or self._open.index != piece.index:
            yield from self._begin_item(_Item("function_call", new_id("fc"), piece))
        assert self._open is not None
        if piece.arguments:
            self._open.said.append(piece.arguments)
            yield self._event(
                "response.function_call_arguments.delta", **self._open_place(), delta=piece.arguments
            )

    def _begin_item(self, item: "_Item") -> Iterator[bytes]:
        yield from self._close()
        self._open = item
        place = {"output_index": len(self._done)}
        yield self._event("response.output_item.added", **place, item=item.begun())
        if item.piece is None:
            part = {"content_index": 0, "part": item.part("")}
            yield self._event("response.content_part.added", **self._open_place(), **part)

    def _close(self) -> Iterator[bytes]:
        item = self._open
        if item is None:
            return
        place, text = self._open_place(), "".join(item.said)
        if item.piece is not None:
            named = {"name": item.piece.name, "arguments": text}
            yield self._event("response.function_call_arguments.done", **place, **named)
        else:
            field = "text" if item.kind == "output_text" else "refusal"
            more: Json = {"logprobs": []} if item.kind == "output_text" else {}
            yield self._event(f"response.{item.kind}.done", **place, content_index=0, **{field: text}, **more)
            part = {"content_index": 0, "part": item.part(text)}
            yield self._event("response.content_part.done", **place, **part)
        self._done.append(item.whole(text))
        yield self._event(
            "response.output_item.done", output_index=place["output_index"], item=self._done[-1]
        )
        self._open = None

    def _open_place(self) -> Json:
        assert self._open is not None
        return {"item_id": self._open.id, "output_index": len(self._done)}

    def _event(self, kind: str, **told: Any) -> bytes:
        frame = named_frame({"type": kind, "sequence_number": self._number, **told})
        self._number += 1
        return frame


class _Item:
    """An item that is being filled. kind: output_text, refusal or function_call. piece: the first of a call."""

    def __init__(self, kind: str, id_: str, piece: CallPiece | None = None) -> None:
        self.kind, self.id, self.piece = kind, id_, piece
        self.index = None if piece is None else piece.index
        self.said: list[str] = []

    def part(self, text: str) -> Json:
        return text_part(text) if self.kind == "output_text" else refusal_part(text)

    def begun(self) -> Json:
        if self.piece is None:
            return text_item(self.id, "", status="in_progress")
        return call_item(self.id, self._called(""), "in_progress")

    def whole(self, text: str) -> Json:
        if self.piece is not None:
            return call_item(self.id, self._called(text or "{}"))
        return text_item(self.id, text) if self.kind == "output_text" else text_item(self.id, "", text)

    def _called(self, arguments: str) -> ToolCall:
        assert self.piece is not None
        return ToolCall(self.piece.id, self.piece.name, arguments)
