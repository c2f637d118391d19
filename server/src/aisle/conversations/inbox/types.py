"""What staff ask for and see of conversations."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field

from aisle.conversations.types import Feedback

LONGEST_LABEL, MOST_LABELS, LONGEST_NOTE = 40, 20, 5_000


class InboxState(StrEnum):
    """Which conversations: those in work, those put away, or one whose answer is being written."""

    OPEN = "open"
    ARCHIVED = "archived"
    RUNNING = "running"


class Outcome(StrEnum):
    """What came of the last question of a conversation."""

    ANSWERED = "answered"
    ABSTAINED = "abstained"
    CLARIFIED = "clarified"
    STOPPED = "stopped"
    FAILED = "failed"


class InboxFilters(BaseModel):
    """Which conversations are wanted; what is left out does not matter.

    page: how its path begins. since, until: of the last message. text: words that a conversation has all of, in any of their forms.
    trouble: whether an answer failed, broke off, or was quoted because a model failed. photo: whether the shopper sent one.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    state: InboxState | None = None
    label: str | None = Field(None, min_length=1, max_length=LONGEST_LABEL)
    language: str | None = Field(None, pattern="^[a-z]{2}$")
    page: str | None = Field(None, min_length=1, max_length=500)
    rating: str | None = Field(None, pattern="^(up|down)$")
    outcome: Outcome | None = None
    trouble: bool | None = None
    photo: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = Field(None, min_length=2, max_length=200)


@dataclass(frozen=True, slots=True)
class Match:
    """A message that has something of what was looked for. text: the words around; marks: places in it, from and to."""

    message_id: UUID
    role: str
    text: str
    marks: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class ListedConversation:
    """A conversation in a list. question: the last one. known: somebody proved who the shopper is.

    photos: how many the shopper sent. matches: messages that fit the words that were looked for.
    """

    id: UUID
    created_at: datetime
    last_at: datetime
    page: str | None
    market: str | None
    language: str | None
    known: bool
    archived_at: datetime | None
    improve: bool
    question: str
    turns: int
    running: bool
    outcome: Outcome | None
    ratings: dict[str, int]
    labels: list[str]
    notes: int
    trouble: bool
    photos: int
    matches: tuple[Match, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What somebody of the staff noted. author: the kind and the id of a credential; author_name: while they are known."""

    id: UUID
    body: str
    author: str
    created_at: datetime
    edited_at: datetime | None
    author_name: str | None = None


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who is looking, until it ends unless it is said again."""

    who: str
    typing: bool
    ends_at: datetime
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """What stands beside a thread. draft: the caller's own. earlier: other conversations of the same shopper."""

    conversation: ListedConversation
    notes: list[Note]
    draft: str | None
    presence: list[Presence]
    feedback: list["GivenFeedback"]
    earlier: list[dict[str, Any]]
    consent: dict[str, Any] | None
    disclosed_at: datetime


@dataclass(frozen=True, slots=True)
class FeedbackFilters:
    """Which feedback is wanted; None does not matter. dealt: whether somebody has dealt with it."""

    rating: str | None = None
    reason: str | None = None
    dealt: bool | None = None
    since: datetime | None = None
    until: datetime | None = None
    conversation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class GivenFeedback:
    """What a shopper thought of an answer, with the question and the release that answered.

    dealt_by: who has dealt with it since; the kind and the id of a credential.
    """

    message_id: UUID
    conversation_id: UUID
    given: Feedback
    question: str
    answer: str
    release: int | None
    at: datetime
    dealt_by: str | None = None
    dealt_at: datetime | None = None
    dealt_by_name: str | None = None


@dataclass(frozen=True, slots=True)
class RestedOn:
    """A document that an answer cited. article_id: where it is an article written here."""

    document_id: UUID
    title: str
    url: str | None
    article_id: UUID | None


@dataclass(frozen=True, slots=True)
class ShownProduct:
    """A product that an answer showed."""

    id: UUID
    handle: str
    title: str


@dataclass(frozen=True, slots=True)
class Basis:
    """What an answer rested on, for who wants to mend it: the question as it was asked, documents, products."""

    question: str
    documents: list[RestedOn]
    products: list[ShownProduct]


@dataclass(frozen=True, slots=True)
class SavedView:
    """Filters under a name. owner: who keeps it; shared: everybody of the store sees it."""

    id: UUID
    name: str
    owner: str
    shared: bool
    filters: dict[str, Any]
    created_at: datetime | None


@dataclass(frozen=True, slots=True)
class Change:
    """A conversation in which something happened."""

    conversation_id: UUID
    at: datetime
