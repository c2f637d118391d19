"""Candidates turned into hits: read as they are now, whatever the index still holds."""

from collections.abc import Sequence

from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria
from aisle.catalog.fitting import fitting_variants
from aisle.core.db import Session
from aisle.knowledge import service as knowledge
from aisle.knowledge.types import PassageId
from aisle.knowledge.validity import Audience
from aisle.knowledge.views import PublishedPassage
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import Candidate, Candidates
from aisle.retrieval.matched import Matched
from aisle.retrieval.request import SearchRequest, mark_of
from aisle.retrieval.types import PassageHit, ProductHit


def unseen(candidates: Candidates, kind: ItemKind, request: SearchRequest) -> list[Candidate]:
    """Return the candidates of a kind that no earlier page has shown."""
    return [one for one in candidates.of(kind) if mark_of(one.item_id) not in request.seen]


async def passage_hits(
    session: Session, candidates: Sequence[Candidate], limit: int, chunking: str, audience: Audience
) -> tuple[PassageHit, ...]:
    """Read the best passages that are published and valid for who asks, at most `limit`. chunking: key of the index version's."""
    kept = list[PassageHit]()
    # As many as are wanted at a time: most searches need no second look, and each passage read costs.
    for start in range(0, len(candidates), limit):
        portion = candidates[start : start + limit]
        found = {
            passage.passage_id: passage
            for passage in await knowledge.get_passages(
                session, [hit.item_id for hit in portion], chunking, audience
            )
        }
        # Absent: deleted since it was indexed, or not valid now and here.
        kept += [
            _passage_hit(hit, found[PassageId(hit.item_id)])
            for hit in portion
            if PassageId(hit.item_id) in found
        ]
        if len(kept) >= limit:
            break
    return tuple(kept[:limit])


async def product_hits(
    session: Session,
    candidates: Sequence[Candidate],
    limit: int,
    criteria: Criteria,
    matched: Matched | None,
) -> tuple[ProductHit, ...]:
    """Read the best products, at most `limit`, with the variants that meet the criteria."""
    hits = candidates[:limit]
    found = await catalog.get_products(session, [hit.item_id for hit in hits]) if hits else {}
    return tuple(
        ProductHit(
            found[hit.item_id],
            hit.score,
            hit.similarity,
            hit.coverage,
            hit.legs,
            offers=fitting_variants(found[hit.item_id], criteria),
            is_close=matched.holds(hit) if matched else None,
        )
        for hit in hits
        if hit.item_id in found
    )


def _passage_hit(hit: Candidate, passage: PublishedPassage) -> PassageHit:
    return PassageHit(
        hit.item_id,
        passage.chunk_id,
        passage.document_id,
        passage.document_version_id,
        passage.title,
        passage.url,
        passage.text,
        passage.context,
        passage.kind,
        passage.page,
        passage.section,
        passage.start,
        passage.end,
        passage.language,
        passage.as_of,
        hit.score,
        hit.similarity,
        hit.coverage,
        hit.legs,
    )
