"""Builds, switches, changes of content and ways back, killed at random: one whole version answers, and nothing is left over."""

import asyncio
import random
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import asyncpg
import pytest
from shelf import ITEM, CountingEmbedder, Shelf, product

from aisle.core.db import DatabaseUnavailable, Session
from aisle.core.errors import Conflict, InvalidInput, NotFound
from aisle.knowledge.errors import DocumentNotFound
from aisle.retrieval import building, indexing, settling, states, versions
from aisle.retrieval.indexing import IndexVersionsChanged
from aisle.retrieval.managing import view
from aisle.retrieval.request import SearchRequest
from mortal import Killed, MortalDatabase

pytest_plugins = ["shelf_fixtures"]

ANCHOR = "# Anchor\n\n" + " ".join(
    f"Anchor rule {number} keeps the boat at its place by night." for number in range(24)
)
# What a person would be told, and try again: a version that is not ready, a document that is gone.
# Or the machine is too busy to connect in time, as after a kill; that is told, and no wrong answer.
REFUSED = (Conflict, NotFound, InvalidInput, DatabaseUnavailable)


@dataclass
class Harbour:
    """A store under change, with a process that may die and readers that look all the time."""

    shelf: Shelf
    dice: random.Random
    mortal: MortalDatabase
    documents: dict[str, UUID] = field(default_factory=dict)
    handles: set[str] = field(default_factory=set)
    done: Counter[str] = field(default_factory=Counter)
    killed: Counter[str] = field(default_factory=Counter)
    read: Counter[UUID] = field(default_factory=Counter)

    # changes ---------------------------------------------------------------------------------------------------
    async def publish(self) -> None:
        name = f"guide-{self.dice.randrange(6)}.md"
        body = " ".join(
            f"Fact {self.dice.randrange(40)} about rope and sail." for _ in range(self.dice.randint(3, 30))
        )
        self.documents[name] = await self.shelf.publish(name, f"# {name}\n\n{body}")

    async def delete(self) -> None:
        if self.documents:
            name = self.dice.choice(sorted(self.documents))
            with suppress(DocumentNotFound):
                await self.shelf.unpublish(self.documents[name])
            del self.documents[name]
            await self.shelf.work()

    async def sell(self) -> None:
        handles = [f"rope-{self.dice.randrange(20)}" for _ in range(3)]
        words = f"Length {self.dice.randrange(90)} m"
        with suppress(IndexVersionsChanged):
            await self.shelf.sell(*(product(one, description=words, handle=one) for one in set(handles)))

    async def withdraw(self) -> None:
        async with self.shelf.session() as session:
            rows = await session.fetch(
                f"SELECT id FROM product WHERE {ITEM} AND handle LIKE 'rope-%' ORDER BY handle LIMIT 2",
                *session.tenant,
            )
        await self.shelf.withdraw(*(row["id"] for row in rows))

    # versions --------------------------------------------------------------------------------------------------
    async def build(self) -> None:
        wish = self.dice.choice(
            [
                {"size_tokens": 60},
                {"size_tokens": 200},
                {"size_tokens": 90, "overlap_tokens": 20},
                {"weights": {"meaning": 0.5}},
                {"embedder": next(iter(self.shelf.more_embedders))},
                {"embedder": self.shelf.embedder.name, "size_tokens": 60},
            ]
        )
        await self.shelf.start_build(**wish)
        await self.shelf.work()

    async def go_on(self) -> None:
        await self.shelf.hurry()

    async def pause_and_resume(self) -> None:
        for version in await self.in_state("building"):
            async with self.shelf.session() as session:
                await states.pause_build(session, version)
            async with self.shelf.session() as session:
                await states.resume_build(session, self.shelf.jobs, version)

    async def activate(self) -> None:
        ready = await self.in_state("ready")
        if ready:
            await self.shelf.activate(self.dice.choice(ready))

    async def roll_back(self) -> None:
        async with self.shelf.session() as session:
            await states.activate(session, await states.find_before(session))

    async def retire(self) -> None:
        old = await self.in_state("ready", "failed", "building", "paused")
        if old:
            async with self.shelf.session() as session:
                await states.retire(session, self.shelf.jobs, self.dice.choice(old))

    async def in_state(self, *wanted: str) -> list[UUID]:
        async with self.shelf.session() as session:
            rows = await session.fetch(
                f"SELECT id FROM index_version WHERE {ITEM} AND state = ANY($3) ORDER BY id",
                *session.tenant,
                list(wanted),
            )
        return [row["id"] for row in rows]

    async def act(self) -> None:
        """Do something, and die in the middle of it more often than not."""
        actions = (
            [self.publish] * 3
            + [self.build, self.go_on, self.activate] * 2
            + [self.delete, self.sell, self.withdraw, self.pause_and_resume, self.roll_back, self.retire]
        )
        action = self.dice.choice(actions)
        # A switch takes a dozen steps, a build some hundreds.
        self.mortal.live(self.dice.choice([-1, *(self.dice.randrange(most) for most in (12, 30, 150))]))
        try:
            await action()
            self.done[action.__name__] += 1
        except Killed:
            self.killed[action.__name__] += 1
        except REFUSED:
            self.done[f"refused to {action.__name__}"] += 1
        finally:
            self.mortal.live(-1)

    # readers ---------------------------------------------------------------------------------------------------
    async def read_once(self, searcher: Any, whole: dict[str, set[str]]) -> None:
        """Hats and the anchor's passages are never touched: every answer has all of them, of one chunking."""
        hats = await searcher.search(self.shelf.scope, SearchRequest("felt hat", limit=50))
        assert {hit.product.handle for hit in hats.products if hit.product.handle.startswith("hat-")} == {
            f"hat-{number}" for number in range(5)
        }
        found = await searcher.search(self.shelf.scope, SearchRequest("anchor rule keeps the boat", limit=50))
        texts = {hit.text for hit in found.passages if hit.text.startswith("Anchor rule")}
        version = await self.version(found.index_version_id)
        key = version.recipe.chunking.key
        assert texts == whole.setdefault(key, texts), "passages of two chunkings, or not all of one"
        assert len(found.passages) == len({hit.passage_id for hit in found.passages})
        self.read[found.index_version_id] += 1

    async def version(self, version_id: UUID) -> Any:
        async with self.shelf.database.open_scope(self.shelf.scope) as session:
            return await versions.get_version(session, version_id)

    # the end ---------------------------------------------------------------------------------------------------
    async def drain(self) -> None:
        for _ in range(12):
            with suppress(DatabaseUnavailable):
                await self.shelf.hurry()
            for version in await self.in_state("failed", "building", "paused"):
                with suppress(Conflict):
                    async with self.shelf.session() as session:
                        await states.resume_build(session, self.shelf.jobs, version)
            if not await self.open_jobs() and not await self.in_state("failed", "building", "paused"):
                return
        raise AssertionError(f"work is left: {await self.open_jobs()}")

    async def open_jobs(self) -> list[Any]:
        async with self.shelf.session() as session:
            return await session.fetch(
                "SELECT kind, state, attempts, error FROM job WHERE organization_id = $1 AND state IN ('queued', 'running')"
                " AND kind <> 'apply_retention'",
                self.shelf.store.organization_id,
            )


