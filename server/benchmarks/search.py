"""Measures search in stores of several sizes against the bare SQL below it: time, processor time, recall, isolation.

Vectors and texts are made up; rows are written past every service. Every side asks the same questions in turn.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any
from uuid import UUID

import numpy as np

from aisle.bootstrap.resources import Resources
from aisle.catalog import service as catalog
from aisle.catalog.criteria import Criteria
from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from aisle.retrieval.legs import DEPTH, Query, run_legs
from aisle.retrieval.versions import IndexVersion
from benchmarks.client import Client
from benchmarks.corpus import Corpus, embedded
from benchmarks.cpu import Meter
from benchmarks.figures import compared, percentile, progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of, secret_key
from benchmarks.scale import Scale
from benchmarks.seeding import Planted, Recording, plant, plant_products, settle

ROUNDS = 3
TINY = 5
SHOWN = 10
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


@dataclass(frozen=True, slots=True)
class Side:
    """What one way to answer took, round by round: milliseconds of every question, processor milliseconds a question."""

    times: list[list[float]]
    costs: list[float]

    def p(self, percent: float) -> float:
        """Return a percentile over all rounds."""
        return percentile([time_ for round_ in self.times for time_ in round_], percent)

    @property
    def medians(self) -> list[float]:
        """The median of each round."""
        return [median(round_) for round_ in self.times]


Answer = Callable[[int], Awaitable[Any]]


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
        _report_growth(costs)
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
            asked = Asked(self, version, questions, vectors, client)
            sides = await _alternate(asked.sides(), len(questions), self.meter)
        _report_requests(sides, self.planted.size)
        _report_isolation(sides, self.planted.size)
        await asked.report_recall()
        await self._lexical(asked)
        await self._key_look_up()
        return {name: median(side.costs) for name, side in sides.items()}

    async def _lexical(self, asked: "Asked") -> None:
        await self._prepare_ts_rank()
        sides = await _alternate(
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

        async with self.parts.database.open_scope(scope_of(self.planted.store)) as session:

            async def ours(number: int) -> None:
                await session.fetchrow(sql, *tenant, ids[number % len(ids)])

            sides = await _alternate({"bare": bare, "ours": ours}, 5 * min(len(ids), 200), self.meter)
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


@dataclass(frozen=True, slots=True)
class Asked:
    """The ways in which one store answers the same questions, each by the question's number."""

    bench: Bench
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
            await self.bench.admin.fetch(sql, *arguments)

    async def bare_transaction(self, number: int) -> None:
        """The same inside a transaction, as the application has it."""
        await self.bench.admin.execute("BEGIN; SELECT 1")
        await self.bare(number)
        await self.bench.admin.execute("COMMIT")

    async def isolated(self, number: int) -> list[UUID]:
        """Run the leg of meaning as the application: signed context, row-level security."""
        async with self.bench.parts.database.open_scope(scope_of(self.bench.planted.store)) as session:
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
        async with self.bench.parts.database.open_scope(scope_of(self.bench.planted.store)) as session:
            await run_legs(session, self.version, query, frozenset({ItemKind.PASSAGE}))

    async def ts_rank(self, number: int) -> None:
        """Ask PostgreSQL's own full text search for the same words."""
        await self.bench.admin.fetch(
            "SELECT id FROM raw_words, to_tsquery('simple', $1) AS wanted WHERE words @@ wanted"
            f" ORDER BY ts_rank(words, wanted) DESC LIMIT {DEPTH}",
            " | ".join(self.questions[number].split()),
        )

    async def report_recall(self) -> None:
        """Compare what the leg of meaning finds with an exact search."""
        stored = self.bench.planted.vectors
        shares, counts = [], []
        for number, vector in enumerate(self.vectors):
            exact = np.argsort(-(stored @ vector), kind="stable")[:SHOWN]
            found = await self.isolated(number)
            wanted = {self.bench.planted.passage_ids[place] for place in exact}
            shares.append(len(wanted & set(found[:SHOWN])) / len(wanted))
            counts.append(len(found))
        size = self.bench.planted.size
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
        recording = Recording(self.bench.planted.store)
        await repository.nearest(recording, self.version, ItemKind.PASSAGE, self.vectors[number], DEPTH)
        return recording.statements


