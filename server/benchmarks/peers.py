"""Measures heavy peers beside ours, each in an environment of its own, made on demand and kept.

All get the same vectors and texts of the same fifty tenants and answer the same questions, each for one tenant: engines of
vectors beside our leg of meaning, tantivy beside our leg of words. A peer that cannot be installed or driven here is
named as skipped.
"""

import asyncio
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from aisle.retrieval import repository, versions
from aisle.retrieval.items import ItemKind
from aisle.retrieval.lexical.leg import WordQuery, read_words
from aisle.retrieval.lexical.reader import LexicalReader
from benchmarks.corpus import Corpus, embedded
from benchmarks.figures import progress, report, spread_of
from benchmarks.installation import Installation, installation, new_store, scope_of
from benchmarks.places import CACHE
from benchmarks.scale import Scale
from benchmarks.seeding import Planted, plant, settle
from benchmarks.sides import alternate
from benchmarks.world import World

PROGRAMS = Path(__file__).parent / "peer_programs"
MEANING, WORDS = "nearest", "best by words"


@dataclass(frozen=True, slots=True)
class Peer:
    """What has to be installed for a peer, and which of our legs it stands beside."""

    packages: tuple[str, ...]
    leg: str = MEANING


PEERS: Mapping[str, Peer] = {
    "chroma": Peer(("chromadb", "numpy")),
    "edge": Peer(("qdrant-edge-py", "numpy")),
    "faiss_hnsw": Peer(("faiss-cpu", "numpy")),
    "tantivy_words": Peer(("tantivy", "numpy"), WORDS),
}
# Their packages can be installed, but what they bring is a service of its own that has to be set up and reached.
NOT_DRIVEN: Mapping[str, str] = {
    "r2r": "it answers only as a server with a PostgreSQL and a provider of embeddings behind an address",
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
        for name, peer in PEERS.items():
            measured = _peer(name, peer.packages, Path(folder))
            if measured is not None:
                _report(name, peer.leg, measured, ours[peer.leg], world)
    for name, why in NOT_DRIVEN.items():
        progress(f"{name}: SKIPPED, {why}")


async def _ours(place: Installation, world: World, questions: int, folder: Path) -> dict[str, list[float]]:
    """Fill the stores, write what they hold for the peers, and return each leg's processor milliseconds by round."""
    corpus = Corpus()
    async with place.parts() as parts, place.parts("worker") as worker, place.admin() as admin:
        planted = [await _planted(admin, worker, corpus, chunks) for chunks in world.sizes]
        await admin.execute("ANALYZE index_item")
        asked = np.random.default_rng(questions).integers(0, world.stores, questions)
        texts = corpus.questions(questions, seed=questions)
        vectors = embedded(texts)
        _hand_over(folder, planted, vectors, asked)
        _hand_over_texts(folder, corpus, world, texts)
        reader = LexicalReader()

        async def say(number: int) -> None:
            async with parts.database.open_scope(scope_of(planted[asked[number]].store)) as session:
                version = await versions.get_live(session)
                words = await read_words(session, version.id, WordQuery(texts[number], "en", ("en",)), reader)
                words.best(SHOWN)

        async def ask(number: int) -> None:
            async with parts.database.open_scope(scope_of(planted[asked[number]].store)) as session:
                version = await versions.get_live(session)
                await repository.nearest(session, version, ItemKind.PASSAGE, vectors[number], SHOWN)

        sides = await alternate({MEANING: ask, WORDS: say}, questions, place.meter())
        for leg, side in sides.items():
            name = f"ours, {leg}, with transaction and row-level security"
            report(name, median(side.costs), "CPU-ms", size=_size(world))
        return {leg: side.costs for leg, side in sides.items()}


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


def _hand_over_texts(folder: Path, corpus: Corpus, world: World, questions: list[str]) -> None:
    """Write the texts of all stores, in the order of their vectors."""
    texts = [" ".join(row) for chunks in world.sizes for row in corpus.texts(chunks, seed=chunks)[0]]
    body = json.dumps({"texts": texts, "questions": questions})
    (folder / "texts.json").write_text(body, encoding="utf-8")


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


def _report(name: str, leg: str, measured: Mapping[str, Any], ours: list[float], world: World) -> None:
    theirs = measured["cpu_ms"]
    recall = "" if measured["recall"] is None else f"; its recall {measured['recall']:.3f}"
    report(
        f"ours against {name}, one tenant's {SHOWN} {leg}",
        median(ours),
        "CPU-ms",
        peer=f"{name}: {median(theirs):.2f}",
        ratio=median(ours) / median(theirs),
        spread=spread_of([min(ours) / max(theirs), max(ours) / min(theirs)]),
        size=_size(world),
        note=f"p50 there {measured['p50_ms']:.2f} ms{recall}; {measured['note']}",
    )


def _size(world: World) -> str:
    return f"{world.chunks:,} vectors, {world.stores} tenants"
