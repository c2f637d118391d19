"""One version answers; which one it is changes at once, for everybody, and only if it is still the one that was seen."""

import asyncio

import asyncpg
import pytest
from shelf import ITEM, CountingEmbedder, Shelf, product

from aisle.core.errors import Conflict, NotFound
from aisle.core.ids import new_id
from aisle.retrieval import versions

pytest_plugins = ["shelf_fixtures"]


async def _switch(shelf: Shelf, to, expected) -> bool:
    try:
        async with shelf.session() as session:
            await versions.switch_live(session, to, expected)
    except Conflict:
        return False
    return True


async def _states(shelf: Shelf) -> dict:
    async with shelf.session() as session:
        rows = await session.fetch(f"SELECT id, state FROM index_version WHERE {ITEM}", *session.tenant)
    return {row["id"]: row["state"] for row in rows}


async def test_a_switch_moves_the_pointer_and_keeps_the_old_version_ready(shelf: Shelf) -> None:
    first, second = (await shelf.live()).id, await shelf.add_version("ready")
    assert await _switch(shelf, second, first)
    assert (await shelf.live()).id == second
    assert await _states(shelf) == {first: "ready", second: "active"}
    assert await _switch(shelf, first, second), "and back"
    assert await _states(shelf) == {first: "active", second: "ready"}


async def test_of_twenty_switches_at_once_one_wins(shelf: Shelf) -> None:
    first = (await shelf.live()).id
    others = [await shelf.add_version("ready") for _ in range(20)]
    won = await asyncio.gather(*(_switch(shelf, other, first) for other in others))
    assert sum(won) == 1
    live = await shelf.live()
    assert live.id == others[won.index(True)]
    assert [state for state in (await _states(shelf)).values() if state == "active"] == ["active"]


async def test_switches_there_and_back_never_lock_each_other_out(shelf: Shelf) -> None:
    first, second = (await shelf.live()).id, await shelf.add_version("ready")
    for _ in range(5):
        await asyncio.gather(*(_switch(shelf, *pair) for pair in [(first, second), (second, first)] * 4))
    assert sorted((await _states(shelf)).values()) == ["active", "ready"]


@pytest.mark.parametrize("state", ["building", "retired", None])
async def test_only_a_ready_version_can_go_live(shelf: Shelf, state) -> None:
    first = (await shelf.live()).id
    other = await shelf.add_version(state) if state else new_id()
    with pytest.raises(NotFound):
        await _switch(shelf, other, first)
    assert (await shelf.live()).id == first


async def test_a_foreign_version_is_as_good_as_absent(shelf: Shelf, new_shelf) -> None:
    foreign = await (await new_shelf()).add_version("ready")
    with pytest.raises(NotFound):
        await _switch(shelf, foreign, (await shelf.live()).id)


async def test_the_recipe_never_changes(shelf: Shelf) -> None:
    version = await shelf.live()
    with pytest.raises(asyncpg.InsufficientPrivilegeError, match="recipe"):
        async with shelf.session() as session:
            await session.execute(
                f"UPDATE index_version SET recipe = recipe || '{{\"analyser\": 99}}' WHERE {ITEM} AND id = $3",
                *session.tenant,
                version.id,
            )
    assert (await shelf.live()).recipe == version.recipe


async def _copy(shelf: Shelf, first, second) -> None:
    tables = {
        "index_item": "home, ordinal, kind, item_id, content_hash, language, embedding",
        "index_posting": "term, segment, ordinals, tfs, lengths",
        "index_segment": "segment, items, total_length",
    }
    async with shelf.session() as session:
        for table, columns in tables.items():
            await session.execute(
                f"INSERT INTO {table} (organization_id, store_id, version_id, {columns})"
                f" SELECT organization_id, store_id, $3, {columns} FROM {table} WHERE {ITEM} AND version_id = $4",
                *session.tenant,
                second,
                first,
            )


async def test_readers_see_one_whole_version_while_it_is_switched(shelf: Shelf) -> None:
    """One version holds the odd products, one the even: a result that mixes them was read from two."""
    ids = await shelf.sell(*(product(f"Wool sock {n}", handle=f"s{n}") for n in range(20)))
    first = (await shelf.live()).id
    second = await shelf.add_version("ready")
    await _copy(shelf, first, second)
    odd = {key for handle, key in ids.items() if int(handle[1:]) % 2}
    async with shelf.session() as session:
        for version, gone in ((first, odd), (second, set(ids.values()) - odd)):
            await session.execute(
                f"DELETE FROM index_item WHERE {ITEM} AND version_id = $3 AND item_id = ANY($4)",
                *session.tenant,
                version,
                list(gone),
            )
    stop = asyncio.Event()
    seen = set()

    async def read() -> None:
        while not stop.is_set():
            result = await shelf.search("wool sock", limit=20)
            wanted = odd if result.index_version_id == second else set(ids.values()) - odd
            assert {hit.product.id for hit in result.products} == wanted
            seen.add(result.index_version_id)

    readers = [asyncio.create_task(read()) for _ in range(3)]
    for _ in range(10):
        await _switch(shelf, second, first)
        await asyncio.sleep(0.02)
        await _switch(shelf, first, second)
        await asyncio.sleep(0.02)
    stop.set()
    await asyncio.gather(*readers)
    assert seen == {first, second}


async def test_a_version_with_another_embedder_goes_live_under_running_searches(shelf: Shelf) -> None:
    """Vectors of 64 and of 384 columns cannot be compared: each question is embedded for the version that answers it."""
    await shelf.sell(product("Wool sock"))
    first, small = (await shelf.live()).id, CountingEmbedder(64)
    shelf.more_embedders[small.name] = small
    second = await shelf.add_version("ready", small)
    texts = await shelf.sell(
        product("Wool sock", description="New words, so that both versions are written.")
    )
    assert set(await shelf.items(second)) == set(texts.values())
    searcher = shelf.searcher()
    shelf.searcher = lambda: searcher
    assert (await shelf.search("wool sock")).index_version_id == first
    await _switch(shelf, second, first)
    result = await shelf.search("wool sock")
    assert result.index_version_id == second
    assert small.asked[-1] == "wool sock"
    assert result.products[0].similarity is not None
