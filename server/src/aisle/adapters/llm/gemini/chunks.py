"""The chunks of a stream of Gemini's, which are small answers, and whole ones, without trust in any of them."""

import json
from typing import Any

from aisle.adapters.llm.gemini.form import MADE_ID
from aisle.adapters.llm.json_data import ODD, added, codes, count, parsed, text_of
from aisle.llm.chat import CallPiece, ChatDelta, Finish
from aisle.llm.errors import ChatModelNonsense, ChatModelUnavailable
from aisle.llm.usage import Usage

REFUSALS = frozenset(
    {"SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE", "IMAGE_SAFETY"}
)
# The model wrote something that is no call of a tool, or its server does not say what happened.
BROKEN = frozenset(
    {
        "MALFORMED_FUNCTION_CALL",
        "UNEXPECTED_TOOL_CALL",
        "TOO_MANY_TOOL_CALLS",
        "MALFORMED_RESPONSE",
        "MISSING_THOUGHT_SIGNATURE",
        "OTHER",
    }
)
NONE = "FINISH_REASON_UNSPECIFIED"


class ContentReader:
    """Turns chunks into deltas.

    Attributes:
        finish: Why the model stopped, once it has; later text is left out.
    """

    def __init__(self, server: str, model: str) -> None:
        """server, model: as messages and usage call them."""
        self.finish: Finish | None = None
        self._server, self._model = server, model
        self._usage: Usage | None = None
        self._calls = 0

    def read(self, data: bytes) -> ChatDelta | None:
        """Return what a chunk adds, if anything. Raises ChatModelNonsense, ChatModelUnavailable."""
        try:
            return self._delta(parsed(data))
        except ODD:
            raise ChatModelNonsense(f"{self._server} sent a chunk that is none.") from None

    def read_whole(self, data: bytes) -> ChatDelta:
        """Return a whole answer; raises like `read`."""
        delta = self.read(data)
        if delta is None:
            raise ChatModelNonsense(f"{self._server} sent an answer without words.")
        return delta

    def take_usage(self) -> Usage | None:
        """Return the tokens counted, once."""
        usage, self._usage = self._usage, None
        return usage

    def _delta(self, chunk: dict[str, Any]) -> ChatDelta | None:
        if chunk.get("error"):
            found = codes(chunk["error"])
            said = f" ({found[-1]})" if found else ""
            raise ChatModelUnavailable(f"{self._server} broke off with an error{said}.")
        if usage := chunk.get("usageMetadata"):
            self._usage = self._counted(usage)
        if self.finish is not None:
            return None
        candidates = chunk.get("candidates")
        if not candidates:
            return self._ended("", (), "SAFETY") if self._is_blocked(chunk) else None
        candidate = candidates[0]
        parts = (candidate.get("content") or {}).get("parts") or ()
        text = "".join(text_of(one.get("text")) for one in parts if not one.get("thought"))
        calls = tuple(self._call(one) for one in parts if one.get("functionCall"))
        reason = candidate.get("finishReason")
        if reason and reason != NONE:
            return self._ended(text, calls, reason)
        return ChatDelta(text, calls=calls) if text or calls else None

    def _is_blocked(self, chunk: dict[str, Any]) -> bool:
        return bool((chunk.get("promptFeedback") or {}).get("blockReason"))

    def _ended(self, text: str, calls: tuple[CallPiece, ...], reason: Any) -> ChatDelta:
        if reason in BROKEN:
            raise ChatModelNonsense(f"{self._server} broke off: it says “{reason}”.")
        self.finish = Finish.DONE
        if reason in REFUSALS:
            self.finish = Finish.REFUSED
        elif reason == "MAX_TOKENS":
            self.finish = Finish.LENGTH
        elif self._calls:
            self.finish = Finish.TOOLS
        return ChatDelta(text, self.finish, self.take_usage(), calls)

    def _call(self, part: dict[str, Any]) -> CallPiece:
        """Return a call, which comes whole here."""
        found, index = part["functionCall"], self._calls
        self._calls += 1
        arguments = found.get("args")
        if not isinstance(arguments, dict | None):
            raise ValueError("the arguments are no object")
        return CallPiece(
            index,
            text_of(found.get("id")) or f"{MADE_ID}{index}",
            text_of(found["name"]),
            json.dumps(arguments or {}, ensure_ascii=False),
            part.get("thoughtSignature"),
        )

    def _counted(self, found: dict[str, Any]) -> Usage:
        """Bring the counts to our way: what was thought is counted apart here, and belongs to what was written."""
        thought = count(found.get("thoughtsTokenCount"))
        return Usage(
            self._model,
            added(count(found.get("promptTokenCount")), count(found.get("toolUsePromptTokenCount"))),
            added(count(found.get("candidatesTokenCount")), thought),
            count(found.get("cachedContentTokenCount")),
            None,
            thought,
        )
