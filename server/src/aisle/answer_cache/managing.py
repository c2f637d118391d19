"""Seeing how many answers a store keeps and how often they are given, and letting them go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from aisle.answer_cache.repository import keeping
from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session

DAYS_COUNTED = 90  # counts are kept so long
DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Day:
    """How often one day's questions were answered by a kept answer (exact, semantic) or were not (missed); what was kept."""

    day: date
    exact: int
    semantic: int
    missed: int
    kept: int


@dataclass(frozen=True, slots=True)
class Kept:
    """What a store keeps. size: bytes of the answers. oldest: when the oldest was kept. days: the newest first."""

    entries: int
    size: int
    oldest: datetime | None
    days: tuple[Day, ...]


async def get_kept(session: Session, now: datetime) -> Kept:
    """Return what the session's store keeps, without answers that have expired."""
    sizes = await keeping.sizes(session, now)
    days = await keeping.days(session, now.date() - timedelta(days=DAYS_SHOWN - 1))
    counted = (Day(row["day"], row["exact"], row["semantic"], row["missed"], row["kept"]) for row in days)
    return Kept(sizes["entries"], sizes["bytes"], sizes["oldest"], tuple(counted))


async def clear(session: Session) -> int:
    """Let all kept answers of the session's store go; returns how many there were."""
    gone = await keeping.delete_all(session)
    await record(session, Event("kept_answers.cleared", "store", session.tenant[1], after={"deleted": gone}))
    return gone


async def forget_expired(session: Session, now: datetime) -> int:
    """Let go what has expired, and counts that are too old; returns how many answers went."""
    return await keeping.delete_expired(session, now, now.date() - timedelta(days=DAYS_COUNTED))
