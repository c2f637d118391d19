"""The chunks of an OpenAI-compatible stream, and whole answers, without trust in any of them."""

from typing import Any

from aisle.adapters.llm.json_data import ODD, codes, count, parsed, text_of
from aisle.llm.chat import CallPiece, ChatDelta, Finish, Logprobs
from aisle.llm.errors import ChatModelNonsense, ChatModelUnavailable
from aisle.llm.usage import Usage

DONE = b"[DONE]"
LENGTHS = frozenset({"length", "max_tokens", "model_length"})
TOOLS = frozenset({"tool_calls", "function_call", "tool_use"})
REFUSALS = frozenset({"content_filter", "refusal", "safety"})
# What servers call an end that is none.
BROKEN = frozenset({"error", "abort", "cancelled"})


class ChunkReader:
    """Turns chunks into deltas.

    Attributes:
        finish: Why the model stopped, once it has; later text is left out.
        left_out: Whether the newest chunk had words of which no delta tells: after the end, or of another answer.
    """

    left_out = False

    def __init__(self, server: str, model: str) -> None:
        """server, model: as messages and usage call them."""
        self.finish: Finish | None = None
        self._server, self._model = server, model
        self._usage: Usage | None = None
        self._refused = False
        self._calls: list[str] = []  # ids, for servers that do not number calls

    def read(self, data: bytes) -> ChatDelta | None:
        """Return what a chunk adds, if anything. Raises ChatModelNonsense, ChatModelUnavailable."""
        self.left_out = False
        if data == DONE:
            self._require_finish()
            return None
        try:
            return self._delta(parsed(data), "delta")
        except ODD:
            raise ChatModelNonsense(f"{self._server} sent a chunk that is none.") from None

    def read_whole(self, data: bytes) -> ChatDelta:
        """Return a whole answer; raises like `read`."""
        try:
            delta = self._delta(parsed(data), "message")
        except ODD:
            raise ChatModelNonsense(f"{self._server} sent an answer that is none.") from None
        if delta is None:
            raise ChatModelNonsense(f"{self._server} sent an answer without words.")
        return delta

    def _require_finish(self) -> None:
        if self.finish is None:
            raise ChatModelUnavailable(f"{self._server} broke off before the answer's end.", sent=True)

    def take_usage(self) -> Usage | None:
        """Return the tokens counted, once."""
        usage, self._usage = self._usage, None
        return usage

    def _delta(self, chunk: dict[str, Any], key: str) -> ChatDelta | None:
        if chunk.get("error") or chunk.get("object") == "error":
            return self._error(chunk.get("error") or chunk)
        if usage := chunk.get("usage") or (chunk.get("x_groq") or {}).get("usage"):
            self._usage = _usage(self._model, usage)
        choices = chunk.get("choices")
        if not choices:
            return None
        choice = choices[0]
        if self.finish is not None or choice.get(
            "index"
        ):  # of another answer than the one that was asked for
            self.left_out = any(_has_words(one.get(key)) for one in choices)
            return None
        self.left_out = len(choices) > 1 and any(_has_words(one.get(key)) for one in choices[1:])
        said = choice.get(key) or {}
        refusal = text_of(said.get("refusal"))
        self._refused = self._refused or bool(refusal)
        text = said.get("content")
        if text.__class__ is not str:
            text = _text(text)
        calls = self._pieces(said.get("tool_calls"))
        likely = _logprobs(found) if (found := choice.get("logprobs")) else None
        if reason := choice.get("finish_reason"):
            return self._last(ChatDelta(text, None, None, calls, refusal, likely), reason)
        is_something = text or calls or refusal or likely
        return ChatDelta(text, None, None, calls, refusal, likely) if is_something else None

    def _last(self, said: ChatDelta, reason: Any) -> ChatDelta:
        if reason in BROKEN:
            raise ChatModelUnavailable(f"{self._server} broke off: it says “{reason}”.", sent=True)
        self.finish = Finish.DONE
        if self._refused or reason in REFUSALS:
            self.finish = Finish.REFUSED
        elif reason in LENGTHS:
            self.finish = Finish.LENGTH
        elif reason in TOOLS or self._calls:  # Ollama and others call it “stop” all the same
            self.finish = Finish.TOOLS
        ended = (self.finish, self.take_usage())
        return ChatDelta(said.text, *ended, said.calls, said.refusal, said.logprobs)

    def _pieces(self, found: Any) -> tuple[CallPiece, ...]:
        return tuple(self._piece(one) for one in found) if found else ()

    def _piece(self, found: dict[str, Any]) -> CallPiece:
        function = found.get("function") or {}
        id_, name = text_of(found.get("id")), text_of(function.get("name"))
        index = found.get("index")
        if type(index) is not int or index < 0:
            index = len(self._calls) if id_ and id_ not in self._calls else max(0, len(self._calls) - 1)
        if index >= len(self._calls):
            self._calls.append(id_)
        return CallPiece(index, id_, name, text_of(function.get("arguments")))

    def _error(self, error: Any) -> ChatDelta:
        """Say that it broke off, with the server's short code; its sentences may repeat what was sent."""
        found = codes(error)
        if REFUSALS.intersection(found) and self.finish is None:
            self.finish = Finish.REFUSED
            return ChatDelta(finish=self.finish, usage=self.take_usage())
        said = f" ({found[0]})" if found else ""
        raise ChatModelUnavailable(f"{self._server} broke off with an error{said}.")


def _has_words(said: Any) -> bool:
    """Whether a delta brings anything but its role; what a provider adds of its own counts, too."""
    return bool(said) and any(value for name, value in said.items() if name != "role")


def _logprobs(found: Any) -> Logprobs | None:
    """Return how likely tokens were, None where nothing is said of any. Raises ValueError for lists that are none."""
    lists = {name: found[name] for name in ("content", "refusal") if found.get(name)}
    if any(not isinstance(one, list) for one in lists.values()):
        raise ValueError("these are no tokens")
    return lists or None


def _text(content: Any) -> str:
    """Return the text of a content that is missing or comes in typed parts; thoughts are left out."""
    if content is None:
        return ""
    if isinstance(content, list):
        return "".join(_part(one) for one in content)
    raise ValueError("the content is no text")


def _part(part: Any) -> str:
    return text_of(part["text"]) if part.get("type") == "text" else ""


def _usage(model: str, found: Any) -> Usage:
    prompt = found.get("prompt_tokens_details") or {}
    completion = found.get("completion_tokens_details") or {}
    cached = prompt.get("cached_tokens", found.get("prompt_cache_hit_tokens"))  # the second is DeepSeek's
    return Usage(
        model,
        count(found.get("prompt_tokens")),
        count(found.get("completion_tokens")),
        count(cached),
        count(prompt.get("cache_write_tokens")),
        count(completion.get("reasoning_tokens")),
    )
