"""`aisle product`: comparing products, and what stands beside one."""

from typing import Annotated, Any

import typer

from aisle.catalog import service as catalog
from aisle.catalog.comparing import ComparedCell, ComparedRow
from aisle.catalog.types import Product
from aisle.cli.context import operator_in, parts_for, run
from aisle.cli.found import price_text, product_json
from aisle.cli.output import Json, StoreOption, show
from aisle.retrieval.beside import Complement, Relative

app = typer.Typer(no_args_is_help=True, help="Products side by side, and what stands beside one.")
Name = Annotated[str, typer.Argument(help="Id, handle or SKU of a product.")]
Few = Annotated[int, typer.Option(min=1, max=20)]


@app.command()
def compare(
    products: Annotated[list[str], typer.Argument(help="Ids, handles or SKUs of two to ten products.")],
    store: StoreOption = "demo",
    as_json: Json = False,
) -> None:
    """Compare products: what each says, what differs, what is better where that is known."""
    found, rows = run(_compared(store, products))
    value = {
        "products": [product_json(one) for one in found],
        "rows": [_row_json(row) for row in rows],
    }
    show(value, "\n".join([" | ".join(one.title for one in found), *map(_row_line, rows)]), as_json)


@app.command()
def related(product: Name, store: StoreOption = "demo", limit: Few = 6, as_json: Json = False) -> None:
    """Find products like one, each with the reasons."""
    found = run(_related(store, product, limit))
    lines = [
        f"{one.score:.2f}  {one.product.title}  {price_text(one.product)}  {_reasons(one)}" for one in found
    ]
    show([_relative_json(one) for one in found], "\n".join(lines) or "Nothing like it.", as_json)


@app.command()
def complementary(product: Name, store: StoreOption = "demo", limit: Few = 6, as_json: Json = False) -> None:
    """Find products that go with one by the shop's own data, each with what says so."""
    found = run(_complementary(store, product, limit))
    lines = [
        f"{one.product.title}  {price_text(one.product)}  ({one.why.evidence}: {one.why.detail})"
        for one in found
    ]
    value = [
        {**product_json(one.product), "reason": {"kind": one.why.evidence, "text": one.why.detail}}
        for one in found
    ]
    show(value, "\n".join(lines) or "The shop's data names nothing that goes with it.", as_json)


async def _compared(store: str, names: list[str]) -> tuple[list[Product], tuple[ComparedRow, ...]]:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        async with parts.database.open_scope(scope) as session:
            return await catalog.get_compared(session, await catalog.ids_of(session, names))


async def _related(store: str, name: str, limit: int) -> tuple[Relative, ...]:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        async with parts.database.open_scope(scope) as session:
            [product] = await catalog.ids_of(session, [name])
        return await parts.companions.related(scope, product, limit)


async def _complementary(store: str, name: str, limit: int) -> tuple[Complement, ...]:
    async with parts_for() as parts:
        scope = (await operator_in(parts, store)).scope
        async with parts.database.open_scope(scope) as session:
            [product] = await catalog.ids_of(session, [name])
        return await parts.companions.complementary(scope, product, await parts.searcher.names(scope), limit)


def _row_json(row: ComparedRow) -> dict[str, Any]:
    return {
        "field": row.field,
        "values": [cell.value for cell in row.cells],
        "aligned": [cell.aligned for cell in row.cells],
        "differs": row.differs,
        "missing": list(row.missing),
        "best": list(row.best),
    }


def _row_line(row: ComparedRow) -> str:
    cells = [_cell(cell, place in row.best) for place, cell in enumerate(row.cells)]
    return f"{row.field}: {' | '.join(cells)}{'' if row.differs else '  (the same)'}"


def _cell(cell: ComparedCell, is_best: bool) -> str:
    return f"{cell.aligned or cell.value or 'not said'}{' *' if is_best else ''}"


def _reasons(one: Relative) -> str:
    said = ["named by the shop"] if one.named else []
    said += [f"also in {one.category}"] if one.category else []
    said += [f"also {name} {value}" for name, value in one.same[:3]]
    return f"({'; '.join(said)})"


def _relative_json(one: Relative) -> dict[str, Any]:
    reasons = {
        "named_by_shop": one.named,
        "similarity": one.similarity,
        "category": one.category or None,
        "same": dict(one.same),
    }
    return {**product_json(one.product), "score": one.score, "reasons": reasons}