async def leftovers(session: Session) -> dict[str, int]:
    """Rows that nothing which lives stands behind."""
    alive = f"(SELECT id FROM index_version WHERE {ITEM} AND state <> 'retired')"
    counts = {
        table: f"SELECT count(*) FROM {table} WHERE {ITEM} AND version_id NOT IN {alive}"
        for table in ("index_item", "index_posting", "index_segment")
    }
    counts["chunks of no chunking"] = (
        f"SELECT count(*) FROM chunk c JOIN document d ON d.published_version_id = c.document_version_id WHERE c.{ITEM.replace('AND ', 'AND c.')}"
        f" AND c.chunking NOT IN (SELECT (recipe->'chunking'->>'size_tokens') || '/' || (recipe->'chunking'->>'overlap_tokens')"
        f" || '/' || (recipe->'chunking'->>'tokens_of') FROM index_version WHERE {ITEM} AND state <> 'retired')"
    )
    counts["passages without a chunk"] = (
        f"SELECT count(*) FROM passage p WHERE p.{ITEM.replace('AND ', 'AND p.')}"
        " AND NOT EXISTS (SELECT 1 FROM chunk c WHERE c.passage_id = p.id)"
    )
    counts["postings without a segment"] = (
        f"SELECT count(*) FROM index_posting p WHERE p.{ITEM.replace('AND ', 'AND p.')} AND NOT EXISTS"
        " (SELECT 1 FROM index_segment s WHERE s.version_id = p.version_id AND s.segment = p.segment)"
    )
    return {name: await session.fetchval(sql, *session.tenant) for name, sql in counts.items()}


