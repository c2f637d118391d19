"""Measures the ledger: calls a second that are held and kept, against bare rows; and a page of usage as the ledger grows."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import structlog

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.llm.catalogue import Cost
from aisle.llm.gateway import Call, Ended, Outcome, Payer, Purpose, Try
from aisle.llm.usage import Usage
from aisle.usage.observer import LedgerObserver
from benchmarks.figures import compared, percentile, report
from benchmarks.installation import Installation, installation, new_store
from benchmarks.scale import Scale
from benchmarks.usage_pages import measure_pages

AT_ONCE = (1, 16, 64)
# Calls of a round for each that runs at once, rounds, and rows of the largest ledger: a hundredth of them fills every day.
SIZES = {Scale.TOY: (3, 1, 10_000), Scale.QUICK: (100, 3, 100_000), Scale.FULL: (300, 5, 1_000_000)}
BARE = """
CREATE TABLE public.bare_usage (organization_id uuid, id uuid, at timestamptz, store_id uuid, purpose text, model text,
  tokens_in bigint, tokens_out bigint, cost numeric, PRIMARY KEY (organization_id, id))
"""
INSERT = "INSERT INTO public.bare_usage VALUES ($1, $2, now(), $3, 'answer', 'a-1', 10, 20, 0.01)"
OUTCOME = Outcome(Ended.DONE, Usage("a-1", 10, 20), False, Cost(Decimal("0.01"), "USD"), 0.1, 0.2)
Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Side:
    """One way to write a call down. work: of one call."""

    name: str
    work: Work


def main(scale: Scale) -> None:
    """Measure everything."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with installation() as place:
        asyncio.run(_measure(place, scale))


async def _measure(place: Installation, scale: Scale) -> None:
    each, rounds, largest = SIZES[scale]
    async with place.parts("app") as parts, place.admin() as admin:
        await admin.execute(BARE)
        assert place.server.urls.admin is not None
        bare = await asyncpg.create_pool(place.server.urls.admin, min_size=10, max_size=10)
        sides = [_bare(bare), await _ledger(parts, "ledger"), await _budgeted(parts, admin)]
        for at_once in AT_ONCE:
            await _compare(sides, at_once, each * at_once, rounds)
        await bare.close()
        await measure_pages(parts, admin, largest)


async def _compare(sides: list[Side], at_once: int, calls: int, rounds: int) -> None:
    rates: dict[str, list[float]] = {side.name: [] for side in sides}
    waits: dict[str, list[float]] = {side.name: [] for side in sides}
    for _ in range(rounds):
        for side in sides:
            rate, wait = await _round(side.work, at_once, calls)
            rates[side.name].append(rate)
            waits[side.name].append(wait)
    for side in sides[1:]:
        size = f"{at_once} at once, {calls} calls, {rounds} rounds"
        more: dict[str, Any] = {"peer": "bare rows, one commit each", "size": size}
        report(
            f"calls a second, {side.name}, {at_once} at once",
            sorted(rates[side.name])[rounds // 2],
            "calls/s",
            **more,
            **compared(rates[side.name], rates[sides[0].name]),
        )
        report(
            f"time of a call's two commits, {side.name}, {at_once} at once",
            sorted(waits[side.name])[rounds // 2],
            "ms",
            **more,
            **compared(waits[side.name], waits[sides[0].name]),
        )


async def _round(work: Work, at_once: int, calls: int) -> tuple[float, float]:
    """Return calls a second and the middle call's milliseconds."""
    took: list[float] = []

    async def one(many: int) -> None:
        for _ in range(many):
            begun = time.perf_counter()
            await work()
            took.append(time.perf_counter() - begun)

    begun = time.perf_counter()
    await asyncio.gather(*(one(calls // at_once) for _ in range(at_once)))
    return calls / (time.perf_counter() - begun), percentile(took, 50) * 1e3


def _bare(pool: Any) -> Side:
    """Two rows for each call, as the ledger has, in transactions of their own and without anything else."""
    organization, store = uuid4(), uuid4()

    async def work() -> None:
        for _ in range(2):
            await pool.execute(INSERT, organization, new_id(), store)

    return Side("bare", work)


async def _ledger(parts: Resources, name: str) -> Side:
    store = await new_store(parts, name)
    return Side(name, _calls(parts, store.organization_id, store.id))


async def _budgeted(parts: Resources, admin: Any) -> Side:
    store = await new_store(parts, "budgeted")
    async with parts.database.open_scope(Scope(store.organization_id, None)) as session:
        await session.execute(
            "INSERT INTO budget (organization_id, id, period, measure, tokens, warn_share) VALUES ($1, $2, 'month', 'tokens', $3, 1)",
            store.organization_id,
            new_id(),
            10**15,
        )
    return Side("ledger with a budget", _calls(parts, store.organization_id, store.id))


def _calls(parts: Resources, organization: UUID, store: UUID) -> Work:
    observer = LedgerObserver(parts.ledger)
    payer = Payer(organization, store, principal="secret:benchmark")

    async def work() -> None:
        most = Cost(Decimal("0.02"), "USD")
        planned = Try(
            Call(Purpose.ANSWER, payer=payer), "a", "stub", "a-1", datetime.now(UTC), 1, most, 10, 90
        )
        held = await observer.reserve(planned)
        await held.settle(OUTCOME)

    return work
