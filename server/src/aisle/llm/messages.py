"""What is said to a model and by it: messages made of parts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    """Who says a message. What tools gave back is said by the user's side."""

    SYSTEM = "system"
    USER = "user"
    ASSISTANT = "assistant"


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Image:
    """A picture by its bytes; addresses are never handed on, a provider would fetch them.

    Attributes:
        data: The file.
        media_type: Such as image/png.
    """

    data: bytes = field(repr=False)
    media_type: str = "image/png"


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model wants a tool to be used.

    Attributes:
        id: By which its result is known.
        name: Of the tool.
        arguments: JSON text as the model wrote it, checked by nobody yet.
        signature: A provider's own mark that must come back with the call; None where it gives none.
    """

    id: str
    name: str
    arguments: str
    signature: str | None = None


@dataclass(frozen=True, slots=True)
class ToolResult:
    """What a tool gave back. name: of the tool, which some providers want beside the id."""

    call_id: str
    name: str
    text: str
    failed: bool = False


Part = Text | Image | ToolCall | ToolResult


@dataclass(frozen=True, slots=True)
class ChatMessage:
    """One message of a prompt. content: plain words, or parts in their order."""

    role: Role
    content: str | tuple[Part, ...]

    @property
    def text(self) -> str:
        """Its words, without anything else."""
        if isinstance(self.content, str):
            return self.content
        return "".join(part.text for part in self.content if isinstance(part, Text))

    @property
    def parts(self) -> tuple[Part, ...]:
        """Its parts; words without a letter are none, some providers refuse them."""
        content = (Text(self.content),) if isinstance(self.content, str) else self.content
        return tuple(part for part in content if not isinstance(part, Text) or part.text)


@dataclass(frozen=True, slots=True)
class Tool:
    """A function that a model may ask for.

    Attributes:
        name: Letters, digits, _ and -.
        description: When to use it, when not, what comes back.
        schema: JSON Schema of its arguments: a closed object.
        strict: The provider shall hold the model to the schema, where it can.
    """

    name: str
    description: str
    schema: Mapping[str, object]
    strict: bool = False


class ToolUse(StrEnum):
    """Whether tools may, must or must not be used."""

    AUTO = "auto"
    REQUIRED = "required"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class OneTool:
    """This tool must be used."""

    name: str


ToolChoice = ToolUse | OneTool


@dataclass(frozen=True, slots=True)
class OutputSchema:
    """The JSON Schema that an answer shall have; the reader checks it all the same.

    Attributes:
        name: Letters, digits, _ and -.
        schema: Of an object.
        strict: The provider shall hold the model to it, where it can.
    """

    name: str
    schema: Mapping[str, object]
    strict: bool = True
