"""What looking a kept answer up costs, by how many a store keeps."""

import os
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import numpy as np

from aisle.adapters.embeddings.cached import CachedQueries
from aisle.answer_cache.service import AnswerCache, Limits
from aisle.answer_cache.types import Asked, Partition, Rests, Standing, Worth
from aisle.answering.same_question import guard_words
from aisle.bootstrap.resources import Resources
from aisle.core.clock import SystemClock
from aisle.tenants.types import Store
from benchmarks.cpu import Meter
from benchmarks.figures import percentile, report
from benchmarks.installation import Installation, new_store, scope_of

QUESTION = "How do I wash a down jacket?"
OTHER_WORDS = "What is the best way to clean a down jacket?"
UNKNOWN = "Which gloves keep out the wind on a ridge?"
ANSWER = {
    "answer": {"text": "Wash it at thirty degrees. " * 40},
    "claims": [],
    "usage": [],
}  # as large as usual
# Twenty of them share the guard words of the one that is sought, as ways of asking the same do.
COPY = """
INSERT INTO kept_answer SELECT organization_id, store_id, sha256(n::text::bytea) AS key, partition,
 CASE WHEN n <= 20 THEN signature ELSE sha256(n::text::bytea) END AS signature, embedding, index_version_id, passage_changes, product_changes,
 synonym_changes, document_ids, version_ids, documents_as_of, product_ids, product_states, value, tag, created_at, expires_at
FROM kept_answer, generate_series($2::bigint, $3::bigint) n WHERE key = $1
"""
ROUNDS = 5  # that look-ups are divided into, where they are compared
Step = Callable[[], Awaitable[Any]]


async def measure_lookups(
    place: Installation, sizes: tuple[int, ...], lookups: int
) -> dict[str, list[float]]:
    """Report exact hits, misses and semantic hits (with embedding) at growing numbers of kept answers.

    Returns the milliseconds of the middle look-up at the largest number, by name, for each of a few rounds.
    """
    async with place.parts("app") as parts, place.admin() as admin:
        store = await new_store(parts, "Kept")
        bench = _Bench(parts, store)
        key = await bench.keep()
        held, middle = 1, dict[str, list[float]]()
        for size in sizes:
            await admin.execute(COPY, key, held, size - 1)
            await admin.execute("VACUUM ANALYZE kept_answer")
            held = size
            for name, step in bench.steps().items():
                middle[name] = await _report(name, step, size, lookups, place.meter(os.getpid()))
        return middle


class _Bench:
    """One kept answer, looked up in several ways."""

    def __init__(self, parts: Resources, store: Store) -> None:
        self._parts, self._scope = parts, scope_of(store)
        limits = Limits(10**9, timedelta(days=1))
        self._cache = AnswerCache(parts.embedders, b"k" * 32, SystemClock(), limits)
        self._partition = Partition("anonymous", uuid4(), "en", "quote", "rules", "store")

    def _asked(self, question: str) -> Asked:
        return Asked(question, self._partition, guard_words(question, "en"))

    async def keep(self) -> bytes:
        """Keep the answer; returns its key."""
        asked = self._asked(QUESTION)
        standing = await self._standing(asked)
        vector = await self._cache.embed(standing, QUESTION)
        async with self._parts.database.open_scope(self._scope) as session:
            assert await self._cache.keep(session, asked, standing, Worth(ANSWER, Rests()), vector)
            return await session.fetchval("SELECT key FROM kept_answer")  # type: ignore[no-any-return]

    async def _standing(self, asked: Asked) -> Standing:
        async with self._parts.database.open_scope(self._scope) as session:
            found = await self._cache.find_exact(session, asked)
        assert found.standing is not None
        return found.standing

    def steps(self) -> dict[str, Step]:
        """Return what is measured, by name."""
        return {
            "an exact hit": lambda: self._exact(QUESTION, hit=True),
            "nothing found": lambda: self._exact(UNKNOWN, hit=False),
            "a semantic hit, embedding included": self._semantic,
        }

    async def _exact(self, question: str, *, hit: bool) -> None:
        asked = self._asked(question)
        async with self._parts.database.open_scope(self._scope, one_view=True, keep_plans=True) as session:
            found = await self._cache.find_exact(session, asked)
        assert (found.hit is not None) is hit

    async def _semantic(self) -> None:
        asked = self._asked(OTHER_WORDS)
        database = self._parts.database
        async with database.open_scope(self._scope, one_view=True, keep_plans=True) as session:
            found = await self._cache.find_exact(session, asked)
        assert found.hit is None
        assert found.alike
        assert found.standing is not None
        _forget(self._parts.embedder)
        vector = await self._cache.embed(found.standing, OTHER_WORDS)
        assert vector is not None
        assert np.isfinite(vector).all()
        async with database.open_scope(self._scope, one_view=True, keep_plans=True) as session:
            assert await self._cache.find_alike(session, asked, vector) is not None


def _forget(embedder: Any) -> None:
    """Have a query embedded anew, as of somebody who was not here before."""
    if isinstance(embedder, CachedQueries):
        embedder._known.clear()


async def _report(name: str, step: Step, size: int, lookups: int, meter: Meter) -> list[float]:
    for _ in range(min(lookups, 20)):
        await step()
    took, spent = [], meter.read()
    for _ in range(lookups):
        begun = time.perf_counter()
        await step()
        took.append(time.perf_counter() - begun)
    cpu = (meter.read() - spent) / lookups * 1e3
    kept = f"{size:,} kept answers"
    note = f"p95 {percentile(took, 95) * 1e3:.2f} ms"
    report(f"looking up, {name}, p50", percentile(took, 50) * 1e3, "ms", size=kept, note=note)
    report(f"looking up, {name}, with PostgreSQL", cpu, "CPU-ms", size=kept)
    return [percentile(took[at::ROUNDS], 50) * 1e3 for at in range(min(ROUNDS, lookups))]
