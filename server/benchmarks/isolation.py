"""What row-level security with the signed context costs a search and a chat: the same requests with and without it.

Without: row-level security is disabled on every table, so no policy runs and no signature is checked. What is left is
the statement that sets the context, a part of the transaction's own BEGIN.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from itertools import cycle
from statistics import median
from typing import Any

from benchmarks.chat import QUESTIONS, ask, shopper_token, until_loaded
from benchmarks.client import Client
from benchmarks.corpus import Corpus
from benchmarks.cpu import Meter
from benchmarks.figures import percentile, report, spread_of
from benchmarks.installation import Installation, installation, new_store, secret_key
from benchmarks.scale import Scale
from benchmarks.seeding import plant
from benchmarks.sides import Side, measured_round

ROUNDS = 7
GOAL = "goal: at most 1.05"
PROTECTED = "SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'aisle' AND c.relrowsecurity"


@dataclass(frozen=True, slots=True)
class Sizes:
    """chunks: of the store that is searched. requests: of each round."""

    chunks: int
    requests: int


SIZES = {Scale.TOY: Sizes(200, 4), Scale.QUICK: Sizes(2_000, 40), Scale.FULL: Sizes(10_000, 150)}


def main(scale: Scale) -> None:
    """Measure everything."""
    with installation(demo=True) as place, place.api() as api:
        with place.process("worker"):
            asyncio.run(until_loaded(place))
        asyncio.run(_measure(place, place.meter(api), SIZES[scale]))


async def _measure(place: Installation, meter: Meter, sizes: Sizes) -> None:
    corpus = Corpus()
    async with place.parts("worker") as worker, place.admin() as admin:
        store = await new_store(worker, "Store of the benchmark")
        planted = await plant(admin, worker, store, corpus, sizes.chunks)
        await admin.execute("ANALYZE passage, chunk, document, document_version, index_item, index_posting")
        questions = corpus.questions(sizes.requests, seed=7)
        token = await secret_key(worker, store)
        shopper = await shopper_token(place.settings.port, await _public_key(admin))
        tables = [row["name"] for row in await admin.fetch(PROTECTED)]
        async with (
            Client(place.settings.port, token) as searcher,
            Client(place.settings.port, shopper) as asker,
        ):

            async def search(number: int) -> None:
                body = {"query": questions[number], "limit": 10, "kinds": ["passage"], "mode": "hybrid"}
                assert (await searcher.post("/api/v1/search", body)).json()["items"]

            wanted = [question for question, _ in zip(cycle(QUESTIONS), range(sizes.requests), strict=False)]

            async def chat(number: int) -> None:
                await ask(asker, wanted[number])

            size = f"{ROUNDS} x {sizes.requests} requests"
            for name, answer, where in (("search", search, planted.size), ("chat", chat, "the demo shop")):
                sides = await _with_and_without(admin, tables, answer, sizes.requests, meter)
                _report(name, sides, f"{size}, {where}")


async def _public_key(admin: Any) -> str:
    return str(
        await admin.fetchval("SELECT public_token FROM api_key WHERE public_token IS NOT NULL LIMIT 1")
    )


async def _with_and_without(
    admin: Any, tables: list[str], answer: Callable[[int], Awaitable[Any]], requests: int, meter: Meter
) -> Mapping[str, Side]:
    """Measure both in turn, after a round of each that does not count; row-level security is on in the end."""
    sides = {"ENABLE": Side([], []), "DISABLE": Side([], [])}
    for counted in (False, *(True for _ in range(ROUNDS))):
        for what in ("DISABLE", "ENABLE"):
            for table in tables:
                await admin.execute(f"ALTER TABLE {table} {what} ROW LEVEL SECURITY")
            await measured_round(answer, max(1, requests // 10), meter)  # plans are made anew
            times, cost = await measured_round(answer, requests, meter)
            if counted:
                sides[what].times.append(times)
                sides[what].costs.append(cost)
    return sides


def _report(name: str, sides: Mapping[str, Side], size: str) -> None:
    ours, bare = sides["ENABLE"], sides["DISABLE"]
    ratios = [own / peer for own, peer in zip(ours.costs, bare.costs, strict=True)]
    report(
        f"a {name} under row-level security",
        median(ours.costs),
        "CPU-ms",
        peer=f"without: {median(bare.costs):.2f}",
        ratio=median(ratios),
        spread=spread_of(ratios),
        size=size,
        note=GOAL,
    )
    waits = [own / peer for own, peer in zip(ours.medians, bare.medians, strict=True)]
    report(
        f"a {name} under row-level security, median",
        ours.p(50),
        "ms",
        peer=f"without: {bare.p(50):.2f}",
        ratio=median(waits),
        spread=spread_of(waits),
        size=size,
        note=f"p95: {ours.p(95):.1f}, without: {percentile([t for one in bare.times for t in one], 95):.1f}",
    )
