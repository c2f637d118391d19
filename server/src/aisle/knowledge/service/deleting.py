"""Deleting: readers miss a document at once, its rows and index items go in a job."""

from collections.abc import Sequence
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.knowledge.errors import DocumentNotFound, SourceNotFound
from aisle.knowledge.jobs import EraseDocument, EraseSource
from aisle.knowledge.repository import erasing, passages, states
from aisle.knowledge.service.held import by_chunking
from aisle.knowledge.types import Orphans

SOURCE_BATCH = 100


async def delete(session: Session, jobs: JobQueue, document_id: UUID) -> UUID:
    """Hide a document from every reader and defer its erasure; returns the job's id. Raises DocumentNotFound."""
    if not await states.bury_document(session, document_id):
        raise DocumentNotFound()
    job_id = await jobs.defer(session, EraseDocument(document_id))
    await record(session, Event("document.deleted", "document", document_id))
    return job_id


async def delete_source(session: Session, jobs: JobQueue, source_id: UUID) -> UUID:
    """Hide a source with all its documents and defer their erasure; returns the job's id. Raises SourceNotFound."""
    if not await erasing.bury_source(session, source_id):
        raise SourceNotFound()
    await states.bury_documents_of(session, source_id)
    job_id = await jobs.defer(session, EraseSource(source_id))
    await record(session, Event("source.deleted", "source", source_id))
    return job_id


async def hide_documents_of(session: Session, source_id: UUID) -> None:
    """Hide all documents of a source from every reader; `delete_source` has them erased later."""
    await states.bury_documents_of(session, source_id)


async def erase(session: Session, document_id: UUID) -> Orphans:
    """Remove a deleted document with all it holds, and return the passages that the index must forget."""
    await passages.lock_passages(session)
    if not await erasing.is_buried(session, document_id):
        return {}
    left = await passages.passages_of_document(session, document_id)
    await erasing.delete_document(session, document_id)
    orphans = await passages.orphans_among(session, left)
    await passages.delete_unheld(session, [passage_id for _, passage_id in orphans])
    return by_chunking(orphans)


async def next_to_erase(session: Session, source_id: UUID) -> Sequence[UUID]:
    """Return some documents of a deleted source that still have to be erased."""
    return await erasing.buried_documents_of(session, source_id, SOURCE_BATCH)


async def erase_source(session: Session, source_id: UUID) -> None:
    """Remove a deleted source whose documents are gone."""
    await erasing.delete_source(session, source_id)
