"""Citations as they are kept: the exact words, and those around them, as they were when the answer was given."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aisle.answering.types import Answer, CitationSegment
from aisle.conversations.repository import citations
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.errors import DocumentNotFound
from aisle.knowledge.views import CitedSpan, PassageAround
from aisle.retrieval.types import PassageHit


async def keep_citations(
    session: Session,
    message_id: UUID,
    answer: Answer,
    citation_ids: Mapping[int, UUID],
    passages: tuple[PassageHit, ...] = (),
) -> None:
    """Store the citations of an answer. passages: those it was written from, in case the document is gone by now."""
    found = {hit.chunk_id: hit.text for hit in passages}
    rows = [
        _row(citation_ids[one.mark], message_id, one, await _around(session, one, found.get(one.chunk_id)))
        for one in answer.citations
    ]
    if rows:
        await citations.insert_citations(session, rows)


async def _around(session: Session, one: CitationSegment, found: str | None) -> PassageAround:
    span = CitedSpan(one.chunk_id, one.document_version_id, one.start, one.end)
    try:
        return await knowledge.passage_around(session, span)
    except DocumentNotFound:  # deleted while the answer was written
        return PassageAround(found or one.quote, "", "")


def _row(id_: UUID, message_id: UUID, one: CitationSegment, around: PassageAround) -> tuple[Any, ...]:
    return (
        id_,
        message_id,
        one.mark,
        one.document_id,
        one.document_version_id,
        one.chunk_id,
        one.start,
        one.end,
        one.quote,
        one.title,
        one.url,
        one.page,
        list(one.section),
        one.as_of,
        around.text,
        around.before,
        around.after,
    )