async def _alternate(sides: Mapping[str, Answer], questions: int, meter: Meter) -> dict[str, Side]:
    """Let every side answer every question, in turn, after a first round that does not count."""
    taken = {name: Side([], []) for name in sides}
    for counted in (False, *(True for _ in range(ROUNDS))):
        for name, answer in sides.items():
            times, cost = await _round(answer, questions, meter)
            if counted:
                taken[name].times.append(times)
                taken[name].costs.append(cost)
    return taken


async def _round(answer: Answer, questions: int, meter: Meter) -> tuple[list[float], float]:
    """Return milliseconds of each answer, and processor milliseconds of one (ours, PostgreSQL's and the API's)."""
    times = []
    before = meter.read() + time.process_time()
    for number in range(questions):
        begun = time.perf_counter()
        await answer(number)
        times.append((time.perf_counter() - begun) * 1e3)
    return times, (meter.read() + time.process_time() - before) / questions * 1e3


def _report_requests(sides: Mapping[str, Side], size: str) -> None:
    bare = sides["bare"]
    report("vector part as bare SQL, p50", bare.p(50), "ms", spread=spread_of(bare.medians), size=size)
    for mode in ("semantic", "hybrid", "keyword"):
        side = sides[mode]
        report(
            f"{mode} search over HTTP, p50",
            side.p(50),
            "ms",
            peer=f"bare SQL: {bare.p(50):.2f}",
            **compared(side.medians, bare.medians),
            size=size,
            note=f"p95 {side.p(95):.1f} ms" + ("; goal: at most 3" if mode != "keyword" else ""),
        )
        report(
            f"{mode} search over HTTP",
            median(side.costs),
            "CPU-ms",
            spread=spread_of(side.costs),
            size=size,
            note="API, PostgreSQL and this client",
        )


def _report_isolation(sides: Mapping[str, Side], size: str) -> None:
    bare, ours, whole = sides["bare transaction"], sides["isolated"], sides["hybrid"]
    added = [own - peer for own, peer in zip(ours.costs, bare.costs, strict=True)]
    report(
        "isolation of the vector part",
        median(ours.costs),
        "CPU-ms",
        peer=f"in a bare transaction: {median(bare.costs):.2f}",
        **compared(ours.costs, bare.costs),
        size=size,
    )
    shares = [one / cost for one, cost in zip(added, whole.costs, strict=True)]
    report(
        "isolation's share of a hybrid search",
        median(added),
        "CPU-ms",
        peer=f"whole search: {median(whole.costs):.2f}",
        ratio=median(shares),
        spread=spread_of(shares),
        size=size,
        note="one transaction's; goal: at most 0.15",
    )


def _report_growth(costs: Mapping[int, Mapping[str, float]]) -> None:
    small, large = min(costs), max(costs)
    for mode in ("semantic", "hybrid", "keyword"):
        if small < large:
            report(
                f"{mode} search, growth",
                costs[large][mode],
                "CPU-ms",
                peer=f"{small:,} chunks: {costs[small][mode]:.2f}",
                ratio=costs[large][mode] / costs[small][mode],
                size=f"{large:,} chunks",
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

    async with parts.database.open_scope(scope_of(store)) as session:

        async def ours(number: int) -> None:
            assert await catalog.find_by_identifiers(session, [sku(number)])

        sides = await _alternate({"bare": bare, "ours": ours}, sizes.questions, Meter(()))
    report(
        "product by SKU, p50",
        sides["ours"].p(50),
        "ms",
        peer=f"bare SQL: {sides['bare'].p(50):.2f}",
        **compared(sides["ours"].medians, sides["bare"].medians),
        size=f"{sizes.products:,} products",
        note="goal: at most 0.3 ms",
    )
