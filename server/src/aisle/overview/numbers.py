"""Numbers of a span, and how its days went."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from aisle.core.db import Session
from aisle.overview import repository
from aisle.overview.types import DayNumbers, Numbers, Span


async def numbers_of(session: Session, span: Span, *, with_cost: bool) -> Numbers:
    """Return what happened in a span. with_cost: for who may see what was spent."""
    row = await repository.answers_in(session, span)
    begun = await repository.conversations_by_day(session, span)
    spent = await repository.cost_in(session, span) if with_cost else []
    return Numbers(
        sum(begun.values()),
        row["answers"],
        row["answered"],
        row["rated"],
        row["helpful"],
        row["p50"],
        row["p95"],
        {one["currency"]: one["cost"] for one in spent},
    )


async def days_of(session: Session, span: Span) -> list[DayNumbers]:
    """Return each day of a span, those without anything among them."""
    rows = {row["day"]: row for row in await repository.answers_by_day(session, span)}
    begun = await repository.conversations_by_day(session, span)
    return [_day(day, begun.get(day, 0), rows.get(day)) for day in _days(span)]


def _days(span: Span) -> Iterator[date]:
    for place in range((span.last - span.first).days + 1):
        yield span.first + timedelta(days=place)


def _day(day: date, conversations: int, row: Any) -> DayNumbers:
    if row is None:
        return DayNumbers(day, conversations, 0, 0, 0, 0)
    return DayNumbers(day, conversations, row["answers"], row["answered"], row["rated"], row["helpful"])
