"""What a page of usage costs as the ledger grows: from sums of days, and from the calls themselves."""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any
from uuid import UUID

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope, Session
from aisle.core.ids import new_id
from aisle.usage.summing import sums
from aisle.usage.views import By, Wanted
from benchmarks.figures import progress, report
from benchmarks.installation import new_store

ASKED = 7
MONTH = timedelta(days=28)
# Calls of a month by twenty models and ten stores, a second or so apart, with their sums.
EVENTS = """
INSERT INTO aisle.usage_event
SELECT $1, $2::timestamptz + n * ($4::interval / $5), gen_random_uuid(), false, now(), ($3::uuid[])[1 + n % 10], NULL, NULL, NULL, 'secret:1', NULL,
       'answer', 'answer', 'm', 'stub', 'model-' || n % 20, 'done', NULL, false, 1000, 200, 0, 0, 0, 0.01, 'USD', NULL, 0.2, 1.5
FROM generate_series($6::bigint, $7) n
"""
DAYS = """
INSERT INTO aisle.usage_day
SELECT organization_id, (at AT TIME ZONE 'UTC')::date, store_id, assistant_id, key_id, purpose, duty, provider, model, currency,
       count(*), 0, 0, 0, sum(tokens_in), sum(tokens_out), 0, 0, sum(cost), 0
FROM aisle.usage_event WHERE organization_id = $1 GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
"""
BY_CALL = (
    "SELECT (at AT TIME ZONE 'UTC')::date, count(*), sum(tokens_in), sum(cost) FROM usage_event"
    " WHERE organization_id = $1 AND at >= $2 AND at < $2 + interval '28 days' GROUP BY 1 ORDER BY 1"
)

Page = Callable[[Session], Awaitable[None]]


async def measure_pages(parts: Resources, admin: Any, largest: int) -> None:
    """Measure the same page over ledgers of growing size, up to so many calls."""
    first = datetime.now(UTC).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for calls in (largest // 100, largest // 10, largest):
        store = await new_store(parts, f"Pages {calls}")
        await _fill(admin, store.organization_id, first, calls)
        rows = await _page(parts, store.organization_id, _from_calls(first))
        for by, groups in ((By.DAY, 28), (By.STORE, 10), (By.MODEL, 20), (By.CONVERSATION, 1)):
            page = await _page(parts, store.organization_id, _from_sums(by, first, groups))
            report(
                f"a month by {by}, {calls:,} calls",
                page,
                "ms",
                peer=f"days from the calls themselves: {rows:.4g} ms",
                ratio=page / rows,
                size=f"{calls:,} calls of one organization, median of {ASKED}",
                note="calls of programs, which have none" if by is By.CONVERSATION else "",
            )


async def _fill(admin: Any, organization: UUID, first: datetime, calls: int) -> None:
    progress(f"{calls:,} calls")
    stores = [new_id() for _ in range(10)]
    for start in range(0, calls, 50_000):
        last = min(start + 50_000, calls) - 1
        await admin.execute(EVENTS, organization, first, stores, MONTH, float(calls), start, last)
    await admin.execute(DAYS, organization)
    await admin.execute("ANALYZE aisle.usage_event")
    await admin.execute("ANALYZE aisle.usage_day")


def _from_sums(by: By, first: datetime, groups: int) -> Page:
    """Return what reads the page as the API does, totals included."""
    wanted = Wanted(first.date(), (first + MONTH - timedelta(days=1)).date())

    async def read(session: Session) -> None:
        found = await sums(session, by, wanted, None, 100)
        assert len(found.items) == groups, found.items

    return read


def _from_calls(first: datetime) -> Page:
    async def read(session: Session) -> None:
        await session.execute("SET LOCAL statement_timeout = '120s'")  # no page of ours may take so long
        assert len(await session.fetch(BY_CALL, session.scope.organization_id, first)) == 28

    return read


async def _page(parts: Resources, organization: UUID, read: Page) -> float:
    took: list[float] = []
    for _ in range(ASKED):
        begun = time.perf_counter()
        async with parts.database.open_scope(Scope(organization, None)) as session:
            await read(session)
        took.append((time.perf_counter() - begun) * 1e3)
    return median(took)
