"""Between search and rerankers: nothing is added or lost, named hits stay first, scores stay a falling row."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.llm.ports import Placed
from aisle.retrieval.legs import IDENTIFIER
from aisle.retrieval.request import SearchRequest
from aisle.retrieval.reranking import Reranking
from aisle.retrieval.types import LegScore, PassageHit, SearchResult, Understanding, Wants

VERSION = UUID(int=7)


@dataclass
class Scripted:
    """A reranker that gives the places it is told."""

    places: list[int]
    name: str = "scripted"
    window: int = 25

    async def rerank(self, query, items):
        return [Placed(place, ("because",)) for place in self.places]

    async def close(self):
        self.closed = True


def hit(at: int, legs: dict[str, LegScore] | None = None) -> PassageHit:
    return PassageHit(
        uuid4(), uuid4(), uuid4(), uuid4(), f"title {at}", None, f"text {at}", "", "text", None, (), 0, 1, "en",
        datetime(2026, 1, 1, tzinfo=UTC), 1 - at / 100, None, 1.0, legs or {},
    )  # fmt: skip


def result(count: int, named: int = 0, sort: str | None = None) -> SearchResult:
    hits = tuple(hit(at, {IDENTIFIER: LegScore(1, 1.0)} if at < named else None) for at in range(count))
    understood = Understanding("words", (), "en", None, Wants.EITHER)
    return SearchResult(hits, (), understood, VERSION, sort)


async def reranked(found: SearchResult, *places: int, limit: int = 10, text: str = "words") -> SearchResult:
    return await Reranking({"scripted": Scripted(list(places))}, ("scripted",)).apply(
        SearchRequest(text, limit=limit), found, None
    )


def titles(found: SearchResult) -> list[str]:
    return [one.title for one in found.passages]


@given(st.permutations(range(6)))
async def test_any_order_keeps_every_hit_and_the_row_of_scores(places):
    before = result(6)
    after = await reranked(before, *places)
    assert titles(after) == [f"title {at}" for at in places]
    assert [one.score for one in after.passages] == [one.score for one in before.passages]
    for at, one in enumerate(after.passages):
        [note] = one.reranked
        assert (note.by, note.before, note.after, note.reasons) == (
            "scripted",
            places[at] + 1,
            at + 1,
            ("because",),
        )


@pytest.mark.parametrize("places", [(0, 1), (0, 1, 1), (0, 1, 3), (0, 1, 2, 2), (), (-1, 0, 1), (2, 1, 0, 3)])
async def test_what_is_no_order_of_the_hits_is_not_followed(places):
    before = result(3)
    after = await reranked(before, *places)
    assert (after.passages, after.degraded) == (before.passages, ("reranking",))


async def test_named_hits_stay_first():
    after = await reranked(result(5, named=2), 2, 1, 0)
    assert titles(after) == ["title 0", "title 1", "title 4", "title 3", "title 2"]
    assert after.passages[2].reranked[0].before == 5


@pytest.mark.parametrize(("sort", "text"), [("price_asc", "words"), (None, "  ")])
async def test_another_order_or_no_words_are_left_alone(sort, text):
    after = await reranked(result(3, sort=sort), 2, 1, 0, text=text)
    assert titles(after) == ["title 0", "title 1", "title 2"]


async def test_hits_are_cut_afterwards_and_more_is_told():
    after = await reranked(result(4), 3, 2, 1, 0, limit=2)
    assert titles(after) == ["title 3", "title 2"]
    assert after.more
    assert not (await reranked(result(2), 1, 0, limit=2)).more


async def test_a_store_chooses_and_rerankers_follow_one_another():
    both = Reranking({"a": Scripted([1, 2, 0], "a"), "b": Scripted([2, 0, 1], "b", 40)}, ("a",))
    request = SearchRequest("words")
    assert titles(await both.apply(request, result(3), None)) == ["title 1", "title 2", "title 0"]
    after = await both.apply(request, result(3), ("a", "absent", "b"))
    assert titles(after) == ["title 0", "title 1", "title 2"]
    assert [note.by for note in after.passages[0].reranked] == ["a", "b"]
    assert titles(await both.apply(request, result(3), ())) == ["title 0", "title 1", "title 2"]
    assert [both.widened(request, names).limit for names in (None, ("b",), ())] == [25, 40, 10]


async def test_closing_closes_the_rerankers():
    reranker = Scripted([])
    await Reranking({"scripted": reranker}).close()
    assert reranker.closed
