"""Jobs of articles. Each looks once more at what it was deferred for: it may have been taken back meanwhile."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class PublishArticle(JobMessage):
    """Send a scheduled version to answer, at its time."""

    kind = "publish_article"
    queue = "ingest"
    right = "work"
    max_attempts = 20

    article_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class ExpireArticle(JobMessage):
    """Take out of the index what has run out; readers leave it out from its last moment on, whenever this runs."""

    kind = "expire_article"
    queue = "upkeep"
    right = "work"
    max_attempts = 20

    article_id: UUID
    version: int


@dataclass(frozen=True, slots=True)
class RemindOfReview(JobMessage):
    """Tell people that an article is to be looked at. on: the review date that this is about."""

    kind = "remind_of_review"
    queue = "upkeep"
    right = "work"

    article_id: UUID
    on: date
    is_due: bool
