"""A grown version gets a partition and graphs of its own: nothing is lost on the way, and searches use them."""

import asyncio
import random
from itertools import pairwise

import numpy as np
import pytest
from shelf import GivenVectors, Shelf, item, limit, product, random_text, variant

from aisle.catalog.jobs import ImportCatalog
from aisle.core.ids import new_id
from aisle.core.jobs import find_job
from aisle.llm.ports import EmbeddingKind
from aisle.retrieval import indexing, repository, settling
from aisle.retrieval.items import ItemKind
from aisle.retrieval.jobs import SettleIndex
from aisle.worker.handlers import catalog as catalog_handlers

pytest_plugins = ["shelf_fixtures"]


@pytest.fixture
def low_threshold(monkeypatch) -> None:
    monkeypatch.setattr(settling, "OWN_PARTITION_FROM", 30)
    monkeypatch.setattr(indexing, "OWN_PARTITION_FROM", 30)


async def _plan_of_nearest(shelf: Shelf, kind: ItemKind, monkeypatch, k: int = 50, sort: bool = True) -> str:
    """The plan of the very statement that search sends."""
    vector = (await shelf.embedder.embed(["1"], EmbeddingKind.QUERY))[0]
    return await _plan_of(shelf, monkeypatch, lambda s, v: repository.nearest(s, v, kind, vector, k), sort)


async def _plan_of(shelf: Shelf, monkeypatch, ask, sort: bool = True) -> str:
    plans = []
    version = await shelf.live()
    async with shelf.session() as session:
        fetch = session.fetch
        await session.execute(f"SET LOCAL enable_sort = {'on' if sort else 'off'}")

        async def explained(sql: str, *arguments):
            plans.append("\n".join(row[0] for row in await fetch(f"EXPLAIN (COSTS OFF) {sql}", *arguments)))
            return []

        with monkeypatch.context() as patch:
            patch.setattr(session, "fetch", explained)
            await ask(session, version)
    return "\n".join(plans)


async def test_moving_keeps_every_item_and_every_result(shelf: Shelf, low_threshold) -> None:
    dice = random.Random(2)
    texts = [item(random_text(dice)) for _ in range(60)]
    await shelf.index(*texts)
    sold = await shelf.sell(*(product(f"Thing {random_text(dice, 4)}", handle=f"h{n}") for n in range(20)))
    before, items = {}, await shelf.items()
    for words in ("belta corro", "thing", "dunmi"):
        before[words] = [
            (hit.product.id, pytest.approx(hit.score, abs=2e-3))
            for hit in (await shelf.search(words)).products
        ]
    await shelf.settle()
    version = await shelf.live()
    assert version.home == str(version.id)
    assert await shelf.items() == items
    for words, wanted in before.items():
        found = [(hit.product.id, hit.score) for hit in (await shelf.search(words)).products]
        assert found == wanted
    new, gone = item("brandnew words"), texts[0]
    await shelf.index(new)
    await shelf.remove(gone)
    assert set(await shelf.items()) == ({*items, new.item_id} - {gone.item_id})
    assert list(await shelf.words("brandnew")) == [new.item_id]
    assert len(sold) == 20


async def test_growing_asks_for_a_home_of_its_own(shelf: Shelf, low_threshold) -> None:
    await shelf.index(*(item(f"wool {n}") for n in range(31)))
    await shelf.work()
    assert (await shelf.live()).home != "shared"
    assert len(await shelf.words("wool")) == 31


async def test_a_move_that_fails_in_the_middle_leaves_all_as_it_was(
    shelf: Shelf, low_threshold, monkeypatch
) -> None:
    texts = [item(f"wool {n}") for n in range(40)]
    await shelf.index(*texts)
    segments = await shelf.segments()

    async def fail(*arguments):
        raise ZeroDivisionError

    for place in ("insert_segment", "delete_segments", "move_home"):
        with monkeypatch.context() as patch:
            patch.setattr(settling, "DEAD_SHARE", -1)
            patch.setattr(repository, place, fail)
            with pytest.raises(ZeroDivisionError):
                await shelf.settle()
        assert (await shelf.live()).home == "shared"
        assert await shelf.segments() == segments
        assert len(await shelf.words("wool")) == 40
    assert await shelf.items() == {text.item_id: text.content_hash for text in texts}
    await shelf.settle()
    assert len(await shelf.words("wool")) == 40


