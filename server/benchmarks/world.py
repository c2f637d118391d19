"""Many stores of very different size in one installation, built once and found again."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from aisle.bootstrap.resources import Resources
from aisle.retrieval.indexing import OWN_PARTITION_FROM
from aisle.tenants.types import Store
from benchmarks.corpus import Corpus
from benchmarks.figures import progress, report
from benchmarks.installation import Installation, new_store
from benchmarks.seeding import plant, settle


@dataclass(frozen=True, slots=True)
class World:
    """So many chunks in so many stores; the n-th is a n-th of the first in size (Zipf's law)."""

    chunks: int
    stores: int

    @property
    def sizes(self) -> tuple[int, ...]:
        """Chunks of each store, the largest first."""
        whole = sum(1 / place for place in range(1, self.stores + 1))
        return tuple(max(1, round(self.chunks / whole / place)) for place in range(1, self.stores + 1))


async def inhabit(place: Installation, world: World) -> list[Store]:
    """Build the stores of a world that do not stand yet, and return all of them, the largest first."""
    record = place.settings.home / f"world-{world.chunks}-{world.stores}.jsonl"
    standing, begun = _recorded(record), time.perf_counter()
    if len(standing) < world.stores:
        async with place.parts("worker") as worker, place.admin() as admin:
            # The smallest first: a build that is broken off has lost least.
            for chunks in world.sizes[::-1][len(standing) :]:
                progress(f"a store of {chunks:,} chunks")
                _remember(record, await _built(admin, worker, chunks))
            await admin.execute("VACUUM (ANALYZE) passage, chunk, document, index_item, index_posting")
        report("building", time.perf_counter() - begun, "s", size=f"{world.chunks:,} chunks")
    return _recorded(record)[::-1]


async def _built(admin: Any, worker: Resources, chunks: int) -> Store:
    store = await new_store(worker, f"Store of {chunks}")
    await plant(admin, worker, store, Corpus(), chunks)
    if chunks > OWN_PARTITION_FROM:
        await settle(worker, store)
    return store


def _recorded(record: Path) -> list[Store]:
    lines = record.read_text(encoding="utf-8").splitlines() if record.exists() else []
    return [Store.model_validate_json(line) for line in lines]


def _remember(record: Path, store: Store) -> None:
    with record.open("a", encoding="utf-8") as stream:
        stream.write(store.model_dump_json() + "\n")
