"""Accepting files: every one becomes a document with a state and a reason, and one bad file refuses no other."""

import asyncio
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault
from aisle.knowledge.errors import FileTooLarge, NoFiles, SourceNotFound, TooManyFiles
from aisle.knowledge.intake import Accepted, AcceptedDocument, IncomingFile, IntakeLimits
from aisle.knowledge.jobs import IngestDocuments
from aisle.knowledge.metadata import Metadata, clean, title_from_name
from aisle.knowledge.repository import intake, states
from aisle.knowledge.repository.intake import KnownDocument, NewVersion
from aisle.knowledge.repository.sources import find_first_source
from aisle.knowledge.service.sources import get_source
from aisle.knowledge.structure import FailureReason
from aisle.knowledge.types import DocumentId, DocumentState, Refusal, VersionId, VersionState

NAMED_IN_AUDIT = 20  # of an upload


@dataclass(frozen=True, slots=True)
class _File:
    """An incoming file, cleaned and judged. refused: reason and detail."""

    given: IncomingFile
    metadata: Metadata
    sha256: bytes
    refused: tuple[str, str] | None


async def accept(
    session: Session,
    jobs: JobQueue,
    vault: Vault,
    files: Sequence[IncomingFile],
    source_id: UUID | None,
    limits: IntakeLimits,
) -> Accepted:
    """Store files sealed and defer their reading, all in the caller's transaction.

    A name that the source knows is a new version of that document, and the old one answers until the new one is
    ready. Bytes that the newest version has already change nothing; metadata said with them is taken over.

    Args:
        source_id: where the files belong; None: the store's first source, that of uploads.

    Raises: NoFiles, TooManyFiles, SourceNotFound.
    """
    require_count(files, limits)
    source = await _source(session, source_id)
    await intake.lock_source(session, source)
    documents = [await _accept_one(session, vault, source, await _judge(given, limits)) for given in files]
    waiting = [document.queued_version_id for document in documents if document.queued_version_id]
    # Of two files of one name in a batch the later stands; the first version is superseded and skipped.
    job_id = await jobs.defer(session, IngestDocuments(tuple(waiting))) if waiting else None
    await _remember(session, source, documents)
    return Accepted(job_id, tuple(documents))


async def _remember(session: Session, source: UUID, documents: Sequence[AcceptedDocument]) -> None:
    """One entry for an upload, however many files it has."""
    changed = [document for document in documents if not document.unchanged]
    if changed:
        named = [{"id": one.id, "name": one.name} for one in changed[:NAMED_IN_AUDIT]]
        await record(
            session,
            Event("documents.uploaded", "source", source, after={"count": len(changed), "first": named}),
        )


def require_count(files: Sequence[IncomingFile], limits: IntakeLimits) -> None:
    """Check how many files came. Raises NoFiles, TooManyFiles."""
    if not files:
        raise NoFiles("Send at least one file.")
    if len(files) > limits.max_files:
        raise TooManyFiles(f"{len(files)} files were sent; send at most {limits.max_files} at once.")


def require_size(data: bytes, limits: IntakeLimits) -> None:
    """Check a file that is read at once and not stored, as for a preview. Raises FileTooLarge."""
    if len(data) > limits.max_bytes:
        raise FileTooLarge(f"The file has more than {limits.max_bytes:,} bytes.")


async def _source(session: Session, source_id: UUID | None) -> UUID:
    if source_id is not None:
        return (await get_source(session, source_id)).id
    first = await find_first_source(session)
    if first is None:
        raise SourceNotFound("This store has no source; make one first.")
    return first.id


async def _judge(given: IncomingFile, limits: IntakeLimits) -> _File:
    metadata = clean(given)
    digest = await asyncio.to_thread(lambda: hashlib.sha256(given.data).digest())
    return _File(given, metadata, digest, _refusal(given, metadata, limits))


def _refusal(given: IncomingFile, metadata: Metadata, limits: IntakeLimits) -> tuple[str, str] | None:
    if not given.data:
        return FailureReason.EMPTY, "The file has no content."
    if len(given.data) > limits.max_bytes:
        return FailureReason.TOO_LARGE, f"The file has more than {limits.max_bytes:,} bytes; split it."
    if metadata.url_refused:
        return Refusal.INVALID_URL, "The link must begin with https://, http:// or a single slash."
    return None


async def _accept_one(session: Session, vault: Vault, source_id: UUID, file: _File) -> AcceptedDocument:
    known = await intake.find_known(session, source_id, file.metadata.name)
    if known is not None and _is_same_content(known, file):
        return await _take_over_metadata(session, known, file.metadata)
    document_id = known.id if known else DocumentId(new_id())
    if known is None:
        title = file.metadata.title or title_from_name(file.metadata.name)
        await intake.insert_document(session, document_id, source_id, title, file.metadata)
    version = _new_version(document_id, known, file)
    await intake.insert_version(session, version)
    if file.refused is not None:
        return await _refuse(session, known, version, file.metadata.name)
    return await _queue(session, vault, known, version, file)


def _is_same_content(known: KnownDocument, file: _File) -> bool:
    # In another language the same words are analysed differently, so the file must be read again.
    same_language = file.metadata.language in (None, known.language)
    return known.current_sha256 == file.sha256 and same_language and file.refused is None


async def _take_over_metadata(session: Session, known: KnownDocument, metadata: Metadata) -> AcceptedDocument:
    unchanged = (
        metadata.title in (None, known.title)
        and metadata.url in (None, known.url)
        and metadata.category in (None, known.category)
        and metadata.tags in ((), known.tags)
    )
    if not unchanged:
        await intake.update_metadata(session, known, metadata, metadata.title)
    return AcceptedDocument(known.id, metadata.name, known.state, unchanged=unchanged)


def _new_version(document_id: DocumentId, known: KnownDocument | None, file: _File) -> NewVersion:
    reason, detail = file.refused or (None, None)
    return NewVersion(
        id=VersionId(new_id()),
        document_id=document_id,
        number=known.last_number + 1 if known else 1,
        sha256=file.sha256,
        bytes=len(file.given.data),
        declared_type=file.given.declared_type,
        title=file.metadata.title,
        state=VersionState.FAILED if file.refused else VersionState.QUEUED,
        reason=reason,
        detail=detail,
    )


async def _refuse(
    session: Session, known: KnownDocument | None, version: NewVersion, name: str
) -> AcceptedDocument:
    state, reason = DocumentState.FAILED, version.reason
    if known is not None and known.current_version_id is not None:
        state, reason = known.state, None  # what answers, or waits, is not disturbed
    await states.set_state(session, version.document_id, state, reason, version.detail)
    return AcceptedDocument(version.document_id, name, state, version.reason, version.detail)


async def _queue(
    session: Session, vault: Vault, known: KnownDocument | None, version: NewVersion, file: _File
) -> AcceptedDocument:
    sealed = await vault.seal(session, file.given.data, file_place(version.id))
    await intake.insert_file(session, version.id, sealed)
    if known is not None:
        await intake.supersede(session, known.id, version.id, Refusal.SUPERSEDED)
        await intake.update_metadata(session, known, file.metadata, title=None)
        await states.set_state(session, known.id, DocumentState.QUEUED)
    return AcceptedDocument(
        version.document_id, file.metadata.name, DocumentState.QUEUED, queued_version_id=version.id
    )


def file_place(version_id: UUID) -> str:
    """Return what a sealed file is bound to."""
    return f"document_file.sealed:{version_id}"
