"""Measures an organization's export as it grows: how long the worker packs, what processor time and what memory it takes.

A worker as a user runs it packs the archive, sealed and with durable commits. Each size has an organization and a worker of its
own; the worker has packed a small organization before, so that what is loaded once counts for nothing.
"""

import asyncio
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.core.ids import new_id
from aisle.exports import repository
from aisle.exports.jobs import PackExport
from aisle.tenants.types import Store
from benchmarks.figures import progress
from benchmarks.inbox import plant_messages
from benchmarks.installation import Installation, installation, new_store, wait_for_jobs
from benchmarks.job_cost import cost_of
from benchmarks.scale import Scale

MESSAGES = {Scale.TOY: (40, 400), Scale.QUICK: (1_000, 10_000), Scale.FULL: (10_000, 100_000, 200_000)}
WARM = 4


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place:
        for messages in MESSAGES[scale]:
            with place.process("worker") as worker:
                asyncio.run(_measure(place, worker, messages))


async def _measure(place: Installation, worker: int, messages: int) -> None:
    async with place.parts() as parts, place.admin() as admin:
        await _pack(parts, admin, await _filled(parts, admin, WARM))
        store = await _filled(parts, admin, messages)
        progress(f"packing {messages} messages")
        row, cost = await cost_of(_pack(parts, admin, store), worker, place.meter(worker))
    if row["lines"]["messages"] != messages:
        raise RuntimeError(f"{row['lines']['messages']} messages were packed, not {messages}.")
    note = f"{sum(row['lines'].values()):,} lines, {row['bytes'] / 2**20:.1f} MiB packed"
    cost.report("export", f"{messages:,} messages", note)


async def _filled(parts: Resources, admin: Any, messages: int) -> Store:
    store = await new_store(parts, f"Exported {messages}")
    await plant_messages(admin, store, messages)
    await wait_for_jobs(admin)
    return store


async def _pack(parts: Resources, admin: Any, store: Store) -> Any:
    scope = Scope(store.organization_id, None, "benchmark")
    async with parts.database.open_scope(scope) as session:
        export_id = new_id()
        job_id = await parts.jobs.defer(session, PackExport(export_id))
        await repository.insert_export(session, export_id, new_id(), job_id)
    await wait_for_jobs(admin)
    async with parts.database.open_scope(scope) as session:
        row = await repository.find_export(session, export_id)
    if row is None or row["ready_at"] is None:
        raise RuntimeError("The export was not packed.")
    return row
