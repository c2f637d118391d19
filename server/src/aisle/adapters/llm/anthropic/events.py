"""The events of a stream of Anthropic's, and whole answers, without trust in any of them."""

import json
from typing import Any

from aisle.adapters.llm.json_data import ODD, added, codes, count, parsed, text_of
from aisle.llm.chat import CallPiece, ChatDelta, Finish
from aisle.llm.errors import ChatModelNonsense, ChatModelRefused, ChatModelUnavailable, ChatRequestRefused
from aisle.llm.usage import Usage

FINISHES = {
    "max_tokens": Finish.LENGTH,
    "model_context_window_exceeded": Finish.LENGTH,
    "tool_use": Finish.TOOLS,
    "refusal": Finish.REFUSED,
}
FOREVER = frozenset({"invalid_request_error", "not_found_error", "permission_error", "authentication_error"})
COUNTS = ("input_tokens", "output_tokens", "cache_read_input_tokens", "cache_creation_input_tokens")


class EventReader:
    """Turns events into deltas.

    Attributes:
        finish: Why the model stopped, once it has; later text is left out.
    """

    def __init__(self, server: str, model: str) -> None:
        """server, model: as messages and usage call them."""
        self.finish: Finish | None = None
        self._server, self._model = server, model
        self._counts: dict[str, int] = {}
        self._thought: int | None = None
        self._is_new = False
        self._calls: dict[Any, int] = {}  # index of a tool call by index of its block

    def read(self, data: bytes) -> ChatDelta | None:
        """Return what an event adds, if anything. Raises ChatModelNonsense, ChatModelUnavailable, ChatModelRefused."""
        try:
            return self._delta(parsed(data))
        except ODD:
            raise ChatModelNonsense(f"{self._server} sent an event that is none.") from None

    def read_whole(self, data: bytes) -> ChatDelta:
        """Return a whole answer; raises like `read`."""
        try:
            return self._message(parsed(data))
        except ODD:
            raise ChatModelNonsense(f"{self._server} sent an answer that is none.") from None

    def take_usage(self) -> Usage | None:
        """Return the tokens counted, if there are new ones."""
        if not self._is_new:
            return None
        self._is_new = False
        read, written, cached, stored = (self._counts.get(name) for name in COUNTS)
        # What was cached is counted apart here, and belongs to the prompt.
        prompt = added(read, cached, stored)
        return Usage(self._model, prompt, written, cached, stored, self._thought)

    def _delta(self, event: dict[str, Any]) -> ChatDelta | None:
        kind = event.get("type")
        if kind == "error":
            raise self._error(event.get("error"))
        if kind == "message_start":
            self._count(event["message"].get("usage"))
        if kind == "message_delta":
            self._count(event.get("usage"))
        if self.finish is not None:
            return None
        if kind == "content_block_start":
            return self._begun(event.get("index"), event["content_block"])
        if kind == "content_block_delta":
            return self._piece(event.get("index"), event["delta"])
        if kind == "message_delta":
            return self._ended((event.get("delta") or {}).get("stop_reason"))
        if kind == "message_stop":
            raise ChatModelUnavailable(f"{self._server} broke off before the answer's end.", sent=True)
        return None  # pings, ends of blocks, and what may be added some day

    def _begun(self, block: Any, found: dict[str, Any]) -> ChatDelta | None:
        if found.get("type") == "tool_use":
            return ChatDelta(calls=(self._call(block, found),))
        text = text_of(found.get("text")) if found.get("type") == "text" else ""
        return ChatDelta(text) if text else None

    def _call(self, block: Any, found: dict[str, Any]) -> CallPiece:
        index = self._calls.setdefault(block, len(self._calls))
        given = found.get("input")
        arguments = json.dumps(given, ensure_ascii=False) if given else ""
        return CallPiece(index, text_of(found["id"]), text_of(found["name"]), arguments)

    def _piece(self, block: Any, delta: dict[str, Any]) -> ChatDelta | None:
        if delta["type"] == "text_delta":
            text = text_of(delta["text"])
            return ChatDelta(text) if text else None
        if delta["type"] == "input_json_delta" and block in self._calls:
            arguments = text_of(delta["partial_json"])
            return (
                ChatDelta(calls=(CallPiece(self._calls[block], arguments=arguments),)) if arguments else None
            )
        return None  # thoughts and their signatures

    def _ended(self, reason: Any) -> ChatDelta | None:
        if reason is None:
            return None
        self.finish = FINISHES.get(reason, Finish.DONE)
        return ChatDelta(finish=self.finish, usage=self.take_usage())

    def _message(self, message: dict[str, Any]) -> ChatDelta:
        if message.get("type") == "error":
            raise self._error(message.get("error"))
        blocks = message["content"]
        text = "".join(text_of(one["text"]) for one in blocks if one.get("type") == "text")
        used = [one for one in enumerate(blocks) if one[1].get("type") == "tool_use"]
        calls = tuple(self._call(at, found) for at, found in used)
        self._count(message.get("usage"))
        if (end := self._ended(message.get("stop_reason"))) is None:
            raise ValueError("an answer without an end")
        return ChatDelta(text, end.finish, end.usage, calls)

    def _count(self, found: Any) -> None:
        """Keep the newest counts: those of the end repeat some of the beginning, or leave them out."""
        for name in COUNTS:
            if (number := count((found or {}).get(name))) is not None:
                self._counts[name], self._is_new = number, True
        details = (found or {}).get("output_tokens_details") or {}
        self._thought = count(details.get("thinking_tokens"))

    def _error(self, error: Any) -> ChatModelUnavailable | ChatModelRefused:
        found = codes(error)
        said = f" ({found[0]})" if found else ""
        if FOREVER.intersection(found):
            return ChatRequestRefused(f"{self._server} refused the request{said}.")
        return ChatModelUnavailable(f"{self._server} broke off with an error{said}.")
