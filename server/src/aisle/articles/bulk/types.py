"""What a change of many articles is made of."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.articles.types import Content, Wanted
from aisle.knowledge.validity import Validity


class BatchState(StrEnum):
    """Where a batch stands."""

    SHOWN = "shown"
    DONE = "done"
    UNDONE = "undone"


class ThenDo(StrEnum):
    """What becomes of the changed drafts: they stay drafts, are handed in, go live, or their articles are put away."""

    DRAFT = "draft"
    SUBMIT = "submit"
    PUBLISH = "publish"
    ARCHIVE = "archive"

    @property
    def needs_approval(self) -> bool:
        """Whether only those may do it who may approve."""
        return self in (ThenDo.PUBLISH, ThenDo.ARCHIVE)


@dataclass(frozen=True, slots=True)
class Replace:
    """Words that are put in the place of others, in titles and texts. search: as it is written, no pattern."""

    search: str
    instead: str
    any_case: bool = False


@dataclass(frozen=True, slots=True)
class Edit:
    """What is done to every article that is meant.

    Attributes:
        sets_category: Whether category_id is set; None takes articles out of their category.
        validity: Set as a whole; None leaves every article's own.
    """

    sets_category: bool = False
    category_id: UUID | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
    validity: Validity | None = None
    replace: Replace | None = None


@dataclass(frozen=True, slots=True)
class Meant:
    """Which articles: those with these ids, or those that a list would show."""

    ids: tuple[UUID, ...] = ()
    wanted: Wanted | None = None


@dataclass(frozen=True, slots=True)
class Uploaded:
    """An article as a file gives it. key: made of the title where the file does not say it."""

    key: str
    language: str
    content: Content
    category: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What is done to one article. before: None for a new one. save_before: the draft that was shown."""

    article_id: UUID
    is_new: bool
    key: str
    language: str
    save_before: int
    before: Content | None
    after: Content
    live_before: int | None = None
    save_after: int | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """A change of many articles. changes: how many articles it is about."""

    id: UUID
    kind: str
    state: BatchState
    then_do: ThenDo
    made_at: datetime
    made_by: str
    ended_at: datetime | None
    changes: int
