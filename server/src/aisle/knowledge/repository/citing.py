"""Queries that read passages as they are cited: only from published versions of documents that are not deleted."""

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.knowledge.chunking import ChunkKind
from aisle.knowledge.validity import Audience
from aisle.knowledge.views import CitedSpan, PassageAround, PublishedPassage

# A footer may stand in every document of a store; more names than these help nobody.
MOST_PLACES = 20
# $6: the moment, $7: the market.
VALID = (
    "((v.valid_from IS NULL OR v.valid_from <= $6) AND (v.valid_until IS NULL OR v.valid_until > $6)"
    " AND (v.markets = '{}' OR v.markets && ARRAY[$7::text]))"
)


async def published_passages(
    session: Session, passage_ids: Sequence[UUID], chunking: str | None, audience: Audience | None
) -> list[PublishedPassage]:
    """Return passages with the newest document that holds each, in the order of the ids; hidden ones are absent.

    chunking: only places that this one has cut; None takes all. audience: only versions that are valid for it; None takes all.
    """
    rows = await session.fetch(
        "SELECT p.id AS passage_id, p.kind, p.language, p.context, p.body, o.* FROM passage p CROSS JOIN LATERAL ("
        "SELECT c.id AS chunk_id, c.page, c.section, c.start_offset, c.end_offset, d.id AS document_id, d.source_id, d.title,"
        " d.url, d.category, d.tags, v.id AS document_version_id, v.created_at AS as_of FROM chunk c"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = c.document_id"
        " AND d.published_version_id = c.document_version_id AND d.deleted_at IS NULL"
        " JOIN document_version v ON v.organization_id = $1 AND v.store_id = $2 AND v.id = c.document_version_id"
        " WHERE c.organization_id = $1 AND c.store_id = $2 AND c.passage_id = p.id"
        " AND ($5::text IS NULL OR c.chunking = $5)"
        f" AND ($6::timestamptz IS NULL OR {VALID}) ORDER BY v.created_at DESC, d.id DESC, c.ordinal LIMIT $4) o"
        " WHERE p.organization_id = $1 AND p.store_id = $2 AND p.id = ANY($3)"
        " ORDER BY array_position($3, p.id), o.as_of DESC, o.document_id DESC, o.start_offset",
        *session.tenant,
        list(passage_ids),
        MOST_PLACES,
        chunking,
        audience.at if audience else None,
        audience.market if audience else None,
    )
    return [_passage(list(places)) for _, places in groupby(rows, key=lambda row: row["passage_id"])]


async def passage_around(session: Session, cited: CitedSpan, characters: int) -> PassageAround | None:
    """Return a chunk's text with what stands around it in its version, unless the document was deleted.

    A chunk goes when the last index version of its chunking is retired; then the cited words stand for it.
    """
    row = await session.fetchrow(
        "SELECT substr(v.body, s.first + 1, s.last - s.first) AS text,"
        " substr(v.body, greatest(s.first - $7, 0) + 1, least($7, s.first)) AS before,"
        " substr(v.body, s.last + 1, $7) AS after FROM document_version v"
        " JOIN document d ON d.organization_id = $1 AND d.store_id = $2 AND d.id = v.document_id AND d.deleted_at IS NULL"
        " LEFT JOIN chunk c ON c.organization_id = $1 AND c.store_id = $2 AND c.id = $3 AND c.document_version_id = v.id"
        " CROSS JOIN LATERAL (SELECT coalesce(c.start_offset, $5) AS first, coalesce(c.end_offset, $6) AS last) s"
        " WHERE v.organization_id = $1 AND v.store_id = $2 AND v.id = $4 AND v.body IS NOT NULL",
        *session.tenant,
        cited.chunk_id,
        cited.version_id,
        cited.start,
        cited.end,
        characters,
    )
    if row is None:
        return None
    return PassageAround(
        row["text"], _from_a_word(row["before"], characters), _to_a_word(row["after"], characters)
    )


def _from_a_word(text: str, most: int) -> str:
    """Drop the half of a word that a cut has left at the beginning."""
    return text.partition(" ")[2] if len(text) == most and " " in text else text


def _to_a_word(text: str, most: int) -> str:
    """Drop the half of a word that a cut has left at the end."""
    return text.rpartition(" ")[0] if len(text) == most and " " in text else text


def _passage(places: Sequence[Any]) -> PublishedPassage:
    newest = places[0]
    others = dict.fromkeys(
        place["document_id"] for place in places if place["document_id"] != newest["document_id"]
    )
    return PublishedPassage(
        passage_id=newest["passage_id"],
        document_id=newest["document_id"],
        document_version_id=newest["document_version_id"],
        chunk_id=newest["chunk_id"],
        source_id=newest["source_id"],
        title=newest["title"],
        url=newest["url"],
        category=newest["category"],
        tags=tuple(newest["tags"]),
        kind=ChunkKind(newest["kind"]),
        language=newest["language"],
        context=newest["context"],
        text=newest["body"],
        page=newest["page"],
        section=tuple(newest["section"]),
        start=newest["start_offset"],
        end=newest["end_offset"],
        as_of=newest["as_of"],
        other_document_ids=tuple(others),
    )
