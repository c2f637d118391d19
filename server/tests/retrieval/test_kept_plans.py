"""Plans that PostgreSQL keeps: they open no more than they read, and filters are planned for their values."""

import random

import asyncpg
import pytest
from shelf import NOW, Shelf, item, limit, product, random_text

from aisle.catalog import service as catalog
from aisle.core.db import Session
from aisle.core.ids import new_id
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval import indexing, repository, settling
from aisle.retrieval.items import ItemKind

pytest_plugins = ["shelf_fixtures"]
OFTEN = 12  # PostgreSQL decides after five times whether it keeps a plan


async def _generic(session: Session, part: str) -> list[int]:
    """How often each statement of this connection that holds a text was run by a kept plan."""
    rows = await session.fetch(
        "SELECT generic_plans FROM pg_prepared_statements WHERE strpos(statement, $1) > 0 AND strpos(statement, 'pg_prep') = 0",
        part,
    )
    return [row["generic_plans"] for row in rows]


async def _read_of_products(session: Session) -> int:
    """How many entries this connection has read in indexes on products lately."""
    return int(
        await session.fetchval(
            "SELECT sum(pg_stat_get_xact_tuples_returned(indexrelid)) FROM pg_index"
            " WHERE indrelid = 'aisle.product'::regclass"
        )
    )


@pytest.fixture
async def homes(new_shelf, monkeypatch) -> list[Shelf]:
    """Three stores, each with a partition of its own."""
    for module in (settling, indexing):
        monkeypatch.setattr(module, "OWN_PARTITION_FROM", 30)
    dice, shelves = random.Random(11), []
    for _ in range(3):
        shelves.append(await new_shelf())
        await shelves[-1].index(*(item(random_text(dice)) for _ in range(40)))
        await shelves[-1].settle()
    return shelves


async def test_a_kept_plan_opens_the_partition_of_its_version_alone(homes: list[Shelf]) -> None:
    asked, *_ = homes
    version = await asked.live()
    [vector] = await asked.embedder.embed(["belta"], EmbeddingKind.QUERY)
    async with asked.database.open_scope(asked.scope, one_view=True, keep_plans=True) as session:
        for _ in range(OFTEN):
            assert len(await repository.nearest(session, version, ItemKind.PASSAGE, vector, 10)) == 10
            assert len(await repository.items_at(session, version, range(5), None)) == 5
        opened = await session.fetch(
            "SELECT DISTINCT c.relname FROM pg_locks l JOIN pg_class c ON c.oid = l.relation"
            " WHERE l.pid = pg_backend_pid() AND c.relkind = 'r' AND c.relname LIKE 'index\\_item%'"
        )
        kept = await _generic(session, f"home = '{version.home}'")
    assert [row["relname"] for row in opened] == [f"index_item_v_{version.id.hex}"]
    assert any(kept), "nothing was kept, so nothing was tested"


async def test_filters_are_planned_for_their_values(shelf: Shelf) -> None:
    await shelf.sell(*(product(f"Tent {n}", brand=f"Brand {n % 3}") for n in range(6)))
    searcher = shelf.searcher()
    for _ in range(OFTEN):
        found = await shelf.search("tent", limit("brand", "eq", "Brand 1"), searcher=searcher, facets=("*",))
        assert len(found.products) == 2
    async with shelf.database.open_scope(shelf.scope) as session:
        assert not await _generic(session, "lower(p.brand)")


async def test_references_of_what_an_import_writes_are_looked_up_by_key(
    shelf: Shelf, new_shelf, urls
) -> None:
    """Any index begins with the tenant; one without the id has all products of the store to be read for each variant."""
    other: Shelf = await new_shelf()
    await other.sell(*(product(f"Other {n}") for n in range(400)))
    connection = await asyncpg.connect(urls.admin)
    await connection.execute("ANALYZE aisle.product")  # which knows nothing of the store that is written to
    await connection.close()
    await shelf.sell(*(product(f"Early {n}") for n in range(400)))
    drafts = [product(f"Late {n}") for n in range(100)]
    async with shelf.session() as session:
        before = await _read_of_products(session)
        await catalog.apply_plan(session, await catalog.plan_batch(session, drafts), NOW)
        read = await _read_of_products(session) - before
    assert read <= 0.1 * 400 * len(drafts)


async def test_a_kept_plan_finds_what_a_fresh_one_finds(homes: list[Shelf]) -> None:
    texts = ["belta corro", "dunmi", "belta"]
    vectors = await homes[0].embedder.embed(texts, EmbeddingKind.QUERY)
    for shelf in homes:
        version, items = await shelf.live(), [*await shelf.items()][:7]
        results = []
        for keep in (False, True):
            async with shelf.database.open_scope(shelf.scope, one_view=True, keep_plans=keep) as session:
                for _ in range(OFTEN):
                    last = [
                        (
                            await repository.nearest(session, version, ItemKind.PASSAGE, vector, 9),
                            await repository.nearest(session, version, ItemKind.PASSAGE, vector, 9, items),
                            await repository.ordinals_of(session, version, ItemKind.PASSAGE, items),
                        )
                        for vector in vectors
                    ]
                results.append(last)
        assert results[0] == results[1]
        assert all(len(near) == 9 and len(among) == 7 for near, among, _ in results[1])


async def test_a_home_that_is_no_partition_is_refused(shelf: Shelf) -> None:
    version = await shelf.live()
    object.__setattr__(version, "home", f"{new_id()}' OR 'a' = 'a")
    async with shelf.session() as session:
        with pytest.raises(ValueError, match="badly formed"):
            await repository.items_at(session, version, [1], None)
