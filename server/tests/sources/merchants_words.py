"""Merchants who say something in place of their sources, in a store whose runs are staged by hand."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from staging import World

from aisle.catalog import service as catalog
from aisle.catalog.edits.types import Edit, ProductEdit
from aisle.catalog.overriding.types import Overrides, Wishes
from aisle.catalog.service import editing
from aisle.retrieval.indexed_products import IndexedProducts


def index_of(world: World) -> IndexedProducts:
    return IndexedProducts(world.indexer, "en")


async def say(world: World, product_id: UUID, *taken_back: str, **said: Any) -> None:
    """Override fields of a product, or take them back."""
    await catalog.override_product(world.session, index_of(world), product_id, Wishes(said, taken_back))


async def said_of(world: World, product_id: UUID) -> Overrides:
    async with world.session() as session:
        return (await catalog.get_overrides(session, product_id))[1]


async def edit(world: World, ids: list[UUID], wanted: ProductEdit) -> Edit:
    """Edit many products, and wait for it."""
    async with world.session() as session:
        shown = await editing.show_edit(session, ids, wanted, "")
        await editing.start_edit(session, world.jobs, shown.id)
    return await run(world, shown.id)


async def undo(world: World, edit_id: UUID) -> Edit:
    async with world.session() as session:
        await editing.undo_edit(session, world.jobs, edit_id)
    return await run(world, edit_id)


async def run(world: World, edit_id: UUID) -> Edit:
    async def report(done: int, total: int | None) -> None:
        assert total is not None
        assert done <= total

    done = await catalog.run_edit(world.session, edit_id, index_of(world), report)
    assert done is not None
    return done