async def test_readers_and_writers_lose_nothing_while_a_version_moves(shelf: Shelf, low_threshold) -> None:
    texts = [item(f"wool {n}") for n in range(200)]
    await shelf.index(*texts)
    stop = asyncio.Event()
    wanted = await shelf.sell(*(product(f"Felt hat {n}", handle=f"f{n}") for n in range(8)))

    async def read() -> int:
        reads = 0
        while not stop.is_set():
            result = await shelf.search("felt hat", limit=20)
            assert {hit.product.id for hit in result.products} == set(wanted.values())
            reads += 1
        return reads

    readers = [asyncio.create_task(read()) for _ in range(2)]
    late = [item(f"late wool {n}") for n in range(5)]
    await asyncio.gather(shelf.settle(), *(shelf.index(one) for one in late))
    await asyncio.sleep(0.1)
    stop.set()
    assert min(await asyncio.gather(*readers)) > 0
    assert (await shelf.live()).home != "shared"
    assert len(await shelf.items()) == 213


async def test_only_the_version_of_the_caller_can_be_moved(shelf: Shelf, new_shelf, low_threshold) -> None:
    foreign = await new_shelf()
    await foreign.index(*(item(f"wool {n}") for n in range(40)))
    version = await foreign.live()
    with pytest.raises(Exception, match="no such index version"):
        async with shelf.session() as session:
            await repository.move_home(session, version)
    with pytest.raises(Exception, match="permission denied"):
        async with foreign.database.open_scope(foreign.scope) as session:
            await repository.move_home(session, version)
    assert (await foreign.live()).home == "shared"


async def test_a_settling_job_for_a_retired_version_does_nothing(shelf: Shelf) -> None:
    retired = await shelf.add_version("retired")
    async with shelf.session() as session:
        job_id = await shelf.jobs.defer(session, SettleIndex(retired))
    await shelf.work()
    async with shelf.session() as session:
        job = await find_job(session, job_id)
    assert job is not None
    assert (job.state, job.error) == ("done", None)


async def test_plans_touch_one_partition_and_use_the_indexes(shelf: Shelf, new_shelf, monkeypatch) -> None:
    dice = random.Random(4)
    for place in (shelf, await new_shelf()):
        for _ in range(4):
            await place.index(*(item(random_text(dice)) for _ in range(100)))
    async with shelf.session() as session:
        await repository.refresh_statistics(session)
    exact = await _plan_of_nearest(shelf, ItemKind.PASSAGE, monkeypatch)
    assert exact.count("index_item_shared_") >= 1
    partitions = {
        word
        for word in exact.replace("(", " ").split()
        if word.startswith("index_item_shared_") and word[18:].isdigit()
    }
    assert len(partitions) == 1, exact
    postings = await _plan_of(
        shelf, monkeypatch, lambda s, v: repository.postings_of(s, v.id, ["belta", "dunmi"], range(500))
    )
    assert "index_posting_pkey" in postings
    assert "Seq Scan" not in postings
    items = await _plan_of(shelf, monkeypatch, lambda s, v: repository.items_at(s, v, [1, 2, 3], None))
    assert "Index" in items
    assert "Seq Scan" not in items


@pytest.fixture
async def clusters(shelf: Shelf, low_threshold) -> np.ndarray:
    """4,000 products and 400 passages around random centres, in a version with graphs of its own."""
    random_ = np.random.default_rng(8)
    centres = random_.normal(size=(60, 64))
    rows = centres[random_.integers(0, 60, 4_500)] + 0.7 * random_.normal(size=(4_500, 64))
    embedder = GivenVectors(rows)
    await shelf.use_only(embedder)
    products = [item(str(n), kind=ItemKind.PRODUCT) for n in range(4_000)]
    passages = [item(str(n)) for n in range(4_000, 4_400)]
    await shelf.index(*products, *passages)
    await shelf.settle()
    async with shelf.session() as session:
        await repository.refresh_statistics(session)
    return embedder.rows


@pytest.mark.parametrize(
    ("kind", "span"), [(ItemKind.PRODUCT, (0, 4_000)), (ItemKind.PASSAGE, (4_000, 4_400))]
)
async def test_the_graph_is_used_and_finds_what_an_exact_search_finds(
    shelf: Shelf, clusters: np.ndarray, monkeypatch, kind: ItemKind, span: tuple[int, int]
) -> None:
    # A few thousand items are sorted as quickly as they are looked up; that they can be looked up is what counts.
    plan = await _plan_of_nearest(shelf, kind, monkeypatch, 10, sort=False)
    version = await shelf.live()
    child = f"index_item_v_{version.id.hex}"
    assert f"Index Scan using {child}_{kind}" in plan, plan
    assert child in plan
    assert "index_item_shared" not in plan
    hits = 0
    async with shelf.session() as session:
        await session.execute("SET LOCAL enable_sort = off")  # so that the graph answers here, too
        for question in clusters[4_400:]:
            found = await repository.nearest(session, version, kind, question, 10)
            similarity = clusters[span[0] : span[1]] @ question
            least = np.sort(similarity)[-10]
            hits += sum(one.similarity >= least - 1e-3 for one in found)
            nearness = [one.similarity for one in found]
            # The graph compares with halves, the figure is worked out in full: equals may change places.
            assert all(later <= earlier + 1e-3 for earlier, later in pairwise(nearness))
    recall = hits / (10 * 100)
    print(f"\nrecall@10 of {kind}: {recall:.4f}")
    assert recall >= 0.98


