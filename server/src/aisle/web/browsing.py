"""Comparing products, walking through categories, and what stands beside a product."""

from dataclasses import asdict
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Query

from aisle.catalog import service as catalog
from aisle.catalog.categories import Category
from aisle.catalog.comparing import ComparedRow
from aisle.identity.types import Action, Caller
from aisle.retrieval.beside import Complement, Relative
from aisle.web.deps import Parts, may
from aisle.web.products import Named, shape_product
from aisle.web.text import Storable

router = APIRouter(tags=["products"])
Reader = Annotated[Caller, Depends(may(Action.READ_PRODUCTS))]
Few = Annotated[int, Query(ge=1, le=20, description="The most products.")]
Ids = Annotated[
    Storable,
    Query(max_length=2_000, description="Ids, handles or SKUs of two to ten products, separated by commas."),
]


@router.get("/products/compare", summary="Compare products")
async def compare_products(parts: Parts, caller: Reader, ids: Ids) -> dict[str, Any]:
    """Return products with a table of what each says: what differs, what is missing, what is better where known."""
    names = [one.strip() for one in ids.split(",") if one.strip()]
    async with parts.database.open_scope(caller.scope) as session:
        products, rows = await catalog.get_compared(session, await catalog.ids_of(session, names))
    return {"products": [shape_product(one) for one in products], "rows": [shape_row(row) for row in rows]}


@router.get("/categories", summary="Browse categories")
async def browse_categories(
    parts: Parts,
    caller: Reader,
    path: Annotated[
        Storable, Query(max_length=500, description="A category's path; blank is the whole store.")
    ] = "",
    depth: Annotated[int, Query(ge=1, le=6, description="Levels below it.")] = 2,
) -> dict[str, Any]:
    """Return a category with the number of its products, what holds it and what it holds."""
    async with parts.database.open_scope(caller.scope) as session:
        return shape_category(await catalog.get_category(session, path, depth))


@router.get("/products/{product_id}/related", summary="Find products like one")
async def related_products(product_id: Named, parts: Parts, caller: Reader, limit: Few = 6) -> dict[str, Any]:
    """Return products like one, the most alike first, each with the reasons."""
    found = await parts.companions.related(caller.scope, await _id_of(parts, caller, product_id), limit)
    return {"items": [shape_relative(one) for one in found], "score_direction": "higher_is_better"}


@router.get("/products/{product_id}/complementary", summary="Find products that go with one")
async def complementary_products(
    product_id: Named, parts: Parts, caller: Reader, limit: Few = 6
) -> dict[str, Any]:
    """Return products that go with one by the shop's own data, each with what says so; none when it says nothing."""
    names = await parts.searcher.names(caller.scope)
    found = await parts.companions.complementary(
        caller.scope, await _id_of(parts, caller, product_id), names, limit
    )
    return {"items": [shape_complement(one) for one in found]}


async def _id_of(parts: Parts, caller: Caller, name: str) -> UUID:
    async with parts.database.open_scope(caller.scope) as session:
        [found] = await catalog.ids_of(session, [name])
        return found


def shape_row(row: ComparedRow) -> dict[str, Any]:
    """Shape a row of a comparison; places count from 0, in the order of the products."""
    return {
        "field": row.field,
        "cells": [asdict(cell) for cell in row.cells],
        "differs": row.differs,
        "missing": row.missing,
        "best": row.best,
    }


def shape_category(category: Category) -> dict[str, Any]:
    """Shape a category with what lies below it."""
    return {
        "path": category.path,
        "name": category.name,
        "products": category.products,
        "breadcrumbs": [{"path": path, "name": path.rpartition("/")[2]} for path in category.breadcrumbs],
        "children": [shape_category(child) for child in category.children],
    }


def shape_relative(one: Relative) -> dict[str, Any]:
    """Shape a product like another."""
    return {
        "score": one.score,
        "reasons": {
            "named_by_shop": one.named,
            "similarity": one.similarity,
            "category": one.category or None,
            "same": dict(one.same),
        },
        "product": shape_product(one.product),
    }


def shape_complement(one: Complement) -> dict[str, Any]:
    """Shape a product that goes with another."""
    return {
        "reason": {"kind": one.why.evidence, "text": one.why.detail},
        "product": shape_product(one.product),
    }
