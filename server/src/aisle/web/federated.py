"""POST /search/federated: one question to several stores, or to several versions of one."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.bootstrap.resources import Resources
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.knowledge.validity import LONGEST_MARKET, market_of
from aisle.retrieval.federation import FederatedHit, Side, Target
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import BOTH, Mode, SearchRequest
from aisle.web.bodies import body_of, json_body
from aisle.web.chat_bodies import FilterIn
from aisle.web.deps import Parts, may_across, scope_of_store
from aisle.web.hits import shape_hit
from aisle.web.once.declaring import exempt
from aisle.web.text import Storable, clean

router = APIRouter(tags=["search"])
MOST_SIDES = 20


class FederatedBody(BaseModel):
    """What to look for, and where: `stores` (slugs or ids), or `versions` of one store."""

    model_config = ConfigDict(extra="forbid")

    query: str = Field(min_length=1, max_length=4000)
    stores: list[Annotated[Storable, Field(max_length=100)]] = Field([], max_length=MOST_SIDES)
    versions: list[UUID] = Field([], max_length=MOST_SIDES)
    limit: int = Field(10, ge=1, le=50)
    filters: list[FilterIn] | None = Field(None, max_length=50)
    kinds: list[ItemKind] | None = Field(None, max_length=len(ItemKind))
    mode: Mode = Mode.HYBRID
    market: Storable | None = Field(None, max_length=LONGEST_MARKET)

    def request(self) -> SearchRequest:
        """Return the search that every side makes."""
        filters = None if self.filters is None else tuple(one.to_filter() for one in self.filters)
        return SearchRequest(
            clean(self.query),
            filters,
            frozenset(self.kinds or BOTH),
            self.mode,
            self.limit,
            relax=False,
            market=market_of(self.market),
        )


@router.post(
    "/search/federated",
    summary="Search several stores or versions",
    openapi_extra=json_body(FederatedBody, {"query": "a tent for two", "stores": ["north", "south"]}),
)
@exempt("It reads only.")
async def search_federated(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may_across(Action.SEARCH))]
) -> dict[str, Any]:
    """Return hits of all sides in one list; scores are made comparable and run from 0 to 1, higher is better."""
    body = await body_of(request, FederatedBody)
    wanted = body.request()
    if not wanted.text:
        raise InvalidInput("The query is empty.")
    found = await parts.federation.search(await _targets(parts, caller, body), wanted)
    return {
        "items": [_shape(one) for one in found.hits],
        "sides": [_side(side) for side in found.sides],
        "comparability": found.comparability,
        "score_direction": "higher_is_better",
    }


async def _targets(parts: Resources, caller: Caller, body: FederatedBody) -> list[Target]:
    names = list(dict.fromkeys(body.stores)) or ([str(caller.store_id)] if caller.store_id else [])
    if not names:
        raise InvalidInput("This key is for the whole organization: name the stores to search.")
    if body.versions and len(names) > 1:
        raise InvalidInput("Versions are those of one store; name just that one.")
    scopes = {name: await scope_of_store(parts, caller, name, Action.SEARCH) for name in names}
    by_store = {scope.store_id: (name, scope) for name, scope in scopes.items()}
    versions: list[UUID | None] = [*dict.fromkeys(body.versions)] or [None]
    return [Target(scope, name, version) for name, scope in by_store.values() for version in versions]


def _shape(one: FederatedHit) -> dict[str, Any]:
    return {
        **shape_hit(one.hit),
        "score": one.score,
        "found_in": [
            {
                "store": place.store,
                "index_version_id": place.version_id,
                "rank": place.rank,
                "score": place.score,
            }
            for place in one.places
        ],
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "store": side.target.store,
        "index_version_id": side.version.id,
        "embedder": side.version.recipe.embedder,
        "weights": side.result.weights,
        "background": side.background,
        "degraded": side.result.degraded,
        "found": len(side.result.products) + len(side.result.passages),
    }
