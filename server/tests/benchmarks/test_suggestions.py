"""The labelled pairs by which the nearness of suggested synonyms is chosen, and what chooses it."""

import csv
from collections import Counter

from benchmarks.suggestions import PAIRS, Pair, chosen, halves, quality

from aisle.retrieval.analysis.stemming import stem


def test_the_labelled_pairs_are_a_hundred_or_more_and_none_is_trivial():
    with PAIRS.open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    pairs = [(row["asked"], row["held"]) for row in rows]
    assert len(set(pairs)) == len(pairs) >= 100
    assert {row["same"] for row in rows} == {"yes", "no"}
    assert all(stem(asked, "en") != stem(held, "en") for asked, held in pairs)


def test_halves_share_the_labels_and_no_pair():
    pairs = [Pair(f"a{n}", f"b{n}", n % 3 == 0, n / 30) for n in range(30)]
    choosing, checking = halves(pairs)
    assert sorted([*choosing, *checking], key=lambda one: one.cosine) == pairs
    assert Counter(one.same for one in choosing) == Counter(one.same for one in checking)


def test_the_threshold_parts_what_can_be_parted():
    pairs = [Pair("a", "b", cosine > 0.55, cosine) for cosine in (0.3, 0.41, 0.5, 0.61, 0.7)]
    threshold = chosen(pairs)
    assert 0.5 < threshold <= 0.61
    assert quality(pairs, threshold).f == 1.0
    assert quality(pairs, 0.3).precision == 0.4
    assert quality(pairs, 0.65).recall == 0.5
