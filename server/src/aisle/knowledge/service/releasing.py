"""Publishing a text that somebody approved, with its validity, and taking it back; the text's past stays readable."""

import asyncio
import hashlib
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault
from aisle.knowledge.errors import DocumentNotFound
from aisle.knowledge.intake import IncomingFile
from aisle.knowledge.jobs import IngestDocuments, WithdrawDocument
from aisle.knowledge.metadata import clean
from aisle.knowledge.repository import intake, passages, releasing, states
from aisle.knowledge.repository.intake import KnownDocument, NewVersion
from aisle.knowledge.service.accepting import file_place
from aisle.knowledge.service.held import by_chunking
from aisle.knowledge.types import DocumentId, DocumentState, Orphans, Refusal, VersionId, VersionState
from aisle.knowledge.validity import Validity

SOON = 50  # somebody waits for it: before the reading of uploads


@dataclass(frozen=True, slots=True)
class Released:
    """A version on its way to answering. job_id: of its reading."""

    document_id: DocumentId
    version_id: VersionId
    job_id: UUID


async def release(
    session: Session, jobs: JobQueue, vault: Vault, source_id: UUID, file: IncomingFile, validity: Validity
) -> Released:
    """Add a version of the document of that name, the first one where there is none, and have it read and published.

    Unlike an upload the same bytes are a version of their own, because what limits them may have changed. All of it
    happens in the caller's transaction; the version before answers until the new one takes its place in one step.
    """
    await intake.lock_source(session, source_id)
    metadata = clean(file)
    known = await intake.find_known(session, source_id, metadata.name)
    document_id = known.id if known else DocumentId(new_id())
    if known is None:
        await intake.insert_document(
            session, document_id, source_id, metadata.title or metadata.name, metadata
        )
    version_id = await _add_version(session, vault, document_id, known, file)
    await releasing.set_validity(session, version_id, validity)
    await releasing.set_labels(session, document_id, metadata)
    await states.set_state(session, document_id, DocumentState.QUEUED)
    job_id = await jobs.defer(session, IngestDocuments((version_id,)), priority=SOON)
    return Released(document_id, version_id, job_id)


async def withdraw(session: Session, jobs: JobQueue, document_id: UUID) -> UUID:
    """Let a document answer no more, from this transaction on; returns the job that clears the index.

    Its versions stay, so that what was cited from them can still be read. Raises DocumentNotFound.
    """
    if not await releasing.unpublish(session, document_id):
        raise DocumentNotFound()
    await intake.supersede(session, document_id, new_id(), Refusal.SUPERSEDED)
    return await jobs.defer(session, WithdrawDocument(document_id), priority=SOON)


async def clear_withdrawn(session: Session, document_id: UUID) -> Orphans:
    """Return the passages that the index must forget because a withdrawn document alone held them."""
    await passages.lock_passages(session)
    held = await passages.passages_of_document(session, document_id)
    return by_chunking(await passages.orphans_among(session, held))


async def _add_version(
    session: Session, vault: Vault, document_id: DocumentId, known: KnownDocument | None, file: IncomingFile
) -> VersionId:
    version_id = VersionId(new_id())
    digest = await asyncio.to_thread(lambda: hashlib.sha256(file.data).digest())
    version = NewVersion(
        id=version_id,
        document_id=document_id,
        number=known.last_number + 1 if known else 1,
        sha256=digest,
        bytes=len(file.data),
        declared_type=file.declared_type,
        title=file.title,
        state=VersionState.QUEUED,
        reason=None,
        detail=None,
    )
    await intake.insert_version(session, version)
    sealed = await vault.seal(session, file.data, file_place(version_id))
    await intake.insert_file(session, version_id, sealed)
    await intake.supersede(session, document_id, version_id, Refusal.SUPERSEDED)
    return version_id
