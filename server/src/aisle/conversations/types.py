"""Turns and messages as they are kept."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.answering.types import PastTurn
from aisle.assistants.types import Release
from aisle.retrieval.types import Filter
from aisle.tenants.types import Store


class TurnState(StrEnum):
    """How far a turn is. Interrupted: the process that wrote it died."""

    RUNNING = "running"
    COMPLETE = "complete"
    STOPPED = "stopped"
    INTERRUPTED = "interrupted"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class NewMessage:
    """What a shopper sends.

    Attributes:
        chat_name: the client's own name of the conversation, where it has one instead of our id.
        filters: the ones still on screen, None to read them from the words.
        ignore: ids of filters read from the words that the shopper took back.
    """

    text: str
    conversation_id: UUID | None = None
    client_message_id: str | None = None
    chat_name: str | None = None
    filters: tuple[Filter, ...] | None = None
    ignore: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StartedTurn:
    """A turn that scope one has opened. `repeated`: the same message was sent before; nothing new was begun."""

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


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A shopper's message as it was sent."""

    id: UUID
    text: str


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
    citation_ids: dict[int, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Citation:
    """The words an answer rested on, with the passage around them if the document still stands."""

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
