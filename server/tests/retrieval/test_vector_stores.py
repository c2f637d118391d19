"""What every vector store promises. All get the same items: out of PostgreSQL, where the index keeps them."""

import re
from itertools import product as combinations
from uuid import UUID, uuid4

import numpy as np
import pytest
from shelf import GivenVectors, Shelf, item

from aisle.core.ids import new_id
from aisle.retrieval import repository
from aisle.retrieval.feeding import _batch
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.neighbours import index_of
from aisle.retrieval.ports import Ordinals, VectorBatch, VectorIndex, VectorStore

pytest_plugins = ["shelf_fixtures", "vector_store_fixtures"]
QUESTION = 200  # the row of the matrix that is asked for
PRODUCTS, PASSAGES = range(60), range(60, 100)


@pytest.fixture
async def filled(shelf: Shelf) -> Shelf:
    """A shelf whose items are rows of a matrix: 60 products, then 40 passages; ordinals are the rows' numbers."""
    return await _fill(shelf)


async def _fill(shelf: Shelf, products: range = PRODUCTS, passages: range = PASSAGES) -> Shelf:
    await shelf.use_only(GivenVectors(np.random.default_rng(3).normal(size=(240, 24))))
    await shelf.index(*(_row(number, ItemKind.PRODUCT) for number in products))
    await shelf.index(*(_row(number, ItemKind.PASSAGE) for number in passages))
    return shelf


def _row(number: int, kind: ItemKind) -> IndexText:
    return item(str(number), UUID(int=number + 1), kind)


async def _index(shelf: Shelf) -> VectorIndex:
    return index_of(shelf.scope, await shelf.live())


async def _bring(shelf: Shelf, store: VectorStore, start: int = 0, end: int | None = None) -> VectorIndex:
    """Bring what the index holds to a store, as a feed does."""
    version = await shelf.live()
    end = version.next_ordinal if end is None else end
    async with shelf.session() as session:
        rows = await repository.vectors_between(session, version, start, end, 1_000)
    index = index_of(shelf.scope, version)
    await store.put(index, _batch(rows, index.dimensions), end)
    return index


def _exact(shelf: Shelf, numbers: range, k: int) -> list[int]:
    rows = shelf.embedder.rows
    ranked = sorted(numbers, key=lambda number: -float(rows[number] @ rows[QUESTION]))
    return ranked[:k]


async def _nearest(shelf: Shelf, store: VectorStore, index: VectorIndex, kind: ItemKind, k: int) -> list[int]:
    return (await store.nearest(index, kind, shelf.embedder.rows[QUESTION], k)).tolist()


async def test_the_nearest_of_each_kind_come_best_first(filled: Shelf, vector_store: VectorStore) -> None:
    index = await _bring(filled, vector_store)
    for kind, numbers in ((ItemKind.PRODUCT, PRODUCTS), (ItemKind.PASSAGE, PASSAGES)):
        found = await _nearest(filled, vector_store, index, kind, 10)
        assert found == _exact(filled, numbers, 10)
    assert await vector_store.watermark(index) == 100
    assert await vector_store.size(index) == 100


async def test_all_come_when_there_are_fewer_than_asked_for(filled: Shelf, vector_store: VectorStore) -> None:
    index = await _bring(filled, vector_store)
    assert sorted(await _nearest(filled, vector_store, index, ItemKind.PASSAGE, 500)) == [*PASSAGES]


async def test_an_index_that_nobody_filled_is_empty(shelf: Shelf, vector_store: VectorStore) -> None:
    await shelf.use_only(GivenVectors(np.random.default_rng(3).normal(size=(240, 24))))
    index = await _index(shelf)
    assert await vector_store.watermark(index) == 0
    assert await vector_store.size(index) == 0
    assert await _nearest(shelf, vector_store, index, ItemKind.PRODUCT, 10) == []
    await vector_store.retain(index, np.array([], np.int64))
    await vector_store.drop(index)


async def test_batches_add_up_and_may_be_repeated(filled: Shelf, vector_store: VectorStore) -> None:
    for start, end in ((0, 30), (30, 70), (30, 70), (0, 30), (70, 100)):
        index = await _bring(filled, vector_store, start, end)
    assert await vector_store.watermark(index) == 100
    assert await vector_store.size(index) == 100
    assert await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 60) == _exact(filled, PRODUCTS, 60)


async def test_a_watermark_never_falls(filled: Shelf, vector_store: VectorStore) -> None:
    await _bring(filled, vector_store)
    index = await _bring(filled, vector_store, 0, 40)
    assert await vector_store.watermark(index) == 100


