"""The events of an answer's stream, each known by its type: for the OpenAPI document."""

from typing import Literal

from pydantic import RootModel

from aisle.web.answer_shapes import Shape
from aisle.web.message_shapes import Metadata
from aisle.web.part_shapes import DataPart


class Started(Shape):
    """Ids of a turn that has begun."""

    conversationId: str  # noqa: N815 - the AI SDK's own name
    turnId: str  # noqa: N815
    userMessageId: str  # noqa: N815


class StartEvent(Shape):
    """A turn has begun."""

    type: Literal["start"]
    messageId: str  # noqa: N815
    messageMetadata: Started  # noqa: N815


class Status(Shape):
    """What is being done."""

    state: str
    text: str


class StatusEvent(Shape):
    """A line that changes in place while the shopper waits."""

    type: Literal["data-status"]
    id: str
    data: Status
    transient: bool


class TextStart(Shape):
    """A paragraph begins."""

    type: Literal["text-start"]
    id: str


class TextDelta(Shape):
    """A few more words of it."""

    type: Literal["text-delta"]
    id: str
    delta: str


class TextEnd(Shape):
    """A paragraph ends."""

    type: Literal["text-end"]
    id: str


class StreamedMetadata(Metadata):
    """How sure the answer is, and the id of the message that it is kept as."""

    messageId: str  # noqa: N815 - named like the ids of the first event


class MetadataEvent(Shape):
    """How sure the answer is."""

    type: Literal["message-metadata"]
    messageMetadata: StreamedMetadata  # noqa: N815


class Ended(Shape):
    """The answer is whole, or was stopped. reason: its process ended before it."""

    type: Literal["finish", "abort"]
    reason: Literal["interrupted", ""] = ""


class ErrorEvent(Shape):
    """The answer stopped halfway."""

    type: Literal["error"]
    errorText: str  # noqa: N815


class StreamEvent(
    RootModel[
        StartEvent
        | StatusEvent
        | TextStart
        | TextDelta
        | TextEnd
        | MetadataEvent
        | Ended
        | ErrorEvent
        | DataPart
    ]
):
    """An event of the AI SDK's UI message stream, as the assistant sends it."""
