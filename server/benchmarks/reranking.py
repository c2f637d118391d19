"""Measures what rerankers do to the order: nDCG@10 on labelled sets, near-duplicates and sold-out products among the first ten.

No set says what is sold out, so a tenth of all products is drawn by chance: what the rule costs in nDCG is then what it
takes from relevance alone, for a shopper who would not mind that he cannot buy.
"""

import asyncio
import random
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log2
from pathlib import Path
from statistics import fmean

from aisle.adapters.rerankers import DiversityReranker, RulesReranker, RuleWeights
from aisle.adapters.rerankers.diversity import likenesses
from aisle.llm.ports import Reranker, RerankItem
from aisle.retrieval.fusion import Ranking, Weights, fuse
from benchmarks.figures import progress, report
from benchmarks.labelled.home_depot import home_depot
from benchmarks.labelled.legs import both_legs
from benchmarks.labelled.product_questions import product_questions
from benchmarks.labelled.reading_sets import manual
from benchmarks.labelled.sets import LabelledSet, data_dir
from benchmarks.scale import Scale

AT, SHOWN = 10, 10
SOLD_OUT_SHARE, SEED = 0.1, 5
ALIKE = 0.5
PRODUCTS = "title"  # the field of sets whose texts are titles of products


@dataclass(frozen=True, slots=True)
class Way:
    """A reranker with its settings, and how many hits it sees."""

    name: str
    reranker: Reranker
    sees: int


DIVERSITY = tuple(
    Way(f"diversity {share}", DiversityReranker(share), DiversityReranker.window)
    for share in (0.05, 0.1, 0.2, 0.3, 0.5)
)
# Of products alone: nothing else is sold out or has a brand.
RULES = (
    *(
        Way(f"sold out {worth}", RulesReranker(RuleWeights(0, 0, 0, -worth)), SHOWN)
        for worth in (0.01, 0.02, 0.05)
    ),
    *(
        Way(f"brand {worth}", RulesReranker(RuleWeights(0, worth, 0, 0)), SHOWN)
        for worth in (0.01, 0.02, 0.05)
    ),
    Way("title 0.05", RulesReranker(RuleWeights(0.05, 0, 0, 0)), SHOWN),
    Way("rules as they are set", RulesReranker(), SHOWN),
)


def main(scale: Scale) -> None:
    """Measure the sets that this machine has; the large one only at full size."""
    folder = data_dir()
    if folder is None:
        progress("skipped: set AISLE_DATA_DIR to the folder of the labelled sets")
        return
    for data in _sets(folder, scale):
        fused = [fuse(legs.words, legs.meaning, dense_weight=Weights().meaning) for legs in both_legs(data)]
        asyncio.run(_measure(data, fused))


def _sets(folder: Path, scale: Scale) -> list[LabelledSet]:
    sets = [manual(folder)]
    if scale is not Scale.TOY:
        sets.append(product_questions(folder, "dev"))
    if scale is Scale.FULL:
        sets.append(home_depot(folder))
    return sets


async def _measure(data: LabelledSet, fused: Sequence[Ranking]) -> None:
    chance = random.Random(SEED)
    sold_out = {at for at in range(len(data.texts)) if chance.random() < SOLD_OUT_SHARE}
    before = _Order(data, [ranking.ordinals for ranking in fused], sold_out)
    report(f"{data.name}: as fused", before.ndcg, "nDCG@10", size=f"{len(fused)} queries", note=before.note)
    for way in (*DIVERSITY, *(RULES if data.field == PRODUCTS else ())):
        items = [_items(data, ranking, way.sees, sold_out) for ranking in fused]
        begun, orders = time.process_time(), []
        for query, ranking, hits in zip(data.queries, fused, items, strict=True):
            placed = await way.reranker.rerank(query, hits)
            orders.append([*(ranking.ordinals[one.place] for one in placed), *ranking.ordinals[way.sees :]])
        cost = (time.process_time() - begun) / len(fused) * 1e3
        after = _Order(data, orders, sold_out)
        report(
            f"{data.name}: {way.name}",
            after.ndcg,
            "nDCG@10",
            peer=f"as fused: {before.ndcg:.4f}",
            ratio=after.ndcg / before.ndcg,
            size=f"{len(fused)} queries",
            note=f"{after.note}; {cost:.2f} ms a query",
        )


def _items(data: LabelledSet, ranking: Ranking, sees: int, sold_out: Collection[int]) -> list[RerankItem]:
    found = []
    for ordinal, score in list(zip(ranking.ordinals, ranking.scores, strict=True))[:sees]:
        text = data.texts[ordinal]
        # Home Depot's titles begin with the brand; the set has no field for it.
        fields = {"title": text, "brand": text.partition(" ")[0]} if data.field == PRODUCTS else {}
        found.append(RerankItem(text, score, fields, False if ordinal in sold_out else None))
    return found


class _Order:
    """Figures of one order of all queries' hits."""

    def __init__(self, data: LabelledSet, orders: Sequence[Sequence[int]], sold_out: Collection[int]) -> None:
        self.ndcg = fmean(_ndcg(order, gains) for order, gains in zip(orders, data.gains, strict=True))
        pairs = fmean(_alike([data.texts[at] for at in order[:AT]]) for order in orders)
        places = [at for order in orders for at, one in enumerate(order[:AT], 1) if one in sold_out]
        self.note = f"{self.ndcg:.4f}; {pairs:.2f} pairs alike among ten"
        if data.field == PRODUCTS:
            self.note += f"; sold out at place {fmean(places):.2f} on average"


def _alike(texts: Sequence[str]) -> int:
    found = likenesses(texts)
    return sum(found[one, other] >= ALIKE for one, other in combinations(range(len(texts)), 2))


def _ndcg(order: Sequence[int], gains: dict[int, float]) -> float:
    best = sorted(gains.values(), reverse=True)
    ideal = _discounted(best[:AT])
    return _discounted([gains.get(one, 0.0) for one in order[:AT]]) / ideal if ideal else 0.0


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / log2(at + 2) for at, gain in enumerate(gains))
