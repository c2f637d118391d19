"""`aisle index search`: one question to several stores, or to several versions of one."""

from typing import Annotated, Any
from uuid import UUID

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, show
from aisle.core.errors import InvalidInput
from aisle.retrieval.federation import FederatedHit, FederatedResult, Target
from aisle.retrieval.search import Mode, SearchRequest
from aisle.retrieval.types import ProductHit


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    store: Annotated[
        list[str], typer.Option("--store", "-s", help="Slug or id of a store; repeat for more.")
    ],
    version: Annotated[
        list[str] | None, typer.Option("--version", help="Version of the one store; repeat for more.")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    mode: Annotated[Mode, typer.Option(help="Which legs take part.")] = Mode.HYBRID,
    as_json: Json = False,
) -> None:
    """Search several stores, or several versions of one, side by side in one list."""
    if not query.strip():
        raise InvalidInput("The query is empty.")
    if version and len(set(store)) > 1:
        raise InvalidInput("Versions are those of one store; name just that one.")
    request = SearchRequest(query, mode=mode, limit=limit, relax=False)
    found = run(_search(list(dict.fromkeys(store)), [*map(_id, version or [])], request))
    show(_shaped(found), _text(found), as_json)


async def _search(stores: list[str], versions: list[UUID], request: SearchRequest) -> FederatedResult:
    async with parts_for() as parts:
        scopes = [(name, (await operator_in(parts, name)).scope) for name in stores]
        wanted: list[UUID | None] = [*dict.fromkeys(versions)] or [None]
        targets = [Target(scope, name, version) for name, scope in scopes for version in wanted]
        return await parts.federation.search(targets, request)


def _shaped(found: FederatedResult) -> dict[str, Any]:
    return {
        "items": [_item(one) for one in found.hits],
        "comparability": found.comparability,
        "score_direction": "higher_is_better",
    }


def _item(one: FederatedHit) -> dict[str, Any]:
    is_product = isinstance(one.hit, ProductHit)
    return {
        "kind": "product" if is_product else "passage",
        "score": one.score,
        "title": _title(one),
        "found_in": [
            {"store": place.store, "version": str(place.version_id), "rank": place.rank, "score": place.score}
            for place in one.places
        ],
    }


def _text(found: FederatedResult) -> str:
    lines = [f"{one.score:.2f}  {_title(one)}  ({_places(one)})" for one in found.hits]
    return "\n".join([*lines, f"Scores are {found.comparability}."]) if lines else "Nothing found."


def _places(one: FederatedHit) -> str:
    several = len({place.store for place in one.places}) < len(one.places)
    return ", ".join(
        f"{str(place.version_id) if several else place.store} #{place.rank}" for place in one.places
    )


def _title(one: FederatedHit) -> str:
    return one.hit.product.title if isinstance(one.hit, ProductHit) else one.hit.title


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise InvalidInput(f"“{text}” is not the id of an index version.") from None
