"""Home Depot product search: titles, queries, and relevance as people judged it (1 to 3)."""

import csv
import random
from collections import defaultdict
from pathlib import Path

from benchmarks.labelled.sets import LabelledSet


def home_depot(folder: Path, titles: int | None = None) -> LabelledSet:
    """Read product titles and judged queries; gain is relevance - 1, and what nobody judged gains nothing.

    Args:
        folder: Of all data.
        titles: How many titles, all judged ones among them; None for every one.
    """
    judged = _rows(folder, "judgements.csv")
    known = {row["product_uid"]: row["product_title"] for row in _rows(folder, "products.csv")}
    wanted = sorted({row["product_uid"] for row in judged} & set(known))
    others = sorted(set(known) - set(wanted))
    if titles is not None:
        others = random.Random(7).sample(others, max(0, titles - len(wanted)))
    # Equal scores are put in the order of positions, so positions must tell nothing of what was judged.
    place = {
        uid: at for at, uid in enumerate(random.Random(13).sample(wanted + others, len(wanted + others)))
    }
    gains: dict[str, dict[int, float]] = defaultdict(dict)
    for row in judged:
        if row["product_uid"] in place and float(row["relevance"]) > 1:
            gains[row["search_term"]][place[row["product_uid"]]] = float(row["relevance"]) - 1
    texts = tuple(known[uid] for uid in place)
    return LabelledSet("home-depot", "en", texts, tuple(gains), tuple(gains.values()), "title")


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / "home-depot-search" / name).open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))
