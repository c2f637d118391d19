"""POST /search."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import BOTH, Mode, SearchRequest
from aisle.retrieval.types import PassageHit, ProductHit
from aisle.web.bodies import body_of, json_body
from aisle.web.chat import FilterIn
from aisle.web.deps import Parts, may
from aisle.web.products import shape_product
from aisle.web.text import Storable, clean
from aisle.web.understood import understood_json

router = APIRouter(tags=["search"])


class SearchBody(BaseModel):
    """What to look for. Without `filters`, limits are read out of the words."""

    query: str = Field(min_length=1, max_length=4000)
    limit: int = Field(10, ge=1, le=50)
    filters: list[FilterIn] | None = Field(None, max_length=50)
    kinds: list[ItemKind] | None = None
    mode: Mode = Mode.HYBRID
    explain: bool = False
    as_you_type: bool = False
    ignore: list[Storable] = Field(
        default=[], max_length=50, description="Ids of filters read from the words that shall not hold."
    )
    relax: bool | None = Field(
        None,
        description="Whether limits may give way when nothing meets them; null: those read from the words may.",
    )


@router.post(
    "/search",
    summary="Search products and passages",
    openapi_extra=json_body(SearchBody, {"query": "a tent for two under 300", "limit": 5}),
)
async def search(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.SEARCH))]
) -> dict[str, Any]:
    """Return products and passages, best first; scores run from 0 to 1, higher is better."""
    body = await body_of(request, SearchBody)
    text = clean(body.query)
    if not text:
        raise InvalidInput("The query is empty.")
    filters = None if body.filters is None else tuple(one.to_filter() for one in body.filters)
    result = await parts.searcher.search(
        caller.scope,
        SearchRequest(
            text,
            filters,
            frozenset(body.kinds or BOTH),
            body.mode,
            body.limit,
            as_you_type=body.as_you_type,
            ignore=tuple(body.ignore),
            relax=body.relax,
        ),
    )
    hits: list[ProductHit | PassageHit] = [*result.products, *result.passages]
    hits = sorted(hits, key=lambda hit: -hit.score)[: body.limit]
    return {
        "items": [_shape(hit, body.explain) for hit in hits],
        **understood_json(result, lambda hit: _shape(hit, body.explain)),
        "also_searched": [
            {"word": one.word, "also": list(one.also), "why": one.why} for one in result.widened
        ],
        "index_version_id": result.index_version_id,
        "score_direction": "higher_is_better",
    }


def _shape(hit: ProductHit | PassageHit, explain: bool) -> dict[str, Any]:
    if isinstance(hit, ProductHit):
        body: dict[str, Any] = {"kind": "product", "score": hit.score, "product": shape_product(hit.product)}
    else:
        body = {"kind": "passage", "score": hit.score, "passage": _passage(hit)}
    if explain:
        body["explain"] = {
            "similarity": hit.similarity,
            "coverage": hit.coverage,
            "legs": {name: {"rank": leg.rank, "score": leg.score} for name, leg in hit.legs.items()},
        }
    return body


def _passage(hit: PassageHit) -> dict[str, Any]:
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