async def test_as_many_rows_come_as_there_are(shelf: Shelf, clusters: np.ndarray) -> None:
    version = await shelf.live()
    async with shelf.session() as session:
        for k, wanted in ((1, 1), (100, 100), (400, 400), (1_000, 1_000)):
            assert (
                len(await repository.nearest(session, version, ItemKind.PRODUCT, clusters[4_450], k))
                == wanted
            )
        assert (
            len(await repository.nearest(session, version, ItemKind.PASSAGE, clusters[4_450], 1_000)) == 400
        )


async def test_a_tiny_shop_beside_a_large_one_gets_all_its_rows(shelf: Shelf, clusters, new_shelf) -> None:
    tiny = await new_shelf()
    await tiny.sell(
        *(
            product(
                f"Felt hat {n}",
                variant(f"H-{n}", str(10 + n), Colour="red" if n % 2 else "blue"),
                handle=f"h{n}",
            )
            for n in range(12)
        )
    )
    for mode in ("hybrid", "semantic", "keyword"):
        assert len((await tiny.search("felt hat", limit=10, mode=mode)).products) == 10, mode
        assert len((await tiny.search("felt hat", limit=50, mode=mode)).products) == 12, mode
        red = await tiny.search("felt hat", limit("attribute.Colour", "eq", "red"), limit=50, mode=mode)
        assert len(red.products) == 6, mode
        dear = await tiny.search("felt hat", limit("price", "gte", "20"), limit=50, mode=mode)
        assert len(dear.products) == 2, mode


async def test_statistics_are_refreshed_by_the_worker_alone(shelf: Shelf, low_threshold, urls) -> None:
    await shelf.sell(*(product(f"Wool sock {n}") for n in range(40)))
    await shelf.settle()
    version = await shelf.live()
    async with shelf.session() as session:
        await repository.refresh_statistics(session)
        known = {
            row["name"]: row["rows"]
            for row in await session.fetch(
                "SELECT relname AS name, reltuples AS rows FROM pg_class WHERE relnamespace = 'aisle'::regnamespace AND reltuples > 0"
            )
        }
    assert {"product", "variant", "index_posting", f"index_item_v_{version.id.hex}"} <= known.keys()
    assert known[f"index_item_v_{version.id.hex}"] == 40
    with pytest.raises(Exception, match="permission denied"):
        async with shelf.database.open_scope(shelf.scope) as session:
            await repository.refresh_statistics(session)
    with pytest.raises(Exception, match="permission denied"):
        async with shelf.dispatch.connection() as connection:
            await connection.execute("CALL aisle.refresh_statistics()")


async def test_two_refreshes_at_once_do_not_wait_for_each_other(shelf: Shelf) -> None:
    await shelf.sell(product("Wool sock"))
    async with shelf.session() as session:
        await repository.refresh_statistics(session)
        async with asyncio.timeout(5), shelf.session() as other:
            await repository.refresh_statistics(other)


async def test_an_import_tells_the_planner_of_its_first_batches(shelf: Shelf, monkeypatch) -> None:
    """After the first, second, fourth... batch: a table that is filled from nothing has plans made for nothing."""
    refreshed, batches = [], []

    async def run_import(open_scope, vault, import_id, index, report) -> None:
        for done in range(1, 10):
            batches.append(done)
            await report(done * 500, None)

    async def refresh(session) -> None:
        refreshed.append(len(batches))

    monkeypatch.setattr(catalog_handlers.catalog, "run_import", run_import)
    monkeypatch.setattr(catalog_handlers.repository, "refresh_statistics", refresh)

    class Context:
        scope = staticmethod(shelf.session)

        async def progress(self, *arguments) -> None:
            """Nobody looks."""

    handlers = catalog_handlers.CatalogHandlers(shelf.indexer, shelf.vault)
    await handlers.run_import(ImportCatalog(new_id()), Context())
    assert refreshed == [1, 2, 4, 8]
