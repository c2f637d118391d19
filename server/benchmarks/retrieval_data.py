"""Labelled sets for measuring retrieval, read from AISLE_DATA_DIR, with vectors kept between runs."""

import asyncio
import csv
import hashlib
import json
import os
import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.llm.ports import EmbeddingKind, Vectors
from benchmarks.places import CACHE

SAMPLE_TITLES = 20_000
PIECE = 1_000


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Texts to be found, queries, and for each query the gain of each relevant text by position."""

    name: str
    language: str
    texts: tuple[str, ...]
    queries: tuple[str, ...]
    gains: tuple[dict[int, float], ...]


def data_dir() -> Path | None:
    """Find the folder of the labelled sets, or None when this machine has none."""
    folder = Path(os.environ.get("AISLE_DATA_DIR", "/nonexistent"))
    return folder if folder.is_dir() else None


def home_depot(folder: Path) -> LabelledSet:
    """Read 20,000 product titles, all judged ones among them, and the judged queries; gain is relevance - 1."""
    with (folder / "home-depot-search" / "judgements.csv").open(encoding="utf-8") as stream:
        judged = list(csv.DictReader(stream))
    with (folder / "home-depot-search" / "products.csv").open(encoding="utf-8") as stream:
        titles = {row["product_uid"]: row["product_title"] for row in csv.DictReader(stream)}
    wanted = sorted({row["product_uid"] for row in judged} & set(titles))
    others = random.Random(7).sample(sorted(set(titles) - set(wanted)), SAMPLE_TITLES - len(wanted))
    place = {uid: at for at, uid in enumerate(wanted + others)}
    gains: dict[str, dict[int, float]] = defaultdict(dict)
    for row in judged:
        if row["product_uid"] in place and float(row["relevance"]) > 1:
            gains[row["search_term"]][place[row["product_uid"]]] = float(row["relevance"]) - 1
    texts = tuple(titles[uid] for uid in place)
    return LabelledSet("home-depot", "en", texts, tuple(gains), tuple(gains.values()))


def xquad(folder: Path, language: str) -> LabelledSet:
    """Read the paragraphs and questions of one language; the paragraph a question was written for has gain 1."""
    data = json.loads((folder / "xquad" / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
    paragraphs = [paragraph for article in data for paragraph in article["paragraphs"]]
    asked = [(qa["question"], at) for at, paragraph in enumerate(paragraphs) for qa in paragraph["qas"]]
    return LabelledSet(
        f"xquad-{language}",
        language,
        tuple(paragraph["context"] for paragraph in paragraphs),
        tuple(question for question, _ in asked),
        tuple({at: 1.0} for _, at in asked),
    )


def manual(folder: Path) -> LabelledSet:
    """Read the sections of a phone's manual and 50 questions; the section named in the key has gain 1."""
    raw = (folder / "emanual-qa" / "s10_manual_corpus.json").read_text(encoding="utf-8")
    by_id = json.loads(raw)
    sections = list(by_id.values())
    by_path: dict[str, set[int]] = defaultdict(set)
    for at, section in enumerate(sections):
        steps = section["section_hierarchy"].split(">")
        by_path[">".join(by_id[step]["title"].strip() for step in steps if step in by_id)].add(at)
    with (folder / "emanual-qa" / "s10_50_questions.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    gains = [dict.fromkeys(by_path.get(row["section_path"].strip(), ()), 1.0) for row in rows]
    texts = tuple(" ".join([section["title"], *section["text"]]) for section in sections)
    kept = [at for at, gain in enumerate(gains) if gain]
    return LabelledSet(
        "emanual", "en", texts, tuple(rows[at]["question"] for at in kept), tuple(gains[at] for at in kept)
    )


def vectors(texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
    """Embed texts with the local model, once per machine."""
    digest = hashlib.sha256("\0".join([kind, *texts]).encode()).hexdigest()[:16]
    kept = CACHE / f"{digest}.npy"
    if not kept.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(kept, asyncio.run(_embed(texts, kind)))
    found: Vectors = np.load(kept)
    return found


async def _embed(texts: Sequence[str], kind: EmbeddingKind) -> Vectors:
    embedder = MiniLmEmbedder(CACHE, threads=1)
    try:
        pieces = [await embedder.embed(texts[at : at + PIECE], kind) for at in range(0, len(texts), PIECE)]
    finally:
        await embedder.close()
    return np.concatenate(pieces)
