"""Limits on what goods measure and orders by it: met, or said to be missed, and never dropped."""

from __future__ import annotations

import pytest
from answering_factories import ask, evidence, product

from aisle.answering.measure_limits import measure_limits
from aisle.answering.superlatives import order_of
from aisle.answering.types import ProductSegment, TextSegment, Tone
from aisle.retrieval.types import FilterOp, Wants


def bag(name: str, weight: str, comfort: str):
    attributes = {"Limit temperature": "–9 °C", "Comfort temperature": comfort, "Weight": weight}
    return product(name, category="Sleeping bags/Down bags", attributes=attributes)


LIGHT, WARM, HEAVY = (
    bag("Curlew 400", "0.84 kg", "1 °C"),
    bag("Curlew 600", "1.08 kg", "–5 °C"),
    bag("Curlew 850", "1.42 kg", "–12 °C"),
)
BAGS = (LIGHT, WARM, HEAVY)


def cards(answer):
    return [one for one in answer.segments if isinstance(one, ProductSegment)]


def text_of(answer):
    return " ".join(one.text for one in answer.segments if isinstance(one, TextSegment))


@pytest.mark.parametrize(
    ("question", "field", "op", "value"),
    [
        ("a bag under 2 kg", "attribute.Weight", FilterOp.LTE, "2 kg"),
        ("a bag of at least 900 g", "attribute.Weight", FilterOp.GTE, "900 g"),
        ("a bag, 1.5 kg or less", "attribute.Weight", FilterOp.LTE, "1.5 kg"),
        ("a bag rated to -5", "attribute.Comfort temperature", FilterOp.LTE, "-5 °C"),
        ("a bag good down to minus 10 degrees", "attribute.Comfort temperature", FilterOp.LTE, "-10 °C"),
        ("ein Schlafsack unter 2 kg", "attribute.Weight", FilterOp.LTE, "2 kg"),
    ],
)
def test_reads_what_goods_may_measure(question, field, op, value):
    (found,) = measure_limits(question, "en", BAGS)
    assert (found.field, found.op, found.values) == (field, op, (value,))


@pytest.mark.parametrize(
    "question",
    ["a bag that carries up to 15 kg", "for people over 100 kg", "up to 180 cm tall", "good for 2", "bags"],
)
def test_other_numbers_limit_nothing(question):
    assert measure_limits(question, "en", BAGS) == ()


async def test_shows_what_keeps_to_the_limit_with_its_measure():
    answer = await ask(
        "sleeping bags under 1 kg", evidence(products=[HEAVY, WARM, LIGHT], wants=Wants.PRODUCTS)
    )
    assert [(one.product_id, one.reason, one.tone) for one in cards(answer)] == [
        (LIGHT.id, "Weight: 0.84 kg", Tone.GOOD)
    ]
    assert "under 1 kg" in text_of(answer)


async def test_says_by_what_a_limit_is_missed_when_nothing_meets_all():
    question = "sleeping bags below 1 kg and rated to -5"
    answer = await ask(question, evidence(products=[HEAVY, LIGHT, WARM], wants=Wants.PRODUCTS))
    assert text_of(answer).startswith("Nothing below 1 kg rated to –5 °C. The nearest is **Curlew 600**")
    assert (cards(answer)[0].reason, cards(answer)[0].tone) == ("1.08 kg, over your 1 kg", Tone.WARN)


async def test_the_warmest_is_the_one_with_the_lowest_comfort_temperature():
    found = evidence(products=[LIGHT, HEAVY, WARM], wants=Wants.PRODUCTS)
    answer = await ask("What is the warmest sleeping bag you have?", found)
    assert [one.product_id for one in cards(answer)] == [HEAVY.id, WARM.id, LIGHT.id]
    assert cards(answer)[0].reason == "Comfort temperature: –12 °C"
    assert "Nothing" not in text_of(answer)


def test_orders_only_by_what_the_goods_say_in_numbers():
    assert order_of("the largest bag", BAGS) is None
    assert (
        order_of("the largest pack", [product("Fleetwith", attributes={"Capacity": "75 l"})])
        == "attribute.Capacity_desc"
    )


@pytest.mark.parametrize(
    "question", ["sleeping bag to wear", "sleeping bag rated well", "sleeping bag you have for my chest"]
)
async def test_verbs_and_parts_of_the_body_are_no_property_that_goods_lack(question):
    answer = await ask(question, evidence(products=BAGS, wants=Wants.PRODUCTS))
    assert "Nothing" not in text_of(answer)
