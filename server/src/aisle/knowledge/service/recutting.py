"""Cutting published documents by another chunking, for an index version that is built beside the others."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.chunking import Chunk
from aisle.knowledge.outline import StoredDocument, unpack_outline
from aisle.knowledge.repository import passages, recutting
from aisle.knowledge.service.ingesting import store_cut
from aisle.knowledge.types import Passage, PassageId


@dataclass(frozen=True, slots=True)
class UncutDocument:
    """A published version that a chunking has not cut."""

    document_id: UUID
    version_id: UUID


async def count_published(session: Session, chunking: str) -> tuple[int, int]:
    """Return how many documents answer, and how many of them this chunking has not cut."""
    return await recutting.count_published(session, chunking)


async def uncut_after(session: Session, chunking: str, after: UUID | None, most: int) -> list[UncutDocument]:
    """Return some documents behind a place in the order of ids that a chunking has not cut."""
    rows = await recutting.uncut_after(session, chunking, after, most)
    return [UncutDocument(row["document_id"], row["version_id"]) for row in rows]


async def stored_document(session: Session, version_id: UUID) -> StoredDocument | None:
    """Return a version as it was read; None if it is gone."""
    row = await recutting.stored_outline(session, version_id)
    return await asyncio.to_thread(unpack_outline, row["outline"], row["body"]) if row else None


async def save_cut(
    session: Session, uncut: UncutDocument, chunking: str, chunks: Sequence[Chunk], language: str
) -> bool:
    """Store the chunks of a published version; False if it was replaced, deleted or cut by somebody else meanwhile."""
    await passages.lock_passages(session)
    if not await recutting.lock_uncut(session, uncut.document_id, uncut.version_id, chunking):
        return False
    await store_cut(session, uncut.document_id, uncut.version_id, chunking, chunks, language)
    await recutting.add_cut(session, uncut.version_id, chunking)
    return True


async def save_held_cut(
    session: Session, uncut: UncutDocument, chunking: str, chunks: Sequence[Chunk], language: str
) -> None:
    """Store the chunks of a version that waits with its sync."""
    await passages.lock_passages(session)
    await store_cut(session, uncut.document_id, uncut.version_id, chunking, chunks, language)
    await recutting.add_cut(session, uncut.version_id, chunking)


async def drop_cuts(session: Session, chunking: str, most: int) -> bool:
    """Forget how a chunking has cut some versions, with passages that only it held; False when nothing was left."""
    await passages.lock_passages(session)
    held = await recutting.drop_cuts(session, chunking, most)
    await passages.delete_unheld(session, held or [])
    return held is not None


async def count_passages(session: Session, chunking: str) -> int:
    """Count the passages that answer under a chunking."""
    return await recutting.count_passages(session, chunking)


async def passage_hashes(
    session: Session, chunking: str, after: UUID | None, most: int
) -> list[tuple[UUID, bytes]]:
    """Return ids and content hashes of passages that answer under a chunking, behind a place in the order of ids."""
    return await recutting.passage_hashes(session, chunking, after, most)


async def answering_passages(session: Session, chunking: str, ids: Sequence[UUID]) -> list[Passage]:
    """Return those passages that answer under a chunking, by id."""
    return await recutting.answering_passages(session, chunking, ids)


async def unheld_passages(session: Session, chunking: str, ids: Sequence[UUID]) -> list[PassageId]:
    """Return those passages that nothing which answers, or is about to, holds under a chunking."""
    await passages.lock_passages(session)
    held = [(chunking, PassageId(passage_id)) for passage_id in ids]
    return [passage_id for _, passage_id in await passages.orphans_among(session, held)]


async def known_hashes(session: Session, hashes: Sequence[bytes]) -> set[bytes]:
    """Return those content hashes that a passage of the store has."""
    return await recutting.known_hashes(session, hashes)
