"""Which pairs of questions share an answer: paraphrases that should, adversaries that must not, intents of real chats."""

import csv
import itertools
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np

from aisle.adapters.embeddings import MiniLmEmbedder
from aisle.answer_cache.questions import normalised
from aisle.answer_cache.service import NEAR
from aisle.answering.same_question import guard_words
from aisle.answering.speaking import reply_language
from aisle.llm.ports import EmbeddingKind, Vectors
from benchmarks.adversaries import adversaries
from benchmarks.figures import report
from benchmarks.places import CACHE

CURVE = (0.6, 0.7, 0.75, NEAR, 0.85, 0.9, 0.95)
BATCH = 64
Pair = tuple[str, str]


async def measure_pairs(most: int, *, labelled: bool) -> None:
    """Report false hits and true ones over thresholds, beside vectors alone. labelled: with intents of banks and assistants."""
    embedder = MiniLmEmbedder(CACHE)
    try:
        await embedder.warm_up()
        false = [(one, other) for _, _, one, other in adversaries(most)]
        true = {half: _paraphrases(half) for half in ("tune", "held out")}
        judged = await Judge.of(embedder, [*false, *itertools.chain(*true.values())])
        for near in CURVE:
            _report_curve(judged, near, false, true)
        if labelled and (folder := os.environ.get("AISLE_DATA_DIR")):
            await _report_intents(embedder, Path(folder))
    finally:
        await embedder.close()


class Judge:
    """Says of two questions whether the second would be given the first one's answer."""

    def __init__(self, vectors: Mapping[str, Vectors]) -> None:
        self._vectors = vectors
        self._words = {text: _words(text) for text in vectors}

    @classmethod
    async def of(cls, embedder: MiniLmEmbedder, pairs: Iterable[Pair]) -> "Judge":
        """Embed every question once."""
        texts = sorted({text for pair in pairs for text in pair})
        return cls(dict(zip(texts, await _embedded(embedder, texts), strict=True)))

    def alike(self, pair: Pair, near: float) -> bool:
        """By vectors alone."""
        return float(self._vectors[pair[0]] @ self._vectors[pair[1]]) >= near

    def same(self, pair: Pair, near: float) -> bool:
        """As the cache does."""
        one, other = pair
        if normalised(one) == normalised(other):
            return True
        return self._words[one] == self._words[other] and self.alike(pair, near)


def _words(text: str) -> tuple[str, ...]:
    """The language parts answers, so it stands in front."""
    language = reply_language(text, (), "en", ())
    return (language, *guard_words(text, language))


async def _embedded(embedder: MiniLmEmbedder, texts: Sequence[str]) -> Vectors:
    parts = [
        await embedder.embed(texts[at : at + BATCH], EmbeddingKind.QUERY)
        for at in range(0, len(texts), BATCH)
    ]
    return np.concatenate(parts)


def _paraphrases(half: str) -> list[Pair]:
    text = files("benchmarks").joinpath("questions/paraphrases.tsv").read_text(encoding="utf-8")
    groups = defaultdict(list)
    for row in csv.DictReader(text.splitlines(), delimiter="\t"):
        if row["half"] == half:
            groups[row["language"], row["group"]].append(row["question"])
    return [pair for group in groups.values() for pair in itertools.permutations(group, 2)]


def _report_curve(
    judged: Judge, near: float, false: Sequence[Pair], true: Mapping[str, Sequence[Pair]]
) -> None:
    size = f"cosine {near:.2f}" + (" (as set)" if near == NEAR else "")
    wrong = sum(judged.same(pair, near) for pair in false)
    alone = sum(judged.alike(pair, near) for pair in false)
    report(
        "false hits, pairs that differ in one thing",
        wrong / len(false) * 100,
        "%",
        peer=f"vectors alone: {alone / len(false) * 100:.1f}",
        size=size,
        note=f"{wrong} of {len(false)}; goal: at most 1 %",
    )
    for half, pairs in true.items():
        hits, by_vector = (sum(way(pair, near) for pair in pairs) for way in (judged.same, judged.alike))
        report(
            f"true paraphrases that hit, {half}",
            hits / len(pairs) * 100,
            "%",
            peer=f"vectors alone: {by_vector / len(pairs) * 100:.1f}",
            size=size,
            note=f"{hits} of {len(pairs)} pairs",
        )


async def _report_intents(embedder: MiniLmEmbedder, folder: Path) -> None:
    """Every test question is asked of a cache that holds the training questions; a hit of another intent counts as false."""
    for name, (kept, asked) in {"banking77": _banking(folder), "clinc150": _clinc(folder)}.items():
        known = await _embedded(embedder, [text for text, _ in kept])
        vectors = await _embedded(embedder, [text for text, _ in asked])
        by_words = defaultdict(list)
        for place, (text, _) in enumerate(kept):
            by_words[_words(text)].append(place)
        hits = false = 0
        for (text, intent), vector in zip(asked, vectors, strict=True):
            places = by_words.get(_words(text), [])
            best = max(places, key=lambda place: float(known[place] @ vector), default=None)
            if best is not None and float(known[best] @ vector) >= NEAR:
                hits += 1
                false += kept[best][1] != intent
        note = (
            f"hit rate {hits / len(asked) * 100:.1f} %; {false} of {hits}; labels of near intents are noisy"
        )
        size = f"{name}: {len(asked)} questions, {len(kept)} kept"
        report("hits of another intent, by label", false / max(1, hits) * 100, "%", size=size, note=note)


def _banking(folder: Path) -> tuple[list[Pair], list[Pair]]:
    def read(part: str) -> list[Pair]:
        text = (folder / "banking77" / f"{part}.csv").read_text(encoding="utf-8")
        return [(row["text"], row["category"]) for row in csv.DictReader(text.splitlines())]

    return read("train"), read("test")


def _clinc(folder: Path) -> tuple[list[Pair], list[Pair]]:
    data = json.loads((folder / "clinc150" / "data_full.json").read_text(encoding="utf-8"))
    return [tuple(row) for row in data["train"]], [tuple(row) for row in data["test"]]
