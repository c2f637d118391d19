"""Reading documents and passages. Deleted ones are absent from the moment they are deleted."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.criteria import PassageCriteria
from aisle.knowledge.errors import DocumentNotFound, InvalidCursor
from aisle.knowledge.faq import is_question
from aisle.knowledge.repository import citing, documents, matching, placing, sameness, sources
from aisle.knowledge.types import DocumentState, PassageId, SourceId, StoredChunk
from aisle.knowledge.validity import Audience
from aisle.knowledge.views import (
    ChunkPage,
    ChunkPlace,
    CitedSpan,
    DocumentCounts,
    DocumentDetail,
    DocumentPage,
    Labels,
    OtherPlace,
    PassageAround,
    PublishedPassage,
)

MOST_VERSIONS = 50
AROUND_CHARACTERS = 300
LARGEST_ORDINAL = 2**31 - 1


async def list_documents(
    session: Session,
    cursor: str | None = None,
    limit: int = 50,
    state: DocumentState | None = None,
    source_id: UUID | None = None,
) -> DocumentPage:
    """Return a page of documents, the newest first. Raises InvalidCursor."""
    after = _id_of(cursor) if cursor else None
    found = await documents.list_documents(session, after, limit + 1, state, source_id)
    more = len(found) > limit
    return DocumentPage(tuple(found[:limit]), str(found[limit - 1].id) if more else None)


async def get_document(
    session: Session,
    document_id: UUID,
    cursor: str | None = None,
    limit: int = 50,
    chunking: str | None = None,
) -> DocumentDetail:
    """Return a document with its versions and a page of chunks. Raises DocumentNotFound, InvalidCursor.

    chunking: key of the one whose chunks are shown and counted; None where there is only one.
    """
    after = _ordinal_of(cursor) if cursor else -1
    document = await documents.find_document(session, document_id)
    if document is None:
        raise DocumentNotFound()
    versions = await documents.versions_of(session, document_id, MOST_VERSIONS, chunking)
    shown = document.published_version_id or (versions[0].id if versions else None)
    found = await documents.chunks_of(session, shown, after, limit + 1, chunking) if shown else []
    return DocumentDetail(document, tuple(versions), _page(found, limit))


async def sources_of(session: Session, document_ids: Sequence[UUID]) -> dict[UUID, UUID]:
    """Return the source of each document, by the document's id."""
    return await documents.sources_of(session, document_ids)


async def find_passages(
    session: Session, criteria: PassageCriteria, *, among: Sequence[UUID] | None = None, limit: int
) -> list[PassageId]:
    """Return ids of published passages within limits, at most `limit`, of all or of some, in no order."""
    return await matching.matching_passages(session, criteria, among, limit)


async def places_of(session: Session, passage_ids: Sequence[UUID], chunking: str) -> list[ChunkPlace]:
    """Return where passages stand in published documents, in no order; of very many places not all."""
    return await placing.places_of(session, passage_ids, chunking)


async def get_passages(
    session: Session,
    passage_ids: Sequence[UUID],
    chunking: str | None = None,
    audience: Audience | None = None,
) -> list[PublishedPassage]:
    """Return passages where they are cited from, in the order of the ids, in one statement.

    A passage that no published version of an undeleted document holds under the chunking is left out, whatever the
    index says; without a chunking any will do. audience: versions that are not valid for it are left out, too.
    """
    return await citing.published_passages(session, passage_ids, chunking, audience)


async def passage_around(session: Session, cited: CitedSpan) -> PassageAround:
    """Return a cited passage with some words around it, from the version that was cited.

    Raises DocumentNotFound when the document was deleted or the version is too old to be kept.
    """
    around = await citing.passage_around(session, cited, AROUND_CHARACTERS)
    if around is None:
        raise DocumentNotFound()
    return around


async def places_beside(session: Session, cited: CitedSpan, document_id: UUID) -> list[OtherPlace]:
    """Return the other published documents in which a cited passage stands word for word, now."""
    return await sameness.holding_chunk(session, cited.chunk_id, document_id)


async def same_documents(session: Session, document_id: UUID) -> list[OtherPlace]:
    """Return the other published documents with the same text: one stays when another goes."""
    return await sameness.same_text(session, document_id)


async def ids_by_name(session: Session, names: Sequence[str]) -> dict[str, list[UUID]]:
    """Return ids of the documents with these names or ids, by what they were asked for by."""
    found: dict[str, list[UUID]] = {}
    for name, document_id in await documents.ids_by_name(session, names) if names else []:
        found.setdefault(name, []).append(document_id)
    return found


async def sample_questions(session: Session, most: int) -> list[tuple[UUID, str]]:
    """Return documents with a question that each of them answers, or with their title: the same every time."""
    asked = [
        (id_, first.splitlines()[0].strip()) for id_, first in await documents.sample_faqs(session, most)
    ]
    questions = [(id_, line) for id_, line in asked if is_question(line)]
    return [*questions, *await documents.sample_titles(session, most)]


async def count_documents(session: Session) -> DocumentCounts:
    """Count the store's documents."""
    return await documents.count_documents(session)


async def source_names(session: Session) -> dict[SourceId, str]:
    """Return the names of the store's sources by id."""
    return await sources.source_names(session)


async def find_labels(session: Session) -> Labels:
    """Return the categories and tags that documents can be filtered by."""
    return await documents.find_labels(session)


def _page(found: Sequence[StoredChunk], limit: int) -> ChunkPage:
    more = len(found) > limit
    return ChunkPage(tuple(found[:limit]), str(found[limit - 1].ordinal) if more else None)


def _id_of(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise InvalidCursor("Use the next_cursor of the page before, unchanged.") from None


def _ordinal_of(cursor: str) -> int:
    if not (cursor.isascii() and cursor.isdigit() and len(cursor) <= 10 and int(cursor) <= LARGEST_ORDINAL):
        raise InvalidCursor("Use the next_cursor of the page before, unchanged.")
    return int(cursor)
