"""Requests of the plainest kind, checked by hand: words of each role, and how long and how wild the answer may be.

Most requests are like that, and the shape of all bodies, which knows every field, takes several times as long to look at
them. Whatever has anything else in it is left to that shape, which also says what is wrong: the two agree on every body
that is taken here (tests/web/compatible/test_plain_requests.py).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.llm.catalogue import ModelCard
from aisle.llm.chat import ChatRequest
from aisle.llm.messages import ChatMessage, Role
from aisle.web.openai.assistant_names import is_assistant
from aisle.web.openai.bodies import LONGEST_MODEL, MOST_ANSWER_TOKENS
from aisle.web.openai.chat_body import MOST_MESSAGES
from aisle.web.openai.chat_request import most_tokens
from aisle.web.openai.wishes import Wish
from aisle.web.text import is_storable

NAMES = frozenset(
    {"model", "messages", "stream", "stream_options", "max_tokens", "max_completion_tokens", "temperature"}
)
ROLES: Mapping[Any, Role] = {
    "system": Role.SYSTEM,
    "developer": Role.SYSTEM,
    "user": Role.USER,
    "assistant": Role.ASSISTANT,
}
OF_MESSAGE = {"role", "content"}
OF_STREAMS = {"include_usage"}
HOTTEST = 2.0


class _NotPlain(Exception):
    """Something else stands in it."""


@dataclass(frozen=True, slots=True)
class PlainRequest:
    """What was asked for. tokens: of the answer at most; None where nobody said."""

    wish: Wish
    messages: tuple[ChatMessage, ...]
    tokens: int | None
    temperature: float | None

    def of(self, card: ModelCard) -> ChatRequest:
        """Return what the gateway is asked. card: of the model."""
        return ChatRequest(
            self.wish.model, self.messages, most_tokens(self.tokens, card), temperature=self.temperature
        )


def plain_request(data: Any) -> PlainRequest | None:
    """Return what a body asks for, None where it is not of this kind, or wrong."""
    if type(data) is not dict or not data.keys() <= NAMES:
        return None
    try:
        return PlainRequest(_wish(data), _messages(data), _tokens(data), _temperature(data))
    except _NotPlain:
        return None


def _wish(data: dict[str, Any]) -> Wish:
    model, streamed = data.get("model"), data.get("stream", False)
    if type(model) is not str or type(streamed) is not bool:
        raise _NotPlain
    if not 0 < len(model) <= LONGEST_MODEL or is_assistant(model) or not is_storable(model):
        raise _NotPlain
    return Wish(model, streamed, "stream_options" in data and _tells_usage(data["stream_options"], streamed))


def _tells_usage(options: Any, streamed: bool) -> bool:
    if not streamed or type(options) is not dict or options.keys() != OF_STREAMS:
        raise _NotPlain
    told = options["include_usage"]
    if type(told) is not bool:
        raise _NotPlain
    return told


def _messages(data: dict[str, Any]) -> tuple[ChatMessage, ...]:
    found = data.get("messages")
    if type(found) is not list or not 0 < len(found) <= MOST_MESSAGES:
        raise _NotPlain
    return tuple([_message(one) for one in found])


def _message(data: Any) -> ChatMessage:
    if type(data) is not dict or data.keys() != OF_MESSAGE:
        raise _NotPlain
    said, content = data["role"], data["content"]
    role = ROLES.get(said) if type(said) is str else None
    says_nothing = role is Role.ASSISTANT and not content
    if role is None or type(content) is not str or says_nothing or not is_storable(content):
        raise _NotPlain
    return ChatMessage(role, content)


def _tokens(data: dict[str, Any]) -> int | None:
    wanted = [data[name] for name in ("max_tokens", "max_completion_tokens") if name in data]
    if not wanted:
        return None
    if len(wanted) > 1 or type(wanted[0]) is not int or not 1 <= wanted[0] <= MOST_ANSWER_TOKENS:
        raise _NotPlain
    return wanted[0]


def _temperature(data: dict[str, Any]) -> float | None:
    if "temperature" not in data:
        return None
    wanted = data["temperature"]
    if type(wanted) not in (int, float) or not 0 <= wanted <= HOTTEST:
        raise _NotPlain
    return float(wanted)