async def test_a_batch_of_dead_ordinals_alone_moves_the_watermark(
    filled: Shelf, vector_store: VectorStore
) -> None:
    await filled.remove(*(_row(number, ItemKind.PRODUCT) for number in PRODUCTS))
    index = await _bring(filled, vector_store, 0, 60)
    assert await vector_store.watermark(index) >= 60
    assert await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 10) == []


async def test_the_dead_are_forgotten_and_the_living_stay(filled: Shelf, vector_store: VectorStore) -> None:
    index = await _bring(filled, vector_store)
    await filled.remove(*(_row(number, ItemKind.PRODUCT) for number in range(0, 60, 3)))
    version = await filled.live()
    async with filled.session() as session:
        living = await repository.living_ordinals(session, version.id, version.home)
    await vector_store.retain(index, np.array(sorted(living), np.int64))
    left = [number for number in PRODUCTS if number % 3]
    assert await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 60) == _exact(filled, left, 60)  # type: ignore[arg-type]
    assert await _nearest(filled, vector_store, index, ItemKind.PASSAGE, 40) == _exact(filled, PASSAGES, 40)
    assert await vector_store.size(index) == 80
    assert await vector_store.watermark(index) == 100


async def test_a_dropped_index_is_empty_and_can_be_filled_again(
    filled: Shelf, vector_store: VectorStore, request
) -> None:
    index = await _bring(filled, vector_store)
    for _ in range(2):
        await vector_store.drop(index)
    if "pgvector" not in request.node.name:  # there the rows are the truth, and go with the version
        assert await vector_store.watermark(index) == 0
        assert await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 10) == []
    await _bring(filled, vector_store)
    assert await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 5) == _exact(filled, PRODUCTS, 5)


async def test_no_mixture_of_ids_leads_to_another_tenants_vectors(
    shelf: Shelf, new_shelf, vector_store: VectorStore
) -> None:
    """Two organizations, and two stores of one of them: of all combinations of their ids only the true ones find anything."""
    shelves = [shelf, await new_shelf(), await new_shelf(shelf.store.organization_id)]
    true = {}
    for place, one in enumerate(shelves):
        await _fill(one, range(place * 10, place * 10 + 10 + place), range(0))
        index = await _bring(one, vector_store)
        true[index] = 10 + place
    parts = [
        {getattr(index, name) for index in true} for name in ("organization_id", "store_id", "version_id")
    ]
    question = shelf.embedder.rows[QUESTION]
    for ids in combinations(*parts):
        index = VectorIndex(*ids, 24)
        found = await vector_store.nearest(index, ItemKind.PRODUCT, question, 100)
        assert len(found) == true.get(index, 0), ids
        assert (await vector_store.watermark(index) > 0) == (index in true), ids


async def test_a_second_version_of_a_store_has_vectors_of_its_own(
    filled: Shelf, vector_store: VectorStore
) -> None:
    index = await _bring(filled, vector_store)
    other = VectorIndex(index.organization_id, index.store_id, new_id(), 24)
    assert await _nearest(filled, vector_store, other, ItemKind.PRODUCT, 10) == []
    await vector_store.drop(other)
    await vector_store.retain(other, np.array([], np.int64))
    assert len(await _nearest(filled, vector_store, index, ItemKind.PRODUCT, 10)) == 10


@pytest.mark.parametrize("name", ["../../etc", "aisle-x", "*", "%", "'; DROP TABLE item", "", "a/b", None])
def test_an_index_is_named_by_ids_alone(name) -> None:
    for place in range(3):
        ids = [uuid4(), uuid4(), uuid4()]
        ids[place] = name
        with pytest.raises(TypeError):
            VectorIndex(*ids, 24)


def test_names_are_safe_everywhere_and_never_shared() -> None:
    ids = [uuid4() for _ in range(6)]
    names = {VectorIndex(*chosen, 24).name for chosen in combinations(ids, repeat=3)}
    assert len(names) == 6**3
    assert all(re.fullmatch(r"[a-z0-9-]{1,120}", name) for name in names)


def test_a_batch_is_taken_apart_by_kind() -> None:
    batch = VectorBatch(
        np.array([3, 5, 9], np.int64),
        [ItemKind.PRODUCT, ItemKind.PASSAGE, ItemKind.PRODUCT],
        np.eye(3, dtype="f4"),
    )
    ordinals: Ordinals = batch.of(ItemKind.PRODUCT)[0]
    assert ordinals.tolist() == [3, 9]
