"""Jobs of the knowledge feature."""

from dataclasses import dataclass
from uuid import UUID

from aisle.core.jobs import JobMessage


@dataclass(frozen=True, slots=True)
class IngestDocuments(JobMessage):
    """Read, cut, index and publish versions. A run that is cut short goes on where it ended."""

    kind = "ingest_documents"
    queue = "ingest"
    right = "work"
    timeout = 4 * 3600.0

    version_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class SettleIngest(JobMessage):
    """Give every version of an ingestion an end, should its job die."""

    kind = "settle_ingest"
    queue = "upkeep"
    right = "work"

    job_id: UUID
    version_ids: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class EraseDocument(JobMessage):
    """Remove what a deleted document leaves behind: versions, files, chunks, passages and index items."""

    kind = "erase_document"
    queue = "upkeep"
    right = "work"

    document_id: UUID


@dataclass(frozen=True, slots=True)
class WithdrawDocument(JobMessage):
    """Take from the index what a withdrawn document alone still held there."""

    kind = "withdraw_document"
    queue = "upkeep"
    right = "work"

    document_id: UUID


@dataclass(frozen=True, slots=True)
class EraseSource(JobMessage):
    """Erase every document of a deleted source, then the source itself."""

    kind = "erase_source"
    queue = "upkeep"
    right = "work"
    timeout = 3600.0

    source_id: UUID
