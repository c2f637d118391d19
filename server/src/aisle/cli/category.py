"""`aisle category`."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from aisle.catalog import service as catalog
from aisle.catalog.categories import Category
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.output import Json, StoreOption, show


def category(
    path: Annotated[str, typer.Argument(help="A category's path; without one, the whole store.")] = "",
    store: StoreOption = "demo",
    depth: Annotated[int, typer.Option(min=1, max=6, help="Levels below it.")] = 2,
    as_json: Json = False,
) -> None:
    """Walk through a store's categories, with the number of products in each."""
    found = run(_category(store, path, depth))
    show(_shape(found), "\n".join(_lines(found, 0)), as_json)


async def _category(store: str, path: str, depth: int) -> Category:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        async with parts.database.open_scope(scope) as session:
            return await catalog.get_category(session, path, depth)


def _shape(one: Category) -> dict[str, Any]:
    return {
        "path": one.path,
        "name": one.name,
        "products": one.products,
        "breadcrumbs": list(one.breadcrumbs),
        "children": [_shape(child) for child in one.children],
    }


def _lines(one: Category, indent: int) -> Iterator[str]:
    yield f"{'  ' * indent}{one.name or 'All'} ({one.products})"
    for child in one.children:
        yield from _lines(child, indent + 1)
