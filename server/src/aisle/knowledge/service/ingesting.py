"""Reading a version, step by step. Each step may be repeated: a worker killed between two leaves nothing doubled."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.core.vault import Opener
from aisle.knowledge.chunking import Chunk
from aisle.knowledge.errors import NotCut
from aisle.knowledge.hashing import passage_hash
from aisle.knowledge.reading import Reading
from aisle.knowledge.repository import erasing, passages, reading, states
from aisle.knowledge.repository.passages import Held
from aisle.knowledge.service.accepting import file_place
from aisle.knowledge.service.held import by_chunking
from aisle.knowledge.types import DocumentState, Orphans, Passage, PassageId, PendingVersion, Published
from aisle.tenants import service as tenants

KEPT_VERSIONS = 10  # before the published one, so that what was cited from them can be shown in its place


async def take(session: Session, version_id: UUID) -> PendingVersion | None:
    """Begin to read a version; None if it is done, superseded by a newer one, or its document was deleted."""
    row = await reading.find_waiting(session, version_id)
    if row is None:
        return None
    given = dict(row)
    # Of what waits with its sync nobody is told: the document is as it was.
    if not given.pop("held") and not await states.set_state(
        session, row["document_id"], DocumentState.READING
    ):
        return None
    store = await tenants.get_store(session, session.tenant[1])
    return PendingVersion(**given, store_language=store.language)


def open_file(opener: Opener, pending: PendingVersion) -> bytes:
    """Return the bytes as they were sent. Slow for large files: not inside a transaction. Raises Unreadable."""
    return opener.unseal(pending.sealed, file_place(pending.id))


async def save_reading(session: Session, read: Reading) -> dict[str, list[Passage]] | None:
    """Store what was read and return the passages of each cut, each once; None if the version is not wanted any more."""
    pending = read.pending
    await passages.lock_passages(session)
    waiting = await reading.lock_waiting(session, pending.id)
    if waiting is None:
        return None
    await reading.write_reading(session, pending.id, read.parsed, read.outline, sorted(read.cuts))
    stale = await reading.delete_chunks(session, pending.id)  # of an attempt that was cut short
    found = {
        key: await store_cut(session, pending.document_id, pending.id, key, chunks, read.language)
        for key, chunks in sorted(read.cuts.items())
    }
    await passages.delete_unheld(session, stale)
    if not waiting["held"]:
        await states.set_state(session, pending.document_id, DocumentState.INDEXING)
    return found


async def store_cut(
    session: Session,
    document_id: UUID,
    version_id: UUID,
    chunking: str,
    chunks: Sequence[Chunk],
    language: str,
) -> list[Passage]:
    """Place the chunks of one cut and return their passages, each once. The caller holds the passages' lock."""
    held = await _store_passages(session, chunks, language)
    await reading.insert_chunks(session, document_id, version_id, chunking, chunks, held)
    return list({passage.id: passage for passage in held}.values())


async def publish(
    session: Session, document_id: UUID, version_id: UUID, chunkings: Sequence[str]
) -> Published | None:
    """Let a version answer in place of the one before; None if it is not wanted any more.

    chunkings: the keys of those that the index asks for now. Raises NotCut where one is missing.
    """
    await passages.lock_passages(session)
    waiting = await reading.lock_waiting(session, version_id)
    if waiting is None or waiting["document_id"] != document_id:
        return None
    if not await reading.keep_cuts(session, version_id, chunkings):
        raise NotCut()
    await states.publish(session, document_id, version_id)
    left = await passages.passages_of_document(session, document_id, without=version_id)
    await erasing.retire_versions(session, document_id, waiting["number"], KEPT_VERSIONS)
    return Published(await _drop(session, document_id, left))


async def fail(session: Session, version_id: UUID, reason: str, detail: str) -> Orphans:
    """End a version that cannot be published and return its orphans; the version before it goes on answering."""
    await passages.lock_passages(session)
    waiting = await reading.lock_waiting(session, version_id)
    if waiting is None:
        return {}
    document_id, published = waiting["document_id"], waiting["published_version_id"]
    await states.fail_version(session, version_id, reason, detail)
    if published is None:
        await states.set_state(session, document_id, DocumentState.FAILED, reason, detail)
    else:
        kept = f"Version {waiting['published_number']} still answers; version {waiting['number']} failed: {detail}"
        await states.set_state(session, document_id, DocumentState.READY, None, kept)
    left = await passages.passages_of_document(session, document_id, without=published)
    return await _drop(session, document_id, left)


async def _drop(session: Session, document_id: UUID, held: Sequence[Held]) -> Orphans:
    await erasing.drop_failed_chunks(session, document_id)
    orphans = await passages.orphans_among(session, held)
    await passages.delete_unheld(session, [passage_id for _, passage_id in orphans])
    return by_chunking(orphans)


async def _store_passages(session: Session, chunks: Sequence[Chunk], language: str) -> list[Passage]:
    """Add the passages that the store lacks and return that of each chunk, with the id it is stored under."""
    hashes = [passage_hash(chunk, language) for chunk in chunks]
    drafts = {
        digest: Passage(PassageId(new_id()), digest, chunk.kind, language, chunk.context, chunk.text)
        for digest, chunk in zip(hashes, chunks, strict=True)
    }
    ids = await passages.insert_passages(session, list(drafts.values()))
    stored = {
        digest: Passage(ids[digest], digest, draft.kind, language, draft.context, draft.text)
        for digest, draft in drafts.items()
    }
    return [stored[digest] for digest in hashes]
