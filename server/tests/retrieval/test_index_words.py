"""The inverted index says the same as a plain count over the stored texts, however often content changed."""

import math
import random
from collections import Counter

import pytest
from shelf import WORDS, Shelf, item, random_text

from aisle.retrieval import settling
from aisle.retrieval.bm25 import K1, B
from aisle.retrieval.postings import IndexedItem, weighted_frequencies

pytest_plugins = ["shelf_fixtures"]


def naive(query: str, texts: dict) -> dict:
    """BM25 by the book over texts by id (Robertson and Zaragoza 2009), as a share of the ceiling."""
    counted = {key: weighted_frequencies(IndexedItem(0, text.fields, "en")) for key, text in texts.items()}
    average = sum(sum(counts.values()) for counts in counted.values()) / len(counted)
    scores: Counter = Counter()
    ceiling = 0.0
    for word in dict.fromkeys(query.split()):
        [term] = weighted_frequencies(IndexedItem(0, {"body": word}, "en"))
        holders = [key for key, counts in counted.items() if term in counts]
        idf = math.log1p((len(texts) - len(holders) + 0.5) / (len(holders) + 0.5))
        ceiling += (K1 + 1) * idf
        for key in holders:
            length = sum(counted[key].values())
            tf = counted[key][term]
            scores[key] += idf * tf * (K1 + 1) / (tf + K1 * (1 - B + B * length / average))
    return {key: score / ceiling for key, score in scores.items()}


@pytest.mark.parametrize("seed", [1, 2])
async def test_after_many_changes_the_words_agree_with_a_plain_count(
    shelf: Shelf, seed: int, monkeypatch
) -> None:
    dice = random.Random(seed)
    texts: dict = {}
    for _ in range(60):
        action = dice.random()
        if action < 0.55 or len(texts) < 10:
            new = [item(random_text(dice), title=random_text(dice, 4)) for _ in range(dice.randint(1, 6))]
        elif action < 0.85:
            new = [item(random_text(dice), key) for key in dice.sample(sorted(texts), 3)]
        else:
            new = []
            gone = dice.sample(sorted(texts), 2)
            await shelf.remove(*(texts.pop(key) for key in gone))
        if new:
            await shelf.index(*new)
            texts |= {text.item_id: text for text in new}
        if dice.random() < 0.1:
            await shelf.settle()
    # A word that no item holds would be searched as the nearest that one does.
    held = {word for text in texts.values() for field in text.fields.values() for word in field.split()}
    queries = [" ".join(dice.sample(sorted(held & set(WORDS[:40])), 3)) for _ in range(15)]
    for query in queries:
        assert (await shelf.words(query)).keys() == naive(query, texts).keys(), (
            "exactly the items with these words"
        )
    monkeypatch.setattr(settling, "DEAD_SHARE", -1)
    await shelf.settle()
    assert len(await shelf.segments()) == 1
    for query in queries:
        found, wanted = await shelf.words(query), naive(query, texts)
        assert found.keys() == wanted.keys()
        for key in found:
            assert found[key] == pytest.approx(wanted[key], rel=0.04), query


async def test_merging_drops_dead_postings_and_keeps_the_scores(shelf: Shelf, monkeypatch) -> None:
    dice = random.Random(5)
    monkeypatch.setattr(settling, "KEEP_SEGMENTS", 3)
    texts = [item(random_text(dice)) for _ in range(60)]
    for start in range(0, 60, 5):
        await shelf.index(*texts[start : start + 5])
    before = {word: await shelf.words(word) for word in WORDS[:30]}
    await shelf.settle()
    assert len(await shelf.segments()) == 3
    for word, scores in before.items():
        assert await shelf.words(word) == pytest.approx(scores), word
    await shelf.remove(*texts[:30])
    await shelf.settle()
    [segment] = await shelf.segments()
    assert segment["items"] == 30
    assert len(await shelf.posting_ordinals()) == 30


async def test_content_that_is_exchanged_again_and_again_leaves_no_heap_of_dead_postings(
    shelf: Shelf,
) -> None:
    """Equal segments never were the smallest: after a few nightly imports the largest ones held nothing alive."""
    dice = random.Random(7)
    ids = [item("").item_id for _ in range(40)]
    for _ in range(12):
        for start in range(0, 40, 10):
            await shelf.index(*(item(random_text(dice), one) for one in ids[start : start + 10]))
        await shelf.settle()
    written = sum(row["items"] for row in await shelf.segments())
    assert written <= 40 / (1 - settling.DEAD_SHARE) + 1
    assert len(await shelf.posting_ordinals()) <= written


async def test_the_dead_do_not_crowd_out_the_living(shelf: Shelf) -> None:
    """Sixty dead versions of one item outrank it by far; it is the only answer all the same."""
    one, other = item("wool"), item("wool among very many other words that make this text a long one")
    await shelf.index(other)
    for number in range(60):
        await shelf.index(item("wool wool wool" + " wool" * (number % 3), one.item_id, title=f"n{number}"))
    await shelf.remove(one)
    assert list(await shelf.words("wool", most=10)) == [other.item_id]


async def test_everything_removed_leaves_an_empty_index(shelf: Shelf) -> None:
    texts = [item("red wool"), item("blue wool")]
    await shelf.index(*texts)
    await shelf.remove(*texts)
    await shelf.settle()
    assert await shelf.segments() == []
    assert await shelf.posting_ordinals() == set()
    assert await shelf.words("wool") == {}
    await shelf.index(texts[0])
    assert list(await shelf.words("wool")) == [texts[0].item_id]


async def test_segments_are_settled_by_a_job_of_their_own(shelf: Shelf) -> None:
    for _ in range(25):
        await shelf.index(item("wool"))
    assert len(await shelf.segments()) == 25
    await shelf.work()
    assert len(await shelf.segments()) <= settling.KEEP_SEGMENTS + 1
    assert len(await shelf.words("wool")) == 25