async def live_through(shelf: Shelf, seed: int, kills: int) -> Harbour:
    """Let things happen until so many kills, with readers beside; then drain and compare everything."""
    small = CountingEmbedder(64)
    shelf.more_embedders[small.name] = small
    await shelf.sell(*(product(f"Felt hat {n}", handle=f"hat-{n}") for n in range(5)))
    await shelf.publish("anchor.md", ANCHOR)
    mortal = MortalDatabase(shelf.worker)
    shelf.worker = mortal
    harbour = Harbour(shelf, random.Random(seed), mortal)
    searcher, whole, stop = shelf.searcher(), dict[str, set[str]](), asyncio.Event()

    async def reader() -> None:
        while not stop.is_set():
            with suppress(DatabaseUnavailable):
                await harbour.read_once(searcher, whole)
            await asyncio.sleep(0.02)

    readers = [asyncio.create_task(reader()) for _ in range(2)]
    try:
        while sum(harbour.killed.values()) < kills:
            await harbour.act()
            for one in readers:
                assert not one.done(), one.exception()
    finally:
        stop.set()
    await asyncio.gather(*readers)
    await harbour.drain()
    await compare(harbour)
    print(
        f"\nkilled: {dict(harbour.killed)}; done: {dict(harbour.done)}; reads: {sum(harbour.read.values())} of {len(harbour.read)} versions"
    )
    return harbour


async def compare(harbour: Harbour) -> None:
    shelf = harbour.shelf
    for version in await harbour.in_state("ready", "active"):
        assert await shelf.items(version) == await shelf.wanted(version)
        assert (await shelf.row(version))["items"] == len(await shelf.items(version))
    assert await harbour.in_state("active") == [(await shelf.live()).id]
    async with shelf.session() as session:
        assert set((await leftovers(session)).values()) == {0}, await leftovers(session)
    found = await shelf.search("Fact about rope and sail", limit=50)
    held = await shelf.texts(found.index_version_id)
    assert {hit.text for hit in found.passages} <= held


@pytest.fixture
def small_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page holds few items, and a partition of its own comes early, so that a build has many places to die at."""
    monkeypatch.setattr(building, "PAGE", 4)
    monkeypatch.setattr(settling, "OWN_PARTITION_FROM", 30)
    monkeypatch.setattr(indexing, "OWN_PARTITION_FROM", 30)


async def test_a_few_kills_leave_one_whole_version_and_nothing_over(shelf: Shelf, small_pages) -> None:
    harbour = await live_through(shelf, seed=7, kills=8)
    assert harbour.read


@pytest.mark.slow
@pytest.mark.timeout(3_000)
@pytest.mark.parametrize("seed", [1, 2])
async def test_a_hundred_kills_leave_one_whole_version_and_nothing_over(
    shelf: Shelf, small_pages, seed: int
) -> None:
    harbour = await live_through(shelf, seed=seed, kills=100)
    assert len(harbour.read) >= 3, "several versions answered meanwhile"
    assert {"build", "go_on", "publish"} <= harbour.killed.keys()


async def test_a_build_waits_for_room_on_a_full_disk_and_leaves_the_live_index_alone(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full for the new version's rows from the second page on, whatever is tried."""
    await shelf.sell(*(product(f"Felt hat {n}", handle=f"hat-{n}") for n in range(9)))
    monkeypatch.setattr(building, "PAGE", 4)
    live, before = (await shelf.live()).id, await shelf.items()
    version, insert = await shelf.start_build(), Session.insert_rows

    async def full(self, table, columns, rows):
        held = "SELECT count(*) FROM index_item WHERE version_id = $1"
        if table == "index_item" and await self.fetchval(held, version):
            raise asyncpg.DiskFullError("could not extend file: No space left on device")
        await insert(self, table, columns, rows)

    with monkeypatch.context() as patch:
        patch.setattr(Session, "insert_rows", full)
        await shelf.work()
        await shelf.hurry()
    async with shelf.session() as session:
        shown = await view(session, version)
    assert shown.state == "building"
    assert "Free some space" in (shown.reason or "")
    assert len(await shelf.items(version)) == 4
    assert (await shelf.live()).id == live
    assert await shelf.items() == before
    assert len((await shelf.search("felt hat", limit=20)).products) == 9
    await shelf.hurry()
    assert (await shelf.row(version))["state"] == "ready"
    assert await shelf.items(version) == await shelf.wanted(version)
