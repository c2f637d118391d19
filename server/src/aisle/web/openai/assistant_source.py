"""A store's assistant as the writer of an answer: the same turns as a shopper's, with what they rest on beside the words."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass, field
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.conversations.live import LiveTurn, json_of
from aisle.conversations.types import NewMessage
from aisle.core.errors import AisleError, Unavailable
from aisle.identity.types import Caller
from aisle.llm.chat import ChatDelta, Completion, Finish
from aisle.llm.collecting import collected
from aisle.llm.usage import Usage
from aisle.web.chat import turn_of

# What a reader of the answer needs beside its words, under these names.
TOLD = {
    "data-citation": "citations",
    "data-product": "products",
    "data-fact": "facts",
    "data-comparison": "comparisons",
    "data-suggestion": "suggestions",
    "data-filter": "filters",
    "data-relaxed": "relaxed",
    "data-clarify": "clarify",
    "data-person": "person",
    "data-notice": "notices",
}
ALWAYS = ("citations", "products")
SURE = ("confidence", "reasons", "abstained", "release", "cached")


class AnswerBroken(Unavailable):
    """The assistant's answer stopped halfway."""

    code = "answer_broken"
    title = "The answer did not come to its end"


@dataclass(slots=True)
class AssistantSource:
    """Answers one question.

    Attributes:
        parts: Of the process.
        caller: In the assistant's store.
        message: The question.
        ignored: What the request says that an assistant does not go by.
        extension: Conversation and turn, citations, products and what else stands beside the words, once it is written.
    """

    parts: Resources
    caller: Caller
    message: NewMessage
    ignored: list[str]
    extension: dict[str, Any] | None = field(default=None, init=False)

    async def stream(self) -> AsyncGenerator[ChatDelta, None]:
        """Write it in pieces; see the protocol. Raises what `Turns.start` does, AnswerBroken."""
        _, turn = await turn_of(self.parts, self.caller, self.message)
        told = _Told(self.ignored)
        async for frames in turn.follow():
            for frame in frames:
                if text := told.take(json.loads(json_of(frame))):
                    yield ChatDelta(text)
        if not told.finished:
            raise _failure(turn)
        self.extension = told.extension
        yield ChatDelta(finish=Finish.DONE, usage=told.usage)

    async def complete(self) -> Completion:
        """Write it whole; see the protocol."""
        return await collected(self.stream(), "of the assistant")


def _failure(turn: LiveTurn) -> AisleError:
    return turn.failure or AnswerBroken("Ask again; what was written so far stands in the conversation.")


class _Told:
    """Takes a turn's events and makes of them the words, and what stands beside them."""

    def __init__(self, ignored: list[str]) -> None:
        self.finished = False
        self.usage = Usage("", 0, 0)
        self.extension: dict[str, Any] = {name: [] for name in ALWAYS}
        if ignored:
            self.extension["ignored"] = ignored
        self._blocks = 0

    def take(self, event: dict[str, Any]) -> str:
        """Return the words that an event adds."""
        kind = event["type"]
        if kind == "text-start":
            self._blocks += 1
            return "\n\n" if self._blocks > 1 else ""
        if kind == "text-delta":
            return str(event["delta"])
        if kind in TOLD:
            self.extension.setdefault(TOLD[kind], []).append(event["data"])
        elif kind in ("start", "message-metadata"):
            self._note(event["messageMetadata"])
        self.finished = self.finished or kind == "finish"
        return ""

    def _note(self, told: dict[str, Any]) -> None:
        if "conversationId" in told:
            self.extension |= {"conversation_id": told["conversationId"], "turn_id": told["turnId"]}
        self.extension |= {name: told[name] for name in SURE if name in told}
        for one in told.get("usage", ()):
            self.usage = Usage(
                str(one["model"]),
                (self.usage.prompt_tokens or 0) + (one["prompt_tokens"] or 0),
                (self.usage.completion_tokens or 0) + (one["completion_tokens"] or 0),
            )
