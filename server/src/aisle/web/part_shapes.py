"""Messages and the pieces of an answer, each known by its type: for the OpenAPI document."""

from typing import Literal

from pydantic import RootModel

from aisle.conversations.types import TurnState
from aisle.web.answer_shapes import (
    Citation,
    Clarify,
    Comparison,
    FactNow,
    Filter,
    ProductCard,
    Relaxed,
    Shape,
)
from aisle.web.message_shapes import Disclosure, Metadata, Notice, Person, Siblings, Suggestion


class FilterPart(Shape):
    """A limit that was read."""

    type: Literal["data-filter"]
    id: str
    data: Filter


class RelaxedPart(Shape):
    """A limit that gave way."""

    type: Literal["data-relaxed"]
    id: str
    data: Relaxed


class CitationPart(Shape):
    """A mark in the text, with what it quotes."""

    type: Literal["data-citation"]
    id: str
    data: Citation


class FactPart(Shape):
    """A price or stock that the text says."""

    type: Literal["data-fact"]
    id: str
    data: FactNow


class ProductPart(Shape):
    """A product card."""

    type: Literal["data-product"]
    id: str
    data: ProductCard


class ComparisonPart(Shape):
    """A table."""

    type: Literal["data-comparison"]
    id: str
    data: Comparison


class SuggestionPart(Shape):
    """Something to ask next."""

    type: Literal["data-suggestion"]
    id: str
    data: Suggestion


class ClarifyPart(Shape):
    """A question back."""

    type: Literal["data-clarify"]
    id: str
    data: Clarify


class PersonPart(Shape):
    """An offer to reach a person."""

    type: Literal["data-person"]
    id: str
    data: Person


class TextPart(Shape):
    """A paragraph, with **bold** words and [1] marks."""

    type: Literal["text"]
    text: str


class NoticePart(Shape):
    """Something that the shopper must know."""

    type: Literal["data-notice"]
    id: str
    data: Notice


class DataPart(
    RootModel[
        FilterPart
        | RelaxedPart
        | CitationPart
        | FactPart
        | ProductPart
        | ComparisonPart
        | SuggestionPart
        | ClarifyPart
        | PersonPart
        | NoticePart
    ]
):
    """A piece of an answer that is not text."""


class SentPhoto(Shape):
    """A photo, which GET /photos/{id} shows."""

    id: str


class PhotoPart(Shape):
    """A photo that came with a shopper's message."""

    type: Literal["data-photo"]
    id: str
    data: SentPhoto


class MessagePart(RootModel[TextPart | PhotoPart | DataPart]):
    """A piece of a message, in reading order."""


class Message(Shape):
    """A message of a conversation."""

    id: str
    turn_id: str
    role: Literal["user", "assistant"]
    created_at: str
    state: TurnState
    text: str
    parts: list[MessagePart]
    metadata: Metadata
    siblings: Siblings | None = None


class MessagePage(Shape):
    """Messages, the oldest first."""

    items: list[Message]
    next_cursor: str | None
    running_turn_id: str | None
    disclosure: Disclosure
