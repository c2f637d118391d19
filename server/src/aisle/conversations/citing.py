"""Citations as they are kept: the exact words, and those around them, as they were when the answer was given."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.answering.types import Answer, CitationSegment
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import DocumentNotFound
from aisle.knowledge.views import CitedSpan, PassageAround
from aisle.retrieval.types import PassageHit


async def cited_rows(
    session: Session,
    answer: Answer,
    citation_ids: Mapping[int, UUID],
    passages: tuple[PassageHit, ...] = (),
) -> list[dict[str, Any]]:
    """Return the citations of an answer as they are stored.

    passages: those it was written from, in case the document is gone by now.
    """
    found = {hit.chunk_id: hit.text for hit in passages}
    return [
        _row(citation_ids[one.mark], one, await _around(session, one, found.get(one.chunk_id)))
        for one in answer.citations
    ]


async def _around(session: Session, one: CitationSegment, found: str | None) -> PassageAround:
    span = CitedSpan(one.chunk_id, one.document_version_id, one.start, one.end)
    try:
        return await knowledge.passage_around(session, span)
    except DocumentNotFound:  # deleted while the answer was written
        return PassageAround(found or one.quote, "", "")


def _row(id_: UUID, one: CitationSegment, around: PassageAround) -> dict[str, Any]:
    return {
        "id": str(id_),
        "mark": one.mark,
        "document_id": str(one.document_id),
        "document_version_id": str(one.document_version_id),
        "chunk_id": str(one.chunk_id),
        "start_offset": one.start,
        "end_offset": one.end,
        "quote": one.quote,
        "title": one.title,
        "url": one.url,
        "page": one.page,
        "section": list(one.section),
        "as_of": one.as_of.isoformat() if one.as_of else None,
        "passage": around.text,
        "words_before": around.before,
        "words_after": around.after,
    }
