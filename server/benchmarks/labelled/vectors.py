"""Vectors of labelled sets, made once a machine and kept; AISLE_BENCH_CACHE names another folder for them."""

import asyncio
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.llm.ports import EmbeddingKind, Vectors
from benchmarks.places import CACHE

PIECE = 1_000


def vectors(texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
    """Embed texts with the local model; their order does not matter to what is kept."""
    folder = Path(os.environ.get("AISLE_BENCH_CACHE", CACHE))
    distinct = sorted(set(texts))
    digest = hashlib.sha256("\0".join([kind, *distinct]).encode()).hexdigest()[:16]
    kept = folder / f"{digest}.npy"
    if not kept.exists():
        folder.mkdir(parents=True, exist_ok=True)
        np.save(kept, asyncio.run(_embed(distinct, kind)))
    places = {text: at for at, text in enumerate(distinct)}
    found: Vectors = np.load(kept)[[places[text] for text in texts]]
    return found


async def _embed(texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
    embedder = MiniLmEmbedder(CACHE, threads=1)
    try:
        pieces = [await embedder.embed(texts[at : at + PIECE], kind) for at in range(0, len(texts), PIECE)]
    finally:
        await embedder.close()
    return np.concatenate(pieces)
