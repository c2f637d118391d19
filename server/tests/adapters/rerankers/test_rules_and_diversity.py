"""What the rules prefer, and what diversity puts later."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aisle.adapters.rerankers import DiversityReranker, RulesReranker, RuleWeights
from aisle.adapters.rerankers.diversity import likenesses
from aisle.llm.ports import RerankItem


def sold(score: float, in_stock: bool | None = True, **fields: str) -> RerankItem:
    return RerankItem(fields.get("title", "x"), score, fields, in_stock)


async def order(reranker, query: str, *items: RerankItem) -> list[int]:
    return [one.place for one in await reranker.rerank(query, items)]


@pytest.mark.parametrize(
    ("query", "first", "second", "reason"),
    [
        ("Fell 28", sold(0.5, title="Fell 28 cover"), sold(0.49, title="FELL  28"), "title"),
        ("boots by Aku", sold(0.5, title="a", brand="Lowa"), sold(0.49, title="b", brand="AKU"), "brand"),
        ("north face jacket", sold(0.5, brand="Northern"), sold(0.49, brand="North Face"), "brand"),
        ("winter tents", sold(0.5, category="Camp/Tent pegs"), sold(0.49, category="Camp/Tents"), "category"),
        ("a tent", sold(0.5, category="Stoves"), sold(0.49, category="Camp/Tents"), "category"),
    ],
)
async def test_what_was_named_comes_before_a_neighbour(query, first, second, reason):
    placed = await RulesReranker(RuleWeights(0.05, 0.05, 0.05)).rerank(query, [first, second])
    assert placed[0].place == 1
    assert reason in placed[0].reasons


async def test_sold_out_comes_after_a_neighbour_and_what_is_unknown_does_not():
    rules = RulesReranker()
    assert await order(rules, "tent", sold(0.500, False), sold(0.496, True)) == [1, 0]
    assert await order(rules, "tent", sold(0.500, None), sold(0.496, True)) == [0, 1]


async def test_relevance_far_ahead_is_not_overruled():
    rules = RulesReranker()
    assert await order(rules, "tent", sold(0.9, False), sold(0.5, True, title="tent")) == [0, 1]


async def test_part_of_a_word_is_no_name():
    rules = RulesReranker(RuleWeights(category=0.5))
    assert await order(rules, "tentative", sold(0.5), sold(0.499, category="Tents")) == [0, 1]


async def test_a_rule_that_is_worth_nothing_is_no_reason():
    [placed] = await RulesReranker().rerank("Aku boots", [sold(0.5, brand="Aku", title="Bellamont")])
    assert placed.reasons == ()


async def test_what_repeats_comes_after_what_is_new():
    items = [
        RerankItem("Return unused goods within 60 days of delivery", 0.9),
        RerankItem("Return unused goods within 60 days of delivery, please", 0.89),
        RerankItem("Refunds take five working days", 0.8),
    ]
    placed = await DiversityReranker(0.3).rerank("returns", items)
    assert [one.place for one in placed] == [0, 2, 1]
    assert placed[2].reasons == ("near_duplicate",)
    assert [one.place for one in await DiversityReranker(0.0).rerank("returns", items)] == [0, 1, 2]


async def test_diversity_follows_the_paper():
    """Each choice is the best by lambda * relevance - (1 - lambda) * likeness to those chosen, computed plainly."""
    texts = ["a b c", "a b d", "x y", "a b c d", "x y z", "q"]
    scores = [0.9, 0.8, 0.7, 0.6, 0.5, 0.1]
    alike, chosen, left = likenesses(texts), [], list(range(6))
    while left:
        best = max(
            left,
            key=lambda at: (
                0.6 * scores[at] / 0.9 - 0.4 * max((alike[at, one] for one in chosen), default=0),
                -at,
            ),
        )
        chosen.append(best)
        left.remove(best)
    items = [RerankItem(*pair) for pair in zip(texts, scores, strict=True)]
    assert await order(DiversityReranker(0.4), "", *items) == chosen != list(range(6))


@given(st.lists(st.text(max_size=30), max_size=12))
def test_likeness_is_a_share(texts):
    found = likenesses(texts)
    assert found.shape == (len(texts), len(texts))
    assert ((found >= 0) & (found <= 1)).all()
    np.testing.assert_array_equal(found, found.T)
