"""Searching with an engine beside PostgreSQL: the same result as without, whatever the engine knows, lost or forgot."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shelf import GivenVectors, Shelf, item

from aisle.adapters.vectors import MemoryVectorStore
from aisle.catalog.criteria import Criteria
from aisle.core.db import Session
from aisle.core.http.breaker import FAILURES
from aisle.core.jobs import Runner
from aisle.core.jobs.dispatch import Dispatcher
from aisle.retrieval import feeding, indexing, neighbours, versions
from aisle.retrieval.feeding import Feeder
from aisle.retrieval.items import IndexText, ItemKind
from aisle.retrieval.jobs import FeedVectors
from aisle.retrieval.legs import DEPTH, Query, run_legs
from aisle.retrieval.neighbours import Engines, index_of
from aisle.retrieval.ports import VectorStoreUnavailable
from aisle.retrieval.recipe import Recipe
from aisle.worker.handlers.retrieval import VectorHandlers

pytest_plugins = ["shelf_fixtures"]
QUESTION = 290


class Engine(MemoryVectorStore):
    """The fake, which can be told to fail. fails: methods that fail now; puts_left: batches that it still takes."""

    def __init__(self) -> None:
        super().__init__()
        self.fails: set[str] = set()
        self.puts_left, self.asked, self.waits = 10**9, 0, 0.0

    async def put(self, *arguments):  # type: ignore[no-untyped-def]
        if self.puts_left <= 0:
            raise VectorStoreUnavailable("The engine was ended.")
        self.puts_left -= 1
        await super().put(*arguments)

    async def watermark(self, index):  # type: ignore[no-untyped-def]
        if "watermark" in self.fails:
            raise VectorStoreUnavailable("The engine is down.")
        await asyncio.sleep(self.waits)
        return await super().watermark(index)

    async def nearest(self, *arguments):  # type: ignore[no-untyped-def]
        self.asked += 1
        if "nearest" in self.fails:
            raise VectorStoreUnavailable("The engine is down.")
        return await super().nearest(*arguments)


@pytest.fixture(autouse=True)
def small_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """What begins at thousands begins at ten."""
    for module in (indexing, feeding, neighbours):
        monkeypatch.setattr(module, "OWN_PARTITION_FROM", 10)
    monkeypatch.setattr(neighbours, "LONGEST_TAIL", 40)
    monkeypatch.setattr(feeding, "BATCH", 16)


@pytest.fixture
def engine() -> Engine:
    return Engine()


@pytest.fixture
async def engined(shelf: Shelf, engine: Engine) -> Shelf:
    """A shelf whose recipe names the engine, with 120 passages that are rows of a matrix."""
    # All on one side: joining takes what is less than not similar at all for equal.
    shelf.embedder = GivenVectors(1.5 + np.random.default_rng(5).normal(size=(300, 16)))
    shelf.embedder.rows = shelf.embedder.rows.astype(np.float16).astype(np.float32)  # as they are kept
    shelf.vector_store = "memory"
    await shelf.use_only(shelf.embedder)
    await shelf.index(*map(_row, range(120)))
    return shelf


def _row(number: int) -> IndexText:
    return item(str(number), UUID(int=number + 1))


def _engines(engine: Engine) -> Engines:
    return Engines({"memory": engine})


async def _feed(shelf: Shelf, engine: Engine) -> bool:
    return await Feeder(_engines(engine)).feed(shelf.session, (await shelf.live()).id)


async def _meaning(shelf: Shelf, engine: Engine | None, question: int = QUESTION) -> list[int]:
    """Ask by meaning alone, as a search does; the numbers of the rows found, best first."""
    version, vector = await shelf.live(), shelf.embedder.rows[question]
    query = Query("", "en", ("en",), vector, 1.0, Criteria(), (), 10)
    kinds = frozenset({ItemKind.PASSAGE})
    engines = _engines(engine) if engine else Engines({})
    found = await engines.nearest(shelf.scope, version, kinds, vector, query.depth)
    query = replace(query, neighbours=found)
    async with shelf.session() as session:
        ranked = (await run_legs(session, await versions.get_live(session), query, kinds)).ranked
    return [one.item_id.int - 1 for one in ranked]


def _exact(shelf: Shelf, numbers, question: int = QUESTION) -> list[int]:  # type: ignore[no-untyped-def]
    rows = shelf.embedder.rows.astype(np.float64)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return sorted(numbers, key=lambda number: -float(rows[number] @ rows[question]))[:DEPTH]


async def test_a_fed_engine_is_asked_and_finds_what_an_exact_search_finds(
    engined: Shelf, engine: Engine
) -> None:
    assert await _feed(engined, engine)
    assert await _meaning(engined, engine) == _exact(engined, range(120))
    assert engine.asked == 1


async def test_what_was_written_after_the_feed_is_found_at_once(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    await engined.index(*map(_row, range(120, 150)))
    assert await _meaning(engined, engine) == _exact(engined, range(150))
    assert engine.asked == 1


async def test_what_was_deleted_after_the_feed_is_gone_at_once(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    nearest = _exact(engined, range(120))
    await engined.remove(*map(_row, nearest[:40]))
    left = set(range(120)) - set(nearest[:40])
    # Of what the engine returns most is dead by now: PostgreSQL has to be asked for the rest.
    assert await _meaning(engined, engine) == _exact(engined, left)


async def test_a_changed_item_is_found_by_its_new_meaning_alone(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    nearest = _exact(engined, range(120))[0]
    await engined.index(item("299", UUID(int=nearest + 1)))
    found = await _meaning(engined, engine, 299)
    assert found[0] == nearest
    assert found.count(nearest) == 1


@given(data=st.data())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_engine_and_tail_together_are_always_the_exact_nearest(
    engined: Shelf, engine: Engine, data: st.DataObject
) -> None:
    """Whatever is added, changed, deleted and fed in whatever order."""
    living = {one.int - 1 for one in await engined.items()}
    for step in data.draw(st.lists(st.sampled_from(["add", "remove", "feed", "lose"]), max_size=4)):
        numbers = data.draw(st.sets(st.integers(0, 280), max_size=30)) if step in ("add", "remove") else set()
        if step == "add":
            await engined.index(*map(_row, numbers))
            living |= numbers
        elif step == "remove":
            await engined.remove(*map(_row, numbers))
            living -= numbers
        elif step == "lose":
            await engine.drop(index_of(engined.scope, await engined.live()))
        else:
            await _feed(engined, engine)
    question = data.draw(st.integers(281, 299))
    assert await _meaning(engined, engine, question) == _exact(engined, living, question)


@pytest.mark.parametrize("failing", ["watermark", "nearest", "slow"])
async def test_postgresql_answers_when_the_engine_does_not(
    engined: Shelf, engine: Engine, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _feed(engined, engine)
    engine.fails, engine.waits = {failing}, 60.0 if failing == "slow" else 0.0
    monkeypatch.setattr(neighbours, "PATIENCE_SECONDS", 0.05)
    assert await _meaning(engined, engine) == _exact(engined, range(120))


async def test_an_engine_that_keeps_failing_is_left_alone_and_tried_again_later(
    engined: Shelf, engine: Engine
) -> None:
    await _feed(engined, engine)
    now = 0.0
    engines = Engines({"memory": engine}, lambda: now)
    version, vector = await engined.live(), engined.embedder.rows[QUESTION]

    async def ask() -> bool:
        return await engines.nearest(engined.scope, version, [ItemKind.PASSAGE], vector, 10) is not None

    engine.fails = {"nearest"}
    assert not any([await ask() for _ in range(20)])
    assert engine.asked == FAILURES
    engine.fails = set()
    assert not await ask()
    now = 3_600.0
    assert await ask()
    assert await ask()
    assert engine.asked == FAILURES + 2


async def test_an_engine_far_behind_is_not_used(engined: Shelf, engine: Engine) -> None:
    engine.puts_left = 2
    with pytest.raises(VectorStoreUnavailable):
        await _feed(engined, engine)
    assert await engine.watermark(index_of(engined.scope, await engined.live())) == 32
    assert await _meaning(engined, engine) == _exact(engined, range(120))


@pytest.mark.parametrize("puts", range(8))
async def test_a_feed_that_was_broken_off_goes_on_where_it_was(
    engined: Shelf, engine: Engine, puts: int
) -> None:
    engine.puts_left = puts
    with pytest.raises(VectorStoreUnavailable):
        await _feed(engined, engine)
    engine.puts_left = 8 - puts  # not one batch more than is missing
    await _feed(engined, engine)
    assert await engine.size(index_of(engined.scope, await engined.live())) == 120
    assert await _meaning(engined, engine) == _exact(engined, range(120))


async def test_an_engine_that_lost_everything_is_filled_anew(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    index = index_of(engined.scope, await engined.live())
    await engine.drop(index)
    assert await _meaning(engined, engine) == _exact(engined, range(120))
    await _feed(engined, engine)
    assert await engine.size(index) == 120


async def test_a_feed_sweeps_the_dead_once_they_are_many(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    index = index_of(engined.scope, await engined.live())
    await engined.remove(*map(_row, range(10)))
    await _feed(engined, engine)
    assert await engine.size(index) == 120
    await engined.remove(*map(_row, range(10, 40)))
    await _feed(engined, engine)
    assert await engine.size(index) == 80
    assert await _meaning(engined, engine) == _exact(engined, range(40, 120))


async def test_a_retired_version_leaves_the_engine(engined: Shelf, engine: Engine) -> None:
    await _feed(engined, engine)
    version = await engined.live()
    async with engined.session() as session:
        await session.execute(
            "UPDATE index_version SET state = 'retired' WHERE organization_id = $1 AND store_id = $2 AND id = $3",
            *session.tenant,
            version.id,
        )
    assert not await _feed(engined, engine)
    assert await engine.size(index_of(engined.scope, version)) == 0


async def test_a_small_version_needs_no_engine(
    engined: Shelf, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (feeding, neighbours):
        monkeypatch.setattr(module, "OWN_PARTITION_FROM", 3_000)
    await _feed(engined, engine)
    assert await _meaning(engined, engine) == _exact(engined, range(120))
    assert (engine.asked, await engine.size(index_of(engined.scope, await engined.live()))) == (0, 0)


async def test_a_process_without_the_engine_still_answers(engined: Shelf) -> None:
    assert await _meaning(engined, None) == _exact(engined, range(120))


async def test_writing_wakes_the_feed_and_the_feed_comes_back(engined: Shelf, engine: Engine) -> None:
    handlers = VectorHandlers(Feeder(_engines(engine)), engined.jobs)
    runner = Runner(
        engined.worker,
        Dispatcher(engined.dispatch, timedelta(seconds=60)),
        b"signs the jobs of these tests",
        {FeedVectors: handlers.feed},
        {"vectors": 1},
    )
    assert await runner.run_until_idle() > 0
    assert await engine.size(index_of(engined.scope, await engined.live())) == 120
    assert await _waiting(engined) == 1
    engine.fails = {"watermark"}
    await engined.index(_row(120))
    assert await runner.run_until_idle() > 0  # brought forward, and it comes back even from a failure
    assert await _waiting(engined) == 1


async def _waiting(shelf: Shelf) -> int:
    async with shelf.session() as session:
        return await session.fetchval(  # type: ignore[no-any-return]
            "SELECT count(*) FROM job WHERE organization_id = $1 AND store_id = $2 AND kind = 'feed_vectors' AND state = 'queued'",
            *session.tenant,
        )


async def test_one_statement_confirms_what_an_engine_found(
    engined: Shelf, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts: list[str] = []
    fetch = Session.fetch

    async def counted(self, sql: str, *arguments):  # type: ignore[no-untyped-def]
        counts.append(sql)
        return await fetch(self, sql, *arguments)

    await _feed(engined, engine)
    monkeypatch.setattr(Session, "fetch", counted)
    await _meaning(engined, None)
    without = len(counts)
    await _meaning(engined, engine)
    assert len(counts) == 2 * without


async def test_recipes_of_before_name_postgresql(shelf: Shelf) -> None:
    older = Recipe.of(shelf.embedder).to_json()
    del older["vector_store"]
    assert Recipe.from_json(older).vector_store == "pgvector"
