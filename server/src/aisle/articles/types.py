"""What an article is made of: its draft with every save, its versions, and what became of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from aisle.answering.inserts import FIELDS, Insert
from aisle.knowledge.validity import ALWAYS, Validity


class ArticleState(StrEnum):
    """Where an article stands, as shoppers are concerned: the first of these that holds."""

    LIVE = "live"
    SCHEDULED = "scheduled"
    IN_REVIEW = "in_review"
    EXPIRED = "expired"
    DRAFT = "draft"


class VersionState(StrEnum):
    """What became of a version. published: it was sent to answer; a later one may answer in its place by now."""

    IN_REVIEW = "in_review"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a save or version says.

    Attributes:
        body: Markdown. `{{product:HANDLE.price}}` is filled in when it is shown.
        validity: When, and in which markets, it may be used.
    """

    title: str
    body: str
    category_id: UUID | None = None
    tags: tuple[str, ...] = ()
    validity: Validity = ALWAYS


@dataclass(frozen=True, slots=True)
class Save:
    """One save of a draft. based_on: the save that its writer had read. is_aside: kept beside the draft, not as it."""

    number: int
    based_on: int
    is_aside: bool
    content: Content
    saved_at: datetime
    saved_by: str


@dataclass(frozen=True, slots=True)
class Version:
    """One version that was handed in. save_number: the save that it shows. restores: the version that it brings back."""

    number: int
    save_number: int
    restores: int | None
    state: VersionState
    publish_at: datetime | None
    document_version_id: UUID | None
    made_at: datetime
    made_by: str


@dataclass(frozen=True, slots=True)
class Publishing:
    """A version that was sent and does not answer yet. reason, detail: why it failed; None while it is read."""

    version: int
    reason: str | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Review:
    """When somebody shall look whether an article is still true, and how often after that, in days."""

    on: date | None = None
    every_days: int | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article in one language. Articles of one key are translations of each other.

    Attributes:
        document_id: Of knowledge, once it was published.
        draft_save: Number of the save that is the draft.
        title: Of the draft.
        live_version: The version that answers.
        live_until: The moment at which it ends, if it does.
        in_review: The version that waits for approval.
        scheduled: The next version that goes live by itself, and when.
    """

    id: UUID
    key: str
    language: str
    title: str
    category_id: UUID | None
    tags: tuple[str, ...]
    document_id: UUID | None
    draft_save: int
    live_version: int | None
    live_save: int | None
    live_until: datetime | None
    in_review: int | None
    scheduled: int | None
    scheduled_at: datetime | None
    has_ended: bool
    publishing: Publishing | None
    review: Review
    archived_at: datetime | None
    created_at: datetime
    created_by: str
    updated_at: datetime

    @property
    def has_changes(self) -> bool:
        """Whether the draft says something else than what answers."""
        return self.draft_save != self.live_save

    def state(self, now: datetime) -> ArticleState:
        """Say where the article stands at a moment."""
        if self.live_version is not None and (self.live_until is None or self.live_until > now):
            return ArticleState.LIVE
        if self.scheduled is not None:
            return ArticleState.SCHEDULED
        if self.in_review is not None:
            return ArticleState.IN_REVIEW
        ended = self.archived_at is not None or self.live_version is not None or self.has_ended
        return ArticleState.EXPIRED if ended else ArticleState.DRAFT


class StepKind(StrEnum):
    """What somebody, or the clock, did."""

    CREATED = "created"
    SUBMITTED = "submitted"
    TAKEN_BACK = "taken_back"
    APPROVED = "approved"
    REJECTED = "rejected"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    ROLLED_BACK = "rolled_back"
    EXPIRED = "expired"
    ARCHIVED = "archived"
    RESTORED = "restored"
    REVIEWED = "reviewed"


@dataclass(frozen=True, slots=True)
class Step:
    """One line of an article's history."""

    number: int
    kind: StepKind
    version: int | None
    note: str
    at: datetime
    by: str


@dataclass(frozen=True, slots=True)
class Comment:
    """What a reviewer says about a version. quote: the words that it is about."""

    id: UUID
    version: int
    quote: str
    body: str
    made_at: datetime
    made_by: str
    resolved_at: datetime | None = None
    resolved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Category:
    """A category of articles. path: its own name behind those above it, as documents carry it."""

    id: UUID
    parent_id: UUID | None
    name: str
    path: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles a list shows; None: whatever it is. words: somewhere in key or title."""

    state: ArticleState | None = None
    key: str | None = None
    language: str | None = None
    category_id: UUID | None = None
    tag: str | None = None
    words: str | None = None
    due_by: date | None = None
    archived: bool | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many articles there are; but for `archived`, of those that are not put away.

    Attributes:
        states: By state; every state is there.
        waiting: With a version that waits for approval, whatever answers meanwhile.
        due: Whose review date has come.
    """

    all: int
    archived: int
    waiting: int
    due: int
    states: Mapping[ArticleState, int]


@dataclass(frozen=True, slots=True)
class Reference:
    """A dynamic insert of a text. product_id: None where the shop has no such product (any more)."""

    insert: Insert
    product_id: UUID | None

    @property
    def fault(self) -> str | None:
        """What is wrong with it: the product is not there, or nobody can fill in the field."""
        if self.insert.field not in FIELDS:
            return "unknown_field"
        return "no_product" if self.product_id is None else None
