"""Measures vector search of heavy peers beside ours: each in an environment of its own, made on demand and kept.

All get the same vectors of the same fifty tenants and answer the same questions, each for one tenant. A peer that cannot
be installed here is named as skipped.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from benchmarks.corpus import Corpus, embedded
from benchmarks.figures import progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.places import CACHE
from benchmarks.scale import Scale
from benchmarks.seeding import Planted, plant, settle
from benchmarks.sides import alternate
from benchmarks.world import World

PROGRAMS = Path(__file__).parent / "peer_programs"
PEERS: Mapping[str, tuple[str, ...]] = {
    "chroma": ("chromadb", "numpy"),
    "edge": ("qdrant-edge-py", "numpy"),
    "faiss_hnsw": ("faiss-cpu", "numpy"),
}
WORLDS = {Scale.TOY: World(600, 3), Scale.QUICK: World(10_000, 20), Scale.FULL: World(100_000, 50)}
QUESTIONS = {Scale.TOY: 10, Scale.QUICK: 100, Scale.FULL: 200}
SHOWN = 10
INSTALL_SECONDS, RUN_SECONDS = 600, 1_800


def main(scale: Scale) -> None:
    """Measure ours first, then one peer after the other over the same data."""
    world, questions = WORLDS[scale], QUESTIONS[scale]
    with installation() as place, tempfile.TemporaryDirectory() as folder:
        ours = asyncio.run(_ours(place, world, questions, Path(folder)))
        for name, packages in PEERS.items():
            measured = _peer(name, packages, Path(folder))
            if measured is not None:
                _report(name, measured, ours, world)


async def _ours(place: Installation, world: World, questions: int, folder: Path) -> list[float]:
    """Fill the stores, write their vectors for the peers, and return our processor milliseconds a question by round."""
    corpus = Corpus()
    async with place.parts() as parts, place.parts("worker") as worker, place.admin() as admin:
        planted = [await _planted(admin, worker, corpus, chunks) for chunks in world.sizes]
        await admin.execute("ANALYZE index_item")
        asked = np.random.default_rng(questions).integers(0, world.stores, questions)
        vectors = embedded(corpus.questions(questions, seed=questions))
        _hand_over(folder, planted, vectors, asked)

        async def ask(number: int) -> None:
            async with parts.database.open_scope(scope_of(planted[asked[number]].store)) as session:
                version = await versions.get_live(session)
                await repository.nearest(session, version, ItemKind.PASSAGE, vectors[number], SHOWN)

        side = (await alternate({"ours": ask}, questions, place.meter()))["ours"]
        report(
            "ours, with transaction and row-level security", median(side.costs), "CPU-ms", size=_size(world)
        )
        return side.costs


async def _planted(admin: Any, worker: Any, corpus: Corpus, chunks: int) -> Planted:
    store = await new_store(worker, f"Store of {chunks}")
    planted = await plant(admin, worker, store, corpus, chunks)
    if chunks > 3_000:
        await settle(worker, store)
    return planted


def _hand_over(folder: Path, planted: list[Planted], questions: np.ndarray, asked: np.ndarray) -> None:
    np.save(folder / "vectors.npy", np.concatenate([one.vectors for one in planted]))
    tenants = [np.full(len(one.vectors), place) for place, one in enumerate(planted)]
    np.save(folder / "tenants.npy", np.concatenate(tenants))
    np.save(folder / "questions.npy", questions)
    np.save(folder / "asked.npy", asked)


def _peer(name: str, packages: tuple[str, ...], folder: Path) -> dict[str, Any] | None:
    """Run a peer's program in its environment; None when there is no such environment here."""
    program = PROGRAMS / f"{name}.py"
    python = _environment(name, packages)
    if python is None or not program.exists():
        progress(f"{name}: SKIPPED, it cannot be installed or driven here")
        return None
    done = subprocess.run(
        [python, program, folder], capture_output=True, text=True, timeout=RUN_SECONDS, check=False
    )
    if done.returncode:
        progress(f"{name}: SKIPPED, it failed: {done.stderr.strip()[-300:]}")
        return None
    measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return measured


def _environment(name: str, packages: tuple[str, ...]) -> Path | None:
    place = CACHE / "peers" / name
    python = place / "bin" / "python"
    if not (place / "ready").exists():
        progress(f"{name}: making its environment")
        uv = Path(sys.executable).with_name("uv")
        for command in (
            [uv, "venv", "--quiet", "--allow-existing", "--python", sys.executable, place],
            [uv, "pip", "install", "--quiet", "--python", python, *packages],
        ):
            try:
                subprocess.run(command, check=True, capture_output=True, timeout=INSTALL_SECONDS)
            except (OSError, subprocess.SubprocessError):
                return None
        (place / "ready").touch()
    return python


def _report(name: str, measured: Mapping[str, Any], ours: list[float], world: World) -> None:
    theirs = measured["cpu_ms"]
    report(
        f"ours against {name}, one tenant's nearest {SHOWN}",
        median(ours),
        "CPU-ms",
        peer=f"{name}: {median(theirs):.2f}",
        ratio=median(ours) / median(theirs),
        spread=spread_of([min(ours) / max(theirs), max(ours) / min(theirs)]),
        size=_size(world),
        note=f"p50 there {measured['p50_ms']:.2f} ms; its recall {measured['recall']:.3f}; {measured['note']}",
    )


def _size(world: World) -> str:
    return f"{world.chunks:,} vectors, {world.stores} tenants"
