"""What was found, shaped for callers."""

from typing import Any

from aisle.answering.render import filter_json
from aisle.catalog.facets import Facet
from aisle.retrieval.types import Explanation, PassageHit, ProductHit, SearchResult
from aisle.web.products import shape_product
from aisle.web.understood import total_json, understood_json

Hit = ProductHit | PassageHit


def shape_search(
    result: SearchResult, shown: list[Hit], given: bool, next_cursor: str | None
) -> dict[str, Any]:
    """Shape a search. given: the caller set the filters; else they were read out of the words."""
    return {
        "items": [shape_hit(hit) for hit in shown],
        **understood_json(result, shape_hit),
        "filters_from": "caller" if given else "words",
        "also_searched": [
            {"word": one.word, "also": list(one.also), "why": one.why} for one in result.widened
        ],
        "total": {kind: total_json(total) for kind, total in result.totals.items()},
        "facets": [shape_facet(one) for one in result.facets],
        "next_cursor": next_cursor,
        "index_version_id": result.index_version_id,
        "weights": result.weights,
        "degraded": result.degraded,
        "score_direction": "higher_is_better",
    }


def shape_hit(hit: Hit) -> dict[str, Any]:
    """Shape a product or a passage, with its explanation where there is one."""
    if isinstance(hit, ProductHit):
        body: dict[str, Any] = {
            "kind": "product",
            "score": hit.score,
            "close": hit.is_close,
            "offer": hit.offers[0].id if hit.offers else None,
            "product": shape_product(hit.product),
        }
    else:
        body = {"kind": "passage", "score": hit.score, "passage": shape_passage(hit)}
    if hit.why is not None:
        body["explain"] = _explanation(hit, hit.why)
    return body


def shape_facet(facet: Facet) -> dict[str, Any]:
    """Shape a facet; the ends of a range are values of the filters gte and lt."""
    return {
        "field": facet.field,
        "values": [{"value": one.value, "count": one.count} for one in facet.values],
        "ranges": [{"from": one.low, "to": one.high, "count": one.count} for one in facet.ranges],
        "more": facet.more,
        "exact": facet.exact,
    }


def shape_passage(hit: PassageHit) -> dict[str, Any]:
    """Shape a passage with the place it stands at."""
    return {
        "id": hit.passage_id,
        "chunk_id": hit.chunk_id,
        "document_id": hit.document_id,
        "title": hit.title,
        "url": hit.url,
        "text": hit.text,
        "kind": hit.kind,
        "page": hit.page,
        "section": hit.section,
        "start": hit.start,
        "end": hit.end,
        "language": hit.language,
    }


def _explanation(hit: Hit, why: Explanation) -> dict[str, Any]:
    return {
        "similarity": hit.similarity,
        "coverage": hit.coverage,
        "legs": {name: {"rank": leg.rank, "score": leg.score} for name, leg in hit.legs.items()},
        "matched": [{"field": one.field, "words": one.words} for one in why.matches],
        "filters": [{**filter_json(one.filter), "found": one.value} for one in why.filters],
        "reranked": [
            {
                "by": one.by,
                "before": one.before,
                "after": one.after,
                "reasons": one.reasons,
                "score": one.score,
            }
            for one in hit.reranked
        ],
        "offers": [variant.id for variant in hit.offers] if isinstance(hit, ProductHit) else None,
    }
