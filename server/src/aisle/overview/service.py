"""Use cases: the first page."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from aisle.core.db import Session
from aisle.identity.types import Action
from aisle.overview import repository
from aisle.overview.needs import needs_of
from aisle.overview.numbers import days_of, numbers_of
from aisle.overview.types import DayNumbers, Need, Numbers, Period, Span

MOST_NEEDS, MOST_CHANGES = 5, 10


@dataclass(frozen=True, slots=True)
class Home:
    """The first page. before: None where conversations are not kept long enough to know it. changes: None where not allowed."""

    span: Span
    now: Numbers
    before: Numbers | None
    days: list[DayNumbers]
    needs: list[Need]
    open: int | None
    running: int | None
    changes: list[dict[str, Any]] | None


async def home_of(
    session: Session, period: Period, allowed: frozenset[Action], now: datetime, kept_days: int
) -> Home:
    """Return the first page for somebody who may see so much. kept_days: how long conversations are kept."""
    span = Span.of(period, now.astimezone(UTC).date())
    with_cost = Action.READ_USAGE in allowed
    sees = Action.READ_INBOX in allowed
    known = span.before.first > (now - timedelta(days=kept_days)).date()
    opened = await repository.count_open(session) if sees else None
    return Home(
        span,
        await numbers_of(session, span, with_cost=with_cost),
        await numbers_of(session, span.before, with_cost=with_cost) if known else None,
        await days_of(session, span),
        await needs_of(session, allowed, now, MOST_NEEDS),
        opened["open"] if opened else None,
        opened["running"] if opened else None,
        await _changes(session) if Action.READ_AUDIT in allowed else None,
    )


async def _changes(session: Session) -> list[dict[str, Any]]:
    return [dict(row) for row in await repository.recent_changes(session, MOST_CHANGES)]
