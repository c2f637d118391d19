"""Turns and messages as they are kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.answering.types import PastTurn, Segment
from aisle.assistants.types import Release
from aisle.conversations.situation import Situation
from aisle.knowledge.views import OtherPlace
from aisle.retrieval.synonyms.known import KnownRules
from aisle.retrieval.types import Filter
from aisle.tenants.types import Store


class TurnState(StrEnum):
    """How far a turn is. Interrupted: the process that wrote it died."""

    RUNNING = "running"
    COMPLETE = "complete"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


class TurnKind(StrEnum):
    """What began a turn: words of the shopper's, or the wish for another version of one that is there.

    Edit: other words in place of a turn's. Regenerate: the same words, answered again. Continue: the same words, with
    the answer going on where it broke off.
    """

    MESSAGE = "message"
    EDIT = "edit"
    REGENERATE = "regenerate"
    CONTINUE = "continue"

    @property
    def repeats(self) -> bool:
        """Whether the words are those of the turn that it is a version of."""
        return self in (TurnKind.REGENERATE, TurnKind.CONTINUE)


@dataclass(frozen=True, slots=True)
class NewMessage:
    """What a shopper sends.

    Attributes:
        text: Empty where the words are those of another turn.
        chat_name: The client's own name of the conversation, where it has one instead of our id.
        filters: The ones still on screen, None to read them from the words.
        ignore: Ids of filters read from the words that the shopper took back.
        about: The turn that this is to be another version of.
        about_message: The same by a message of it, as the client calls it. Neither: the last turn shown.
        before: What was said before the first turn of a conversation, where its client keeps that itself.
        market: The shopper's, as the shop's page says it; None: the conversation's, if it has one.
        preview: Staff try the assistant's `draft`, its `live` release or one of a number; None for shoppers.
        page: The path of the shop's page where it is said; None: the conversation's, if it has one.
        improve: Whether the chat may be used to improve answers; None: as was chosen before.
        photos: Ids of photos that were uploaded before.
        situation: Of the shopper whom staff made up for a preview; None for shoppers.
        basket: Names of products that lie in a shopper's basket, as the shop's page says; nobody has checked them.
    """

    text: str = ""
    conversation_id: UUID | None = None
    client_message_id: str | None = None
    chat_name: str | None = None
    filters: tuple[Filter, ...] | None = None
    ignore: tuple[str, ...] = ()
    kind: TurnKind = TurnKind.MESSAGE
    about: UUID | None = None
    about_message: str | None = None
    before: tuple[PastTurn, ...] = ()
    market: str | None = None
    preview: str | None = None
    page: str | None = None
    improve: bool | None = None
    photos: tuple[UUID, ...] = ()
    situation: Situation | None = None
    basket: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a turn stands in its conversation."""

    parent_id: UUID | None
    depth: int


@dataclass(frozen=True, slots=True)
class Partial:
    """What was shown of an answer that did not come to its end, with the ids that its citations were given."""

    segments: tuple[Segment, ...] = ()
    citation_ids: Mapping[int, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StartedTurn:
    """A turn that scope one has opened. `repeated`: the same message was sent before; nothing new was begun.

    Attributes:
        begun: What an answer that is continued has said already.
        notices: Codes of what the shopper is told beside the answer.
        rules: The store's synonyms about the message, read while it was stored.
        kind: What began it.
        anonymous: A shopper asks whom nobody has proven to be somebody.
        market: The shopper's; None where nobody has said it.
        cached: Where the answer was kept before: how it was found, its age and how like the questions are.
        preview: What of the assistant staff try; None for shoppers.
        improve: Whether the shopper lets the chat be used to improve answers.
        photos: Ids of the photos that came with it.
        page: The path of the shop's page where it is asked; None where nobody has said it.
        signed_in: The shop has proven who asks.
        situation: Of the shopper whom staff made up for a preview, or what a shopper's basket holds; None where nothing is told.
    """

    id: UUID
    conversation_id: UUID
    user_message_id: UUID
    store: Store
    release: Release
    text: str
    filters: tuple[Filter, ...] | None
    history: tuple[PastTurn, ...] = ()
    repeated: bool = False
    ignore: tuple[str, ...] = ()
    begun: Partial | None = None
    notices: tuple[str, ...] = ()
    rules: KnownRules | None = None
    kind: TurnKind = TurnKind.MESSAGE
    anonymous: bool = False
    market: str | None = None
    cached: Mapping[str, Any] | None = None
    preview: str | None = None
    improve: bool = True
    photos: tuple[UUID, ...] = ()
    page: str | None = None
    signed_in: bool = False
    situation: Situation | None = None

    @property
    def learned_from(self) -> bool:
        """Whether its searches and answers may be used for others."""
        return self.improve and self.preview is None


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A shopper's message as it was sent; `content` holds its words and what limits were on screen."""

    id: UUID
    content: Mapping[str, Any]

    @property
    def text(self) -> str:
        """The words."""
        return str(self.content.get("text", ""))

    @property
    def photos(self) -> tuple[UUID, ...]:
        """Ids of the photos that came with them."""
        return tuple(UUID(one) for one in self.content.get("photos", ()))


@dataclass(frozen=True, slots=True)
class Siblings:
    """The versions of a turn, oldest first, and which of them this is (from 0)."""

    index: int
    ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as its row holds it."""

    id: UUID
    turn_id: UUID
    role: str
    state: TurnState
    content: dict[str, Any]
    metadata: dict[str, Any]
    created_at: datetime
    depth: int = 0
    citation_ids: Mapping[int, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Disclosure:
    """That the shopper was told that a machine answers: when, in which wording, in which language."""

    at: datetime
    version: str
    language: str


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer rested on, with the passage around them as it was then. also: where the passage stands beside, now."""

    id: UUID
    document_id: UUID
    document_version_id: UUID
    chunk_id: UUID
    start: int
    end: int
    quote: str
    title: str
    url: str | None
    page: int | None
    section: tuple[str, ...]
    as_of: datetime
    passage: str
    before: str
    after: str
    also: tuple[OtherPlace, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a shopper thought of an answer. reasons: codes from `feedback.REASONS`."""

    rating: str
    reasons: tuple[str, ...] = ()
    comment: str | None = None


@dataclass(frozen=True, slots=True)
class EventBatch:
    """Events of one turn that are stored together: JSON texts, numbered first to last; shown: pieces of the answer."""

    turn_id: UUID
    first: int
    events: tuple[bytes, ...]
    shown: tuple[dict[str, Any], ...] = ()

    @property
    def last(self) -> int:
        """Number of the last event."""
        return self.first + len(self.events) - 1
