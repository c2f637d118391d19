"""POST /search for a shop's own programs, and POST /products/search for shoppers' pages."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.knowledge.validity import LONGEST_MARKET, market_of
from aisle.retrieval.items import ItemKind
from aisle.retrieval.paging import LONGEST_CURSOR
from aisle.retrieval.search import BOTH, Mode, SearchRequest
from aisle.web.bodies import body_of, json_body
from aisle.web.chat_bodies import FilterIn
from aisle.web.deps import Parts, may
from aisle.web.filling import fill_in
from aisle.web.hits import shape_search
from aisle.web.once.declaring import exempt
from aisle.web.text import Storable, clean

router = APIRouter(tags=["search"])
LONGEST_NAME = 120


class ProductSearchBody(BaseModel):
    """What to look for among products. Without `filters`, limits are read out of the words; no words list everything."""

    query: str = Field("", max_length=4000)
    limit: int = Field(10, ge=1, le=50)
    filters: list[FilterIn] | None = Field(None, max_length=50)
    mode: Mode = Mode.HYBRID
    sort: Storable | None = Field(
        None,
        max_length=LONGEST_NAME,
        description="relevance, price_asc, price_desc, rating_asc, rating_desc, newest, title_asc, title_desc,"
        " attribute.<name>_asc or attribute.<name>_desc. Without it, what the words ask for.",
    )
    facets: list[Annotated[Storable, Field(max_length=LONGEST_NAME)]] = Field(
        [], max_length=30, description="Facets to count: names of filters, or * for the usual ones."
    )
    cursor: Storable | None = Field(
        None, max_length=LONGEST_CURSOR, description="`next_cursor` of the page before, with the same search."
    )
    explain: bool = False
    as_you_type: bool = False
    ignore: list[Storable] = Field(
        default=[], max_length=50, description="Ids of filters read from the words that shall not hold."
    )
    market: Storable | None = Field(
        None,
        max_length=LONGEST_MARKET,
        description="The shopper's market or country: passages that are for others alone are left out.",
    )
    relax: bool | None = Field(
        None,
        description="Whether limits may give way when nothing meets them; null: those read from the words may.",
    )

    def request(self, kinds: frozenset[ItemKind]) -> SearchRequest:
        """Return the search that the body describes."""
        filters = None if self.filters is None else tuple(one.to_filter() for one in self.filters)
        return SearchRequest(
            clean(self.query),
            filters,
            kinds,
            self.mode,
            self.limit,
            sort=self.sort,
            facets=tuple(self.facets),
            total=True,
            explain=self.explain,
            strict=True,
            as_you_type=self.as_you_type,
            ignore=tuple(self.ignore),
            relax=self.relax,
            logged=self.cursor is None and not self.as_you_type,
            market=market_of(self.market),
        )


class SearchBody(ProductSearchBody):
    """What to look for. Without `filters`, limits are read out of the words."""

    query: str = Field(min_length=1, max_length=4000)
    kinds: list[ItemKind] | None = Field(None, max_length=len(ItemKind))


@router.post(
    "/search",
    summary="Search products and passages",
    openapi_extra=json_body(
        SearchBody, {"query": "a tent for two under 300", "limit": 5, "facets": ["brand"]}
    ),
)
@exempt("It reads only.")
async def search(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.SEARCH))]
) -> dict[str, Any]:
    """Return products and passages, best first; scores run from 0 to 1, higher is better."""
    body = await body_of(request, SearchBody)
    wanted = body.request(frozenset(body.kinds or BOTH))
    if not wanted.text:
        raise InvalidInput("The query is empty.")
    return await _page(parts, caller, wanted, body.cursor)


@router.post(
    "/products/search",
    tags=["products"],
    summary="Search or browse products",
    openapi_extra=json_body(
        ProductSearchBody,
        {"query": "tent", "filters": [{"field": "category", "op": "eq", "value": "Tents"}], "facets": ["*"]},
    ),
)
@exempt("It reads only.")
async def search_products(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_PRODUCTS))]
) -> dict[str, Any]:
    """Return products, best first, with facets; without words all that the filters let through, by title."""
    body = await body_of(request, ProductSearchBody)
    return await _page(parts, caller, body.request(frozenset({ItemKind.PRODUCT})), body.cursor)


async def _page(parts: Parts, caller: Caller, wanted: SearchRequest, cursor: str | None) -> dict[str, Any]:
    resumed = parts.pages.resume(caller.scope, wanted, cursor)
    result = await parts.searcher.search(caller.scope, resumed.request)
    shown, following = parts.pages.page(caller.scope, resumed, result)
    body = shape_search(result, shown, wanted.filters is not None, following)
    passages = [item["passage"] for item in body["items"] if "passage" in item]
    await fill_in(parts, caller.scope, passages, ("text", "context"), result.understanding.language)
    return {**body, "reindexed": resumed.version_id not in (None, result.index_version_id)}
