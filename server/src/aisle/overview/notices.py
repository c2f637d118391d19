"""The bell: failures, what waits for somebody, and work that ended, told to those who may see it.

Nothing is written for it: what is told is made of the audit log and of jobs. Only what somebody has read is kept.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.types import Action
from aisle.overview import notice_repository as repository

KEPT = timedelta(days=30)
MOST_READ = 500  # single ones that are remembered as read
JOB_DEAD = "job.dead"
# What is told, with the right to see it; a person is not told of what they did themselves.
TOLD: dict[str, Action] = {
    "source.fails": Action.READ_SOURCES,
    "source.run_waits": Action.READ_SOURCES,
    "source.run_live": Action.READ_SOURCES,
    "source.run_refused": Action.READ_SOURCES,
    "import.ended": Action.READ_DOCUMENTS,
    "index.activated": Action.READ_INDEX,
    "article.submitted": Action.READ_ARTICLES,
    "article.published": Action.READ_ARTICLES,
    "article.rejected": Action.READ_ARTICLES,
    "article.expired": Action.READ_ARTICLES,
    "article.commented": Action.READ_ARTICLES,
    "assistant.published": Action.READ_ASSISTANT,
    "assistant.rolled_back": Action.READ_ASSISTANT,
    "widget.published": Action.READ_WIDGET,
    "budget.nearly_spent": Action.READ_USAGE,
    "member.joined": Action.READ_MEMBERS,
    "conversation.noted": Action.READ_INBOX,
    JOB_DEAD: Action.READ_JOBS,
}


@dataclass(frozen=True, slots=True)
class ToldNotice:
    """Something that is told. kind: what happened, as object.verb. actor: whose deed it was; None for no one's."""

    id: UUID
    kind: str
    at: datetime
    actor: str | None
    object_kind: str
    object_id: str
    what: dict[str, Any] | None
    read: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A page of notices, the newest first, and how many of all are not read."""

    items: list[ToldNotice]
    unread: int


async def list_notices(
    session: Session,
    allowed: frozenset[Action],
    before: tuple[datetime, UUID] | None,
    limit: int,
    *,
    unread: bool = False,
) -> Told:
    """Return what the session's principal is told of the last thirty days."""
    kinds = [kind for kind, action in TOLD.items() if action in allowed]
    rows = await repository.list_told(session, kinds, KEPT, before, limit, unread=unread)
    return Told([_notice(row) for row in rows], await repository.count_unread(session, kinds, KEPT))


async def mark_read(session: Session, ids: list[UUID], up_to: datetime | None) -> None:
    """Remember what the session's principal has read: single ones, or all up to a moment."""
    await repository.mark(session, ids[:MOST_READ], up_to, MOST_READ)


def _notice(row: Any) -> ToldNotice:
    return ToldNotice(
        row["id"],
        row["kind"],
        row["at"],
        row["actor"],
        row["object_kind"],
        row["object_id"],
        row["what"],
        row["read"],
    )
