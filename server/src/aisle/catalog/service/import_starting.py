"""Taking in a catalogue file: tried out at once, read later by a job."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.catalog.currencies import is_currency
from aisle.catalog.errors import InvalidMapping
from aisle.catalog.importing.dry_run import DryRun, dry_run
from aisle.catalog.importing.file_kinds import is_workbook
from aisle.catalog.importing.reader import ReadOptions, open_catalog
from aisle.catalog.jobs import ImportCatalog
from aisle.catalog.ports import WorkbookReader
from aisle.catalog.repository import imports
from aisle.catalog.types import ImportId
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A file to import. mapping: corrections of the guess; replace: delete products that the file does not have."""

    name: str
    data: bytes
    currency: str
    mapping: Mapping[str, Any] | None = None
    replace: bool = False

    def options(self, now: datetime) -> ReadOptions:
        """How the file is read. Raises InvalidMapping for a currency that is none."""
        if not is_currency(self.currency):
            raise InvalidMapping([f"'{self.currency}' is not an ISO 4217 currency code such as EUR."])
        return ReadOptions(self.currency, now, self.mapping)


@dataclass(frozen=True, slots=True)
class StartedImport:
    """An import that waits for its job."""

    import_id: ImportId
    job_id: UUID


async def readable(request: ImportRequest, workbooks: WorkbookReader) -> ImportRequest:
    """Return a request whose workbook, if it is one, was turned into rows; nothing else changes.

    Slow for large workbooks: not inside a transaction. Raises UnreadableCatalogFile.
    """
    if not is_workbook(request.data):
        return request
    return replace(request, data=await workbooks.rows(request.data, request.name))


async def try_out(request: ImportRequest) -> DryRun:
    """Read the file and show what an import would do; needs no database. Raises as `start_import`."""
    options = request.options(datetime.now(UTC))
    return await asyncio.to_thread(dry_run, io.BytesIO(request.data), options)


async def start_import(
    session: Session, jobs: JobQueue, vault: Vault, request: ImportRequest
) -> StartedImport:
    """Store the file sealed and defer its reading.

    Raises: EmptyCatalogFile, UnreadableCatalogFile, InvalidMapping: what can be said at once is said at once.
    """
    now = datetime.now(UTC)
    await asyncio.to_thread(open_catalog, io.BytesIO(request.data), request.options(now))
    import_id = ImportId(new_id())
    sealed = await vault.seal(session, request.data, file_place(import_id))
    options = {
        "mapping": request.mapping,
        "currency": request.currency,
        "replace": request.replace,
        # Sales begin and end by it, so every attempt must read with the same time.
        "as_of": now.isoformat(),
    }
    await imports.insert_run(session, import_id, request.name[:500], options, sealed)
    job_id = await jobs.defer(session, ImportCatalog(import_id))
    said = {"name": request.name[:200], "currency": request.currency, "replace": request.replace}
    await record(session, Event("import.started", "import", import_id, after=said))
    return StartedImport(import_id, job_id)


def read_options(options: Mapping[str, Any]) -> ReadOptions:
    """The stored options of a run as they were given."""
    return ReadOptions(options["currency"], datetime.fromisoformat(options["as_of"]), options["mapping"])


def file_place(import_id: UUID) -> str:
    """What a sealed catalogue file is bound to."""
    return f"import_run.sealed_file:{import_id}"
