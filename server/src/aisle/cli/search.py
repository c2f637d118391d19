"""`aisle search`."""

import re
from typing import Annotated

import typer

from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.found import Hit, search_json, search_text
from aisle.cli.output import Json, StoreOption, show
from aisle.core.errors import InvalidInput
from aisle.retrieval.filters import FilterRefused
from aisle.retrieval.items import ItemKind
from aisle.retrieval.search import Mode, SearchRequest
from aisle.retrieval.types import Filter, FilterOp, SearchResult

_FILTER = re.compile(rf"(?P<field>\S.*?)\s+(?P<op>{'|'.join(FilterOp)})\s+(?P<value>\S.*)")
_SEVERAL = (FilterOp.IN, FilterOp.NOT, FilterOp.BETWEEN)


def search(
    query: Annotated[str, typer.Argument(help="What to look for.")],
    store: StoreOption = "demo",
    limit: Annotated[int, typer.Option(min=1, max=50)] = 5,
    mode: Annotated[Mode, typer.Option(help="Which legs take part.")] = Mode.HYBRID,
    kinds: Annotated[
        list[ItemKind] | None, typer.Option("--kind", help="Only products or passages; default: both.")
    ] = None,
    filters: Annotated[
        list[str] | None,
        typer.Option(
            "--filter", help="A limit such as “price lte 100” or “brand in Pike,Tarn”; repeat for more."
        ),
    ] = None,
    sort: Annotated[str | None, typer.Option(help="price_asc, rating_desc, newest and so on.")] = None,
    facets: Annotated[
        list[str] | None,
        typer.Option("--facet", help="A facet to count, * for the usual ones; repeat for more."),
    ] = None,
    cursor: Annotated[str | None, typer.Option(help="Go on after an earlier page.")] = None,
    explain: Annotated[bool, typer.Option(help="Say why each was found.")] = False,
    as_json: Json = False,
) -> None:
    """Search a store's products and guides; higher scores are better."""
    if not query.strip():
        raise InvalidInput("The query is empty.")
    request = SearchRequest(
        query,
        tuple(map(read_filter, filters)) if filters else None,
        frozenset(kinds or ItemKind),
        mode,
        limit,
        sort=sort,
        facets=tuple(facets or ()),
        total=True,
        explain=explain,
        strict=True,
    )
    result, shown, following = run(_search(store, request, cursor))
    show(search_json(result, shown, following), search_text(result, shown, following), as_json)


async def _search(
    store: str, request: SearchRequest, cursor: str | None
) -> tuple[SearchResult, list[Hit], str | None]:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        resumed = parts.pages.resume(scope, request, cursor)
        result = await parts.searcher.search(scope, resumed.request)
        return result, *parts.pages.page(scope, resumed, result)


def read_filter(text: str) -> Filter:
    """Read a limit as people write it: field, operator and value. Raises FilterRefused."""
    found = _FILTER.fullmatch(text.strip())
    if found is None:
        raise FilterRefused(
            f"“{text[:100]}” is no filter: write field, operator and value, as in “price lte 100”."
        )
    op = FilterOp(found["op"])
    parts = found["value"].split(",") if op in _SEVERAL else [found["value"]]
    return Filter(found["field"], op, tuple(part.strip() for part in parts), text.strip())
