"""`aisle search`."""

from typing import Annotated, Any

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show
from aisle.core.errors import InvalidInput
from aisle.retrieval.search import Mode, SearchRequest
from aisle.retrieval.types import Filter, SearchResult


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    store: StoreOption = "demo",
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    mode: Annotated[Mode, typer.Option(help="Which legs take part.")] = Mode.HYBRID,
    as_json: Json = False,
) -> None:
    """Search a store's products and guides; higher scores are better."""
    if not query.strip():
        raise InvalidInput("The query is empty.")
    result = run(_search(query, store, limit, mode))
    show(_shape(result), _text(result), as_json)


async def _search(query: str, store: str, limit: int, mode: Mode) -> SearchResult:
    async with parts_for() as parts:
        caller = await operator_in(parts, store)
        return await parts.searcher.search(caller.scope, SearchRequest(query, limit=limit, mode=mode))


def _shape(result: SearchResult) -> dict[str, Any]:
    products = [
        {
            "kind": "product",
            "score": hit.score,
            "id": str(hit.product.id),
            "title": hit.product.title,
            "url": hit.product.url,
        }
        for hit in result.products
    ]
    passages = [
        {
            "kind": "passage",
            "score": hit.score,
            "id": str(hit.passage_id),
            "title": hit.title,
            "text": hit.text,
            "url": hit.url,
            "page": hit.page,
        }
        for hit in result.passages
    ]
    return {
        "items": sorted([*products, *passages], key=lambda item: -float(str(item["score"]))),
        "filters": [_filter(one) for one in result.understanding.filters],
        "language": result.understanding.language,
        "also_searched": [
            {"word": one.word, "also": list(one.also), "why": str(one.why)} for one in result.widened
        ],
        "score_direction": "higher_is_better",
    }


def _text(result: SearchResult) -> str:
    limits = ", ".join(one.text for one in result.understanding.filters)
    lines = [f"Limits: {limits}"] if limits else []
    lines += [f"Searched also for {', '.join(one.also)} (you wrote {one.word})" for one in result.widened]
    lines += [f"{hit.score:.2f}  {hit.product.title}  {_price(hit.product)}" for hit in result.products]
    lines += [f"{hit.score:.2f}  {hit.title}: {' '.join(hit.text.split())[:100]}" for hit in result.passages]
    return "\n".join(lines) or "Nothing found."


def _price(product: Any) -> str:
    return str(product.price_range.lowest) if product.price_range else ""


def _filter(one: Filter) -> dict[str, Any]:
    value = one.values[0] if len(one.values) == 1 else list(one.values)
    return {"field": one.field, "op": str(one.op), "value": value, "text": one.text}
