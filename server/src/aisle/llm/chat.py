"""What the features need from a model that writes; adapters provide it."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Role(StrEnum):
    """Who says a message."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


class Finish(StrEnum):
    """Why a model stopped: it was done, it had no room left, or its provider took offence."""

    DONE = "done"
    LENGTH = "length"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a prompt."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What a model is asked to go on with.

    Attributes:
        model: As its provider calls it.
        messages: System messages first, then turns, the shopper's last.
        most_tokens: Of the answer.
        temperature: 0 is the same words each time, as far as the provider can.
        as_json: The answer shall be one JSON object; the reader checks it all the same.
    """

    model: str
    messages: tuple[ChatMessage, ...]
    most_tokens: int
    temperature: float = 0.2
    as_json: bool = False


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens as the provider counted them; None where it did not say."""

    model: str
    prompt_tokens: int | None = None
    completion_tokens: int | None = None


@dataclass(frozen=True, slots=True)
class ChatDelta:
    """A piece of an answer. The last one has `finish`; `usage` comes with it or after it, or never."""

    text: str = ""
    finish: Finish | None = None
    usage: Usage | None = None


class ChatModel(Protocol):
    """Writes on from messages, piece by piece."""

    @property
    def name(self) -> str:
        """As settings and logs call it."""
        ...

    def stream(self, request: ChatRequest) -> AsyncIterator[ChatDelta]:
        """Write an answer.

        Closing the iterator ends the call to the provider at once. A connection is tried again only while nothing was
        handed on. Pieces come as they are written, with no limit but the adapter's bytes: the caller counts.

        Raises:
            ChatModelUnavailable: No answer, or its end is missing; what came before has been handed on.
            ChatModelRefused: This request will never be answered.
            ChatModelNonsense: What came is no answer.
        """
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
