"""Sums of what was spent, group by group."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from aisle.core.db import Session
from aisle.usage.repository import reading
from aisle.usage.views import By, Money, Sums, SumsPage, Wanted

COUNTED = (
    "calls",
    "failed",
    "cached",
    "estimated",
    "tokens_in",
    "tokens_out",
    "cached_tokens",
    "reasoning_tokens",
)


async def sums(session: Session, by: By, wanted: Wanted, after: str | None, most: int) -> SumsPage:
    """Return a page of groups, and the sums of everything that is wanted. Raises SpanRefused.

    Args:
        by: What is grouped by. Conversations are summed from their calls, everything else, and what has none, from sums of days.
        after: The last key of the page before.
        most: Groups on a page.
    """
    wanted.check_for(by)
    rows = await reading.list_sums(session, by, wanted, after, most + 1)
    groups = [_sums(key, list(of_group)) for key, of_group in groupby(rows, itemgetter("key"))]
    total = _sums("", await reading.list_totals(session, wanted))
    following = rows_key(groups[most - 1]) if len(groups) > most else None
    return SumsPage(tuple(groups[:most]), total, following)


def rows_key(group: Sums) -> str:
    """Return a group's key as the database orders it."""
    return group.key or ""


def _sums(key: str, rows: Sequence[Any]) -> Sums:
    counted = {name: sum(row[name] for row in rows) for name in COUNTED}
    unpriced = sum(row["tokens_in"] + row["tokens_out"] for row in rows if row["currency"] is None)
    money = tuple(
        Money(row["currency"], row["cost"], row["saved"]) for row in rows if row["currency"] is not None
    )
    return Sums(key or None, **counted, unpriced_tokens=unpriced, money=money)
