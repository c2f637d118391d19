"""One store's ways to answer a question, from the bare statement below to the whole request over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import numpy as np

from aisle.bootstrap.resources import Resources
from aisle.catalog.criteria import Criteria
from aisle.retrieval import repository
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import DEPTH, Query, run_legs
from aisle.retrieval.versions import IndexVersion
from benchmarks.client import Client
from benchmarks.figures import report, spread_of
from benchmarks.installation import scope_of
from benchmarks.seeding import Planted, Recording
from benchmarks.sides import Answer

SHOWN = 10


@dataclass(frozen=True, slots=True)
class Asked:
    """The ways in which one store answers the same questions, each by the question's number."""

    parts: Resources
    admin: Any
    planted: Planted
    version: IndexVersion
    questions: Sequence[str]
    vectors: np.ndarray
    client: Client

    def sides(self) -> Mapping[str, Answer]:
        """Return the ways, from the bare statement to the whole request."""
        return {
            "bare": self.bare,
            "bare transaction": self.bare_transaction,
            "isolated": self.isolated,
            "semantic": lambda number: self.over_http(number, "semantic"),
            "hybrid": lambda number: self.over_http(number, "hybrid"),
            "keyword": lambda number: self.over_http(number, "keyword"),
        }

    async def bare(self, number: int) -> None:
        """Run the very statements of the leg of meaning as the superuser, whom no policy binds."""
        for sql, arguments in await self._statements(number):
            await self.admin.fetch(sql, *arguments)

    async def bare_transaction(self, number: int) -> None:
        """The same inside a transaction, as the application has it."""
        await self.admin.execute("BEGIN; SELECT 1")
        await self.bare(number)
        await self.admin.execute("COMMIT")

    async def isolated(self, number: int) -> list[UUID]:
        """Run the leg of meaning as the application: signed context, row-level security."""
        async with self.parts.database.open_scope(scope_of(self.planted.store), keep_plans=True) as session:
            found = await repository.nearest(
                session, self.version, ItemKind.PASSAGE, self.vectors[number], DEPTH
            )
        return [item.item_id for item in found]

    async def over_http(self, number: int, mode: str) -> None:
        """Search through the API."""
        body = {"query": self.questions[number], "limit": SHOWN, "kinds": ["passage"], "mode": mode}
        found = (await self.client.post("/api/v1/search", body)).json()
        assert found["items"], f"nothing was found for {self.questions[number]}"

    async def lexical(self, number: int) -> None:
        """Run the leg of words alone."""
        query = Query(self.questions[number], "en", ("en",), None, 0.0, Criteria(), (), SHOWN)
        async with self.parts.database.open_scope(scope_of(self.planted.store), keep_plans=True) as session:
            await run_legs(session, self.version, query, frozenset({ItemKind.PASSAGE}))

    async def ts_rank(self, number: int) -> None:
        """Ask PostgreSQL's own full text search for the same words."""
        await self.admin.fetch(
            "SELECT id FROM raw_words, to_tsquery('simple', $1) AS wanted WHERE words @@ wanted"
            f" ORDER BY ts_rank(words, wanted) DESC LIMIT {DEPTH}",
            " | ".join(self.questions[number].split()),
        )

    async def report_recall(self) -> None:
        """Compare what the leg of meaning finds with an exact search."""
        stored = self.planted.vectors
        shares, counts = [], []
        for number, vector in enumerate(self.vectors):
            exact = np.argsort(-(stored @ vector), kind="stable")[:SHOWN]
            found = await self.isolated(number)
            wanted = {self.planted.passage_ids[place] for place in exact}
            shares.append(len(wanted & set(found[:SHOWN])) / len(wanted))
            counts.append(len(found))
        size = self.planted.size
        report(
            "recall of the nearest 10",
            sum(shares) / len(shares),
            "share",
            size=size,
            note="goal: at least 0.98",
        )
        report(
            f"rows of {DEPTH} asked for",
            min(counts),
            "rows",
            spread=spread_of(counts),
            size=size,
            note="fewest",
        )

    async def _statements(self, number: int) -> list[tuple[str, tuple[Any, ...]]]:
        recording = Recording(self.planted.store)
        await repository.nearest(recording, self.version, ItemKind.PASSAGE, self.vectors[number], DEPTH)
        return recording.statements
