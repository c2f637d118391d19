"""The stores of a world as they are asked: each question goes to one of them, to the large ones more often."""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np

from aisle.bootstrap.resources import Resources
from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import DEPTH
from aisle.retrieval.versions import IndexVersion
from aisle.tenants.types import Store
from benchmarks.asked import SHOWN
from benchmarks.client import Client
from benchmarks.corpus import Corpus, embedded
from benchmarks.installation import Installation, scope_of, secret_key
from benchmarks.seeding import Recording
from benchmarks.sides import Answer

CLOSE = 1e-3  # similarities this near are equal: the graph compares halves


@dataclass(frozen=True, slots=True)
class Member:
    """A store that can be asked."""

    store: Store
    version: IndexVersion
    client: Client


@dataclass(frozen=True, slots=True)
class Crowd:
    """Stores with the questions that they are asked. asked: which store gets each question, by its place."""

    parts: Resources
    admin: Any
    members: Sequence[Member]
    questions: Sequence[str]
    vectors: np.ndarray
    asked: Sequence[int]

    def sides(self) -> dict[str, Answer]:
        """Return the ways to answer, from the bare statement to the whole request."""
        return {
            "bare": self.bare,
            "isolated": self.isolated,
            "semantic": lambda number: self.over_http(number, "semantic"),
            "hybrid": lambda number: self.over_http(number, "hybrid"),
            "keyword": lambda number: self.over_http(number, "keyword"),
        }

    async def bare(self, number: int) -> list[Any]:
        """Run the statement of the leg of meaning as the superuser, whom no policy binds."""
        member = self.members[self.asked[number]]
        recording = Recording(member.store)
        await repository.nearest(recording, member.version, ItemKind.PASSAGE, self.vectors[number], DEPTH)
        return [await self.admin.fetch(sql, *arguments) for sql, arguments in recording.statements]

    async def isolated(self, number: int) -> list[Any]:
        """Run the leg of meaning as the application."""
        member = self.members[self.asked[number]]
        async with self.parts.database.open_scope(scope_of(member.store)) as session:
            return await repository.nearest(
                session, member.version, ItemKind.PASSAGE, self.vectors[number], DEPTH
            )

    async def over_http(self, number: int, mode: str) -> None:
        """Search through the API."""
        body = {"query": self.questions[number], "limit": SHOWN, "kinds": ["passage"], "mode": mode}
        found = (await self.members[self.asked[number]].client.post("/api/v1/search", body)).json()
        assert found["items"], f"nothing was found for {self.questions[number]}"

    async def recall(self, number: int) -> tuple[float, int]:
        """Return the share of the exact nearest that the leg of meaning finds, and how many rows came."""
        found = await self.isolated(number)
        exact = await self._exact(number)
        least = exact[-1] - CLOSE
        return sum(item.similarity >= least for item in found[:SHOWN]) / len(exact), len(found)

    async def _exact(self, number: int) -> list[float]:
        member = self.members[self.asked[number]]
        await self.admin.execute("SET enable_indexscan = off")
        rows = await self.admin.fetch(
            "SELECT 1 - (embedding <=> $4::halfvec) AS similarity FROM index_item"
            " WHERE organization_id = $1 AND store_id = $2 AND version_id = $3 AND home = $5 AND kind = 'passage'"
            f" ORDER BY embedding <=> $4::halfvec LIMIT {SHOWN}",
            member.store.organization_id,
            member.store.id,
            member.version.id,
            self.vectors[number],
            member.version.home,
        )
        await self.admin.execute("RESET enable_indexscan")
        return [row["similarity"] for row in rows]


@asynccontextmanager
async def crowd(place: Installation, stores: Sequence[Store], questions: int) -> AsyncIterator[Crowd]:
    """Open what is needed to ask the stores. stores: the largest first, by Zipf's law."""
    async with AsyncExitStack() as stack:
        parts, admin = (
            await stack.enter_async_context(place.parts()),
            await stack.enter_async_context(place.admin()),
        )
        await _warm(admin)
        members = [await _member(stack, place, parts, store) for store in stores]
        texts = Corpus().questions(questions, seed=questions)
        shares = 1 / np.arange(1, len(stores) + 1)
        asked = np.random.default_rng(questions).choice(len(stores), questions, p=shares / shares.sum())
        yield Crowd(parts, admin, members, texts, embedded(texts), [int(place) for place in asked])


async def _warm(admin: Any) -> None:
    """Read tables and indexes into memory: an installation that stands was not asked for long."""
    await admin.execute("CREATE EXTENSION IF NOT EXISTS pg_prewarm SCHEMA public")
    await admin.fetch(
        "SELECT pg_prewarm(c.oid, 'read') FROM pg_class c WHERE c.relnamespace = 'aisle'::regnamespace AND c.relkind IN ('r', 'i')"
    )


async def _member(stack: AsyncExitStack, place: Installation, parts: Resources, store: Store) -> Member:
    async with parts.database.open_scope(scope_of(store)) as session:
        version = await versions.get_live(session)
    client = await stack.enter_async_context(Client(place.settings.port, await secret_key(parts, store)))
    return Member(store, version, client)
