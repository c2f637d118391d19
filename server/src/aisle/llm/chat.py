"""What the features need from a model that writes; adapters provide it."""

from collections.abc import AsyncGenerator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, Protocol

from aisle.llm.messages import (
    ChatMessage,
    Image,
    OneTool,
    OutputSchema,
    Part,
    Role,
    Text,
    Tool,
    ToolCall,
    ToolChoice,
    ToolResult,
    ToolUse,
)
from aisle.llm.usage import Usage

__all__ = [
    "CallLimits",
    "CallPiece",
    "ChatDelta",
    "ChatMessage",
    "ChatModel",
    "ChatRequest",
    "Completion",
    "Effort",
    "Finish",
    "Image",
    "Logprobs",
    "OneTool",
    "OutputSchema",
    "Part",
    "Role",
    "Sampling",
    "Text",
    "Tool",
    "ToolCall",
    "ToolChoice",
    "ToolResult",
    "ToolUse",
    "Usage",
]


class Finish(StrEnum):
    """Why a model stopped: done, no room left, waiting for tools, or it or its provider took offence."""

    DONE = "done"
    LENGTH = "length"
    TOOLS = "tools"
    REFUSED = "refused"


class Effort(StrEnum):
    """How much a model that thinks shall think."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


@dataclass(frozen=True, slots=True)
class Sampling:
    """How words are chosen, beside the temperature; None is the provider's own. What a provider has no name for is refused.

    Attributes:
        top_p: Only of the likeliest words that make up this share.
        presence, frequency: Penalties of words that were there, -2 to 2.
        one_call: At most one tool may be asked for at once.
        logprobs: How likely each token was is told, too.
        top_logprobs: With so many others that could have stood in each token's place.
    """

    top_p: float | None = None
    presence: float | None = None
    frequency: float | None = None
    one_call: bool = False
    logprobs: bool = False
    top_logprobs: int = 0

    @property
    def needs(self) -> frozenset[str]:
        """The names of what a model must be able to be told."""
        if self == PLAIN:
            return frozenset()
        return frozenset(one.name for one in fields(self) if getattr(self, one.name) not in (None, 0))


PLAIN = Sampling()


@dataclass(frozen=True, slots=True)
class CallLimits:
    """How long one try may take, in seconds.

    Attributes:
        connect: Until there is a connection.
        first: Until the first piece, the connection included.
        between: Longest silence after that.
        total: Until the end.
    """

    connect: float
    first: float
    between: float
    total: float


@dataclass(frozen=True, slots=True)
class ChatRequest:
    """What a model is asked to go on with.

    Attributes:
        model: As its provider calls it.
        messages: System messages first, then turns, the shopper's last.
        most_tokens: Of the answer, thoughts included.
        temperature: 0 is the same words each time, as far as the provider can; None is the provider's own.
        as_json: The answer shall be one JSON object; the reader checks it all the same.
        schema: The answer shall be JSON of this schema; the reader checks it all the same.
        tools: Those the model may ask for.
        tool_choice: Whether it may, must or must not.
        stop: Texts at which it ends; they are not handed on.
        seed: For the same answer again, as far as the provider can.
        effort: How much it shall think; None is the provider's own.
        limits: Of time, in place of the model's usual ones.
        difficulty: 0 to 1, as far as who asks can tell: for the choice of a model, which is told nothing of it.
        sampling: What not every provider can do.
    """

    model: str
    messages: tuple[ChatMessage, ...]
    most_tokens: int
    temperature: float | None = 0.2
    as_json: bool = False
    schema: OutputSchema | None = None
    tools: tuple[Tool, ...] = ()
    tool_choice: ToolChoice = ToolUse.AUTO
    stop: tuple[str, ...] = ()
    seed: int | None = None
    effort: Effort | None = None
    limits: CallLimits | None = None
    difficulty: float | None = None
    sampling: Sampling = PLAIN

    def asked_of(self, model: str, limits: CallLimits) -> "ChatRequest":
        """Return the same within limits of time, asked of a model that its provider calls so.

        Made with each try; `dataclasses.replace` takes several times as long.
        """
        return ChatRequest(
            model,
            self.messages,
            self.most_tokens,
            self.temperature,
            self.as_json,
            self.schema,
            self.tools,
            self.tool_choice,
            self.stop,
            self.seed,
            self.effort,
            limits,
            self.difficulty,
            self.sampling,
        )


@dataclass(frozen=True, slots=True)
class CallPiece:
    """A piece of a tool call. The first one of an index has `id` and `name`; all `arguments` joined are JSON text."""

    index: int
    id: str = ""
    name: str = ""
    arguments: str = ""
    signature: str | None = None


# How likely tokens were, as OpenAI's API reference has it: lists below `content` and `refusal`.
Logprobs = Mapping[str, Sequence[Any]]


@dataclass(frozen=True, slots=True)
class ChatDelta:
    """A piece of an answer. One has `finish`; `usage` comes with it or after it, or never, and the last one counts.

    Attributes:
        refusal: The model's words for why it does not answer; they are no answer.
        logprobs: Of this piece's tokens, where they were asked for.
        by: Whose it is, by the settings' name: the gateway says it with the first piece, "" elsewhere.
    """

    text: str = ""
    finish: Finish | None = None
    usage: Usage | None = None
    calls: tuple[CallPiece, ...] = ()
    refusal: str = ""
    logprobs: Logprobs | None = None
    by: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Completion:
    """A whole answer. by: whose it is, by the settings' name; the gateway says it, "" elsewhere."""

    text: str
    finish: Finish
    usage: Usage | None = None
    calls: tuple[ToolCall, ...] = ()
    refusal: str = ""
    logprobs: Logprobs | None = None
    by: str = field(default="", compare=False)


class ChatModel(Protocol):
    """Writes on from messages, piece by piece or at once. It makes one try; trying again is the gateway's."""

    @property
    def name(self) -> str:
        """As settings and logs call it."""
        ...

    def stream(self, request: ChatRequest) -> AsyncGenerator[ChatDelta, None]:
        """Write an answer.

        Closing the iterator ends the call to the provider at once. Pieces come as they are written, with no limit but
        the adapter's bytes: the caller counts.

        Raises:
            ChatModelUnavailable: No answer, or its end is missing; what came before has been handed on.
            ChatModelRefused: This request will never be answered; its kind says why.
            ChatModelNonsense: What came is no answer.
        """
        ...

    async def complete(self, request: ChatRequest) -> Completion:
        """Write an answer and return it whole; raises like `stream`."""
        ...

    async def close(self) -> None:
        """Give connections back."""
        ...
