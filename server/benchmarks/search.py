"""Measures search in stores of several sizes against the bare SQL below it: time, processor time, recall, isolation.

Vectors and texts are made up; rows are written past every service. Every side asks the same questions in turn.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.catalog import service as catalog
from aisle.retrieval import versions
from benchmarks.asked import SHOWN, Asked
from benchmarks.client import Client
from benchmarks.corpus import Corpus, embedded
from benchmarks.cpu import Meter
from benchmarks.figures import compared, progress, report
from benchmarks.installation import Installation, installation, new_store, scope_of, secret_key
from benchmarks.scale import Scale
from benchmarks.search_figures import report_growth, report_isolation, report_requests
from benchmarks.seeding import Planted, plant, plant_products, settle
from benchmarks.sides import alternate

TINY = 5
GRAPH_FROM = 3_000
SLOW_QUESTIONS = 20  # ts_rank reads every row that has any of the words: most of them


@dataclass(frozen=True, slots=True)
class Sizes:
    """Chunks of the stores that are measured, of those beside them, products, and questions of a round."""

    measured: tuple[int, ...]
    beside: tuple[int, ...]
    products: int
    questions: int


SIZES = {
    Scale.TOY: Sizes((300,), (20,), 50, 5),
    Scale.QUICK: Sizes((1_000, 4_000), (500,), 2_000, 40),
    Scale.FULL: Sizes((10_000, 100_000), (2_500, 1_000, 1_000, 300), 20_000, 200),
}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation() as place, place.api() as api:
        asyncio.run(_measure(place, place.meter(api), SIZES[scale]))


async def _measure(place: Installation, meter: Meter, sizes: Sizes) -> None:
    corpus = Corpus()
    async with place.parts() as parts, place.parts("worker") as worker, place.admin() as admin:
        for chunks in (*sizes.beside, TINY):
            await _planted(admin, worker, corpus, chunks)
        costs = {}
        for chunks in sizes.measured:
            bench = Bench(place, parts, admin, meter, await _planted(admin, worker, corpus, chunks))
            costs[chunks] = await bench.run(corpus.questions(sizes.questions, seed=chunks + 1))
        report_growth(costs)
        await _tiny(place, parts, await _planted(admin, worker, corpus, TINY), corpus)
        await _identifiers(parts, admin, worker, sizes)


async def _planted(admin: Any, worker: Resources, corpus: Corpus, chunks: int) -> Planted:
    progress(f"a store of {chunks} chunks")
    store = await new_store(worker, f"Store of {chunks}")
    planted = await plant(admin, worker, store, corpus, chunks)
    if chunks > GRAPH_FROM:
        begun = time.perf_counter()
        await settle(worker, store)
        note = "in one statement, for which a worker allows 120 s"
        report("own partition and graph", time.perf_counter() - begun, "s", size=planted.size, note=note)
    await admin.execute("ANALYZE passage, chunk, document, document_version, index_item, index_posting")
    return planted


@dataclass(frozen=True, slots=True)
class Bench:
    """One store under measurement."""

    place: Installation
    parts: Resources
    admin: Any
    meter: Meter
    planted: Planted

    async def run(self, questions: Sequence[str]) -> dict[str, float]:
        """Report every figure of this store; returns the processor time of each kind of request."""
        vectors = embedded(list(questions))
        async with self.parts.database.open_scope(scope_of(self.planted.store)) as session:
            version = await versions.get_live(session)
        token = await secret_key(self.parts, self.planted.store)
        async with Client(self.place.settings.port, token) as client:
            asked = Asked(self.parts, self.admin, self.planted, version, questions, vectors, client)
            sides = await alternate(asked.sides(), len(questions), self.meter)
        report_requests(sides, self.planted.size)
        report_isolation(sides, self.planted.size)
        await asked.report_recall()
        await self._lexical(asked)
        await self._key_look_up()
        return {name: median(side.costs) for name, side in sides.items()}

    async def _lexical(self, asked: Asked) -> None:
        await self._prepare_ts_rank()
        sides = await alternate(
            {"ours": asked.lexical, "ts_rank": asked.ts_rank},
            min(len(asked.questions), SLOW_QUESTIONS),
            self.meter,
        )
        ours, peer = sides["ours"], sides["ts_rank"]
        report(
            "leg of words",
            median(ours.costs),
            "CPU-ms",
            peer=f"ts_rank over OR: {median(peer.costs):.1f}",
            **compared(ours.costs, peer.costs),
            size=self.planted.size,
            note=f"p50 {ours.p(50):.1f} ms against {peer.p(50):.1f}; goal: at most 0.02, measured for 200,000 products",
        )

    async def _prepare_ts_rank(self) -> None:
        await self.admin.execute("DROP TABLE IF EXISTS raw_words")
        await self.admin.execute(
            "CREATE TABLE raw_words AS SELECT id, to_tsvector('simple', body) AS words FROM passage"
            " WHERE organization_id = $1 AND store_id = $2",
            self.planted.store.organization_id,
            self.planted.store.id,
        )
        await self.admin.execute("CREATE INDEX ON raw_words USING gin (words)")
        await self.admin.execute("ANALYZE raw_words")

    async def _key_look_up(self) -> None:
        """Look passages up by key, many in one transaction, with and without row-level security."""
        ids, sql = (
            self.planted.passage_ids,
            "SELECT body FROM passage WHERE organization_id = $1 AND store_id = $2 AND id = $3",
        )
        tenant = (self.planted.store.organization_id, self.planted.store.id)

        async def bare(number: int) -> None:
            await self.admin.fetchrow(sql, *tenant, ids[number % len(ids)])

        async with self.parts.database.open_scope(scope_of(self.planted.store), keep_plans=True) as session:

            async def ours(number: int) -> None:
                await session.fetchrow(sql, *tenant, ids[number % len(ids)])

            sides = await alternate({"bare": bare, "ours": ours}, 5 * min(len(ids), 200), self.meter)
        slower = [ours - bare for ours, bare in zip(sides["ours"].costs, sides["bare"].costs, strict=True)]
        report(
            "isolation adds to a look-up by key",
            median(slower) * 1e3,
            "CPU-µs",
            peer=f"bare: {median(sides['bare'].costs) * 1e3:.0f}",
            **compared(sides["ours"].costs, sides["bare"].costs),
            size=self.planted.size,
            note="goal: at most 60 µs",
        )


async def _tiny(place: Installation, parts: Resources, planted: Planted, corpus: Corpus) -> None:
    """A store with fewer chunks than are asked for has to show them all."""
    token = await secret_key(parts, planted.store)
    async with Client(place.settings.port, token) as client:
        body = {"query": corpus.questions(1, 3)[0], "limit": SHOWN, "kinds": ["passage"], "mode": "semantic"}
        found = (await client.post("/api/v1/search", body)).json()["items"]
    report(f"rows of {SHOWN} asked for", len(found), "rows", size=planted.size, note=f"must be {TINY}")


async def _identifiers(parts: Resources, admin: Any, worker: Resources, sizes: Sizes) -> None:
    """Find products by SKU, and compare with the statement alone."""
    store = await new_store(worker, "Products")
    await plant_products(admin, store, sizes.products)
    sql = "SELECT product_id FROM variant WHERE organization_id = $1 AND store_id = $2 AND sku_key = $3"

    def sku(number: int) -> str:
        return f"ab{1 + number * 37 % sizes.products:06d}"

    async def bare(number: int) -> None:
        assert await admin.fetch(sql, store.organization_id, store.id, sku(number))

    async with parts.database.open_scope(scope_of(store), keep_plans=True) as session:

        async def ours(number: int) -> None:
            assert await catalog.find_by_identifiers(session, [sku(number)])

        sides = await alternate({"bare": bare, "ours": ours}, sizes.questions, Meter(()))
    report(
        "product by SKU, p50",
        sides["ours"].p(50),
        "ms",
        peer=f"bare SQL: {sides['bare'].p(50):.2f}",
        **compared(sides["ours"].medians, sides["bare"].medians),
        size=f"{sizes.products:,} products",
        note="goal: at most 0.3 ms",
    )
