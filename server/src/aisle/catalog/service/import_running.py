"""Running an import, batch by batch: each is one transaction, and a killed run goes on after its last one."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.errors import (
    CatalogChanged,
    CatalogOverridden,
    EmptyCatalogFile,
    InvalidMapping,
    UnreadableCatalogFile,
)
from aisle.catalog.import_batches import ImportBatch, batches_of
from aisle.catalog.importing.outcomes import RowError, Severity
from aisle.catalog.ports import OpenScope, ProductIndex
from aisle.catalog.repository import imports, overrides, writing
from aisle.catalog.repository.imports import WaitingRun
from aisle.catalog.service.import_starting import file_place, read_options
from aisle.catalog.service.writing import apply_plan, plan_batch
from aisle.catalog.types import ProductId
from aisle.catalog.views import ImportCounts, ImportState
from aisle.core.db import Session
from aisle.core.vault import Vault

MOST_ERRORS = 10_000
REMOVED_AT_ONCE = 500
ROUNDS = 5  # of planning a batch anew because a product of it was edited meanwhile

Report = Callable[[int, int | None], Awaitable[None]]


@dataclass(slots=True)
class _Run:
    """An import under way. handles: of all products of the file, as numbers."""

    work: WaitingRun
    open_scope: OpenScope
    index: ProductIndex[Any]
    counts: ImportCounts
    handles: set[int] = field(default_factory=set)


async def run_import(
    open_scope: OpenScope,
    vault: Vault,
    import_id: UUID,
    index: ProductIndex[Any],
    report: Report,
) -> ImportCounts | None:
    """Read a stored file into the store; None when the import is finished already.

    A file that turns out to be unreadable ends the import as failed; any other error leaves it to be taken up again.

    Args:
        open_scope: opens a transaction in the import's store.
        report: called with the products read and, as soon as it can be told, how many there will be.
    """
    async with open_scope() as session:
        work = await imports.take_run(session, import_id)
        if work is None:
            return None
        opener = await vault.opener(session, work.sealed_file)
    data = await asyncio.to_thread(opener.unseal, work.sealed_file, file_place(import_id))
    run = _Run(work, open_scope, index, work.counts)
    try:
        await _read(run, data, report)
    except (EmptyCatalogFile, InvalidMapping, UnreadableCatalogFile) as refused:
        async with open_scope() as session:
            await imports.end_run(session, import_id, ImportState.FAILED, run.counts, refused.detail)
            await _remember(session, run, ImportState.FAILED)
        return run.counts
    # A row left out is not a product given up, so a file with errors removes nothing.
    whole = not run.counts.failed and bool(run.handles)
    if work.options["replace"] and whole:
        await _remove_absent(run)
    async with open_scope() as session:
        if work.options["replace"] and not whole:
            await imports.insert_errors(session, import_id, MOST_ERRORS, [_nothing_removed()])
        await imports.end_run(session, import_id, ImportState.DONE, run.counts, None)
        await _remember(session, run, ImportState.DONE)
    return run.counts


async def _remember(session: Session, run: _Run, state: ImportState) -> None:
    after = {"state": str(state), **asdict(run.counts)}
    await record(session, Event("import.ended", "import", run.work.id, after=after))


async def _read(run: _Run, data: bytes, report: Report) -> None:
    batches = batches_of(data, read_options(run.work.options))
    read = 0
    # Reading is work for the processor: it must not hold up whatever else this process serves.
    while (batch := await asyncio.to_thread(next, batches, None)) is not None:
        run.handles.update(hash(product.handle) for product in batch.products)
        read += len(batch.products)
        if batch.number > run.work.batches_done:
            await _write_patiently(run, batch)
        await report(read, round(read / batch.share) if batch.share > 0.01 else None)


async def _write_patiently(run: _Run, batch: ImportBatch) -> None:
    for left in reversed(range(ROUNDS)):
        try:
            await _write(run, batch)
            return
        except CatalogOverridden:
            if not left:
                raise


async def _write(run: _Run, batch: ImportBatch) -> None:
    async with run.open_scope() as session:
        planned = await plan_batch(session, batch.products)
    prepared = await run.index.prepare(run.open_scope, planned.reindex) if planned.reindex else None
    async with run.open_scope() as session:
        result = await apply_plan(session, planned, read_options(run.work.options).now)
        if planned.reindex:
            await run.index.apply(session, prepared)
        counts = batch.counted(run.counts, result)
        await _store_errors(session, run, batch.errors)
        if not await imports.advance_run(session, run.work.id, batch, counts):
            raise CatalogChanged("Another worker has taken this import over.")
    run.counts = counts


async def _store_errors(session: Session, run: _Run, errors: Sequence[RowError]) -> None:
    """The first ones in full; those beyond are only counted."""
    stored = run.counts.failed + run.counts.warnings
    room = max(0, MOST_ERRORS - stored)
    await imports.insert_errors(session, run.work.id, stored, errors[:room])


async def _remove_absent(run: _Run) -> None:
    """Delete what the file does not have."""
    after = ""
    while True:
        async with run.open_scope() as session:
            stored = await writing.handles_after(session, after, 10 * REMOVED_AT_ONCE)
        if not stored:
            return
        after = stored[-1][1]
        absent = [product_id for product_id, handle in stored if hash(handle) not in run.handles]
        for start in range(0, len(absent), REMOVED_AT_ONCE):
            await _remove(run, absent[start : start + REMOVED_AT_ONCE])


async def _remove(run: _Run, absent: Sequence[ProductId]) -> None:
    async with run.open_scope() as session:
        await writing.lock_catalog(session)
        await run.index.remove(session, absent)
        await writing.delete_products(session, absent)
        await overrides.forget(session, absent)
    run.counts = replace(run.counts, removed=run.counts.removed + len(absent))


def _nothing_removed() -> RowError:
    reason = (
        "Some rows could not be read, so no product that is missing in the file was removed. "
        "Correct them and import the file again."
    )
    return RowError(0, None, "nothing_removed", reason, "", Severity.WARNING)
