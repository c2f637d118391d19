"""Answers as parts, streams, text and stored JSON, with prices and stock as they are now."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from answering_factories import (
    NOW,
    PACKS,
    STONECHAT,
    ULLOCK,
    ask,
    evidence,
    id_of,
    limit,
    passage,
    product,
    turn,
)

from aisle.answering.prices import price_of, price_text, stock_state, stock_text
from aisle.answering.render import message_parts, metadata, plain_text
from aisle.answering.segments_json import from_json, to_json
from aisle.answering.types import Answer, Contact, Fact, FactSegment, ProductSegment, TextSegment, Tone
from aisle.catalog.types import Money
from aisle.retrieval.types import Wants

RETURNS = passage("You can return anything unused within 60 days. Returns are free within the UK.", "Returns")
KNOWN = {one.id: one for one in PACKS}


@pytest.mark.parametrize(
    ("amount", "currency", "language", "expected"),
    [
        ("129.00", "GBP", "en", "£129"),
        ("129.50", "GBP", "en", "£129.50"),
        ("1299.00", "GBP", "en", "£1,299"),
        ("129.00", "EUR", "de", "129,00 €"),
        ("1299.90", "EUR", "de", "1.299,90 €"),
        ("1299.90", "EUR", "fr", "1\u202f299,90 €"),
        ("129.00", "EUR", "es", "129,00 €"),
        ("129.00", "EUR", "en", "€129"),
        ("1290", "JPY", "en", "¥1,290"),
        ("12.500", "KWD", "en", "KWD\u00a012.500"),
        ("129.00", "CHF", "de", "129,00 CHF"),
    ],
)
def test_writes_prices_as_the_language_does(amount, currency, language, expected):
    assert price_text(Money(Decimal(amount), currency), language).replace("\u00a0", " ") == expected.replace(
        "\u00a0", " "
    )


def test_says_from_when_variants_differ():
    assert price_of(product("Pack", prices=["98.00", "129.00"]), "en") == "from £98"
    assert price_of(product("Pack", prices=["98.00", "129.00"]), "de") == "ab 98,00\u00a0£"


@pytest.mark.parametrize(
    ("stock", "text", "state"),
    [
        ((7,), "In stock", "in"),
        ((3,), "Only 3 left", "low"),
        ((0,), "Out of stock", "out"),
        ((None,), "Stock not given", "unknown"),
        ((0, 9), "In stock", "in"),
        ((0, 2), "Only 2 left", "low"),
    ],
)
def test_says_what_is_in_stock(stock, text, state):
    one = product("Pack", stock=stock)
    assert (stock_text(one, "en"), stock_state(one)) == (text, state)


def card_of(segment: ProductSegment, now) -> dict:
    answer = Answer((TextSegment("Here."), segment))
    return next(p["data"] for p in message_parts(answer, {now.id: now}, "en") if p["type"] == "data-product")


def test_a_card_shows_the_price_of_now_and_what_it_was():
    then = ProductSegment(STONECHAT.id, "Roll-top", Tone.GOOD, price_then=Money(Decimal("129.00"), "GBP"))
    now = product("Stonechat 38", "119.00")
    card = card_of(then, now)
    assert card["price"] == {"amount": "119.00", "currency": "GBP", "text": "£119"}
    assert card["was"] == {"text": "£129"}
    assert card["as_of"] == NOW.isoformat()
    assert card_of(then, product("Stonechat 38", "129.00"))["was"] is None


async def test_a_reason_that_rests_on_prices_is_dropped_when_they_change():
    answer = await ask(
        "which rucksack under £100?", evidence(products=PACKS, wants=Wants.PRODUCTS, filters=[limit("99")])
    )
    segment = next(s for s in answer.segments if isinstance(s, ProductSegment))
    assert card_of(segment, KNOWN[segment.product_id])["reason"] == segment.reason != ""
    assert card_of(segment, product("Haystack 36", "199.00"))["reason"] == ""


def test_what_is_sold_out_since_is_no_good_news_and_its_tag_no_warning():
    segment = ProductSegment(STONECHAT.id, "Roll-top", Tone.GOOD)
    card = card_of(segment, product("Stonechat 38", stock=(0,)))
    assert (card["stock_text"], card["stock_state"], card["in_stock"], card["reason_tone"]) == (
        "Out of stock",
        "out",
        False,
        "plain",
    )


async def test_nothing_is_said_of_how_sure_a_greeting_is():
    said, sure = await ask("hello", None), await ask("rucksack under £150", evidence(products=PACKS))
    assert "confidence" not in metadata(said)
    assert 0 < metadata(sure)["confidence"] <= 1


def test_a_former_price_is_shown_only_when_it_was_higher():
    segment = ProductSegment(STONECHAT.id, "", Tone.PLAIN)
    assert (
        card_of(segment, product("Stonechat 38", "99.00", compare_at="129.00"))["compare_at"]["text"]
        == "£129"
    )
    assert card_of(segment, product("Stonechat 38", "99.00", compare_at="89.00"))["compare_at"] is None


async def test_the_best_price_of_a_comparison_is_found_when_shown():
    answer = await ask("compare the top two", evidence(products=PACKS), [turn("rucksacks", *PACKS)])

    def prices(known) -> list:
        table = next(p["data"] for p in message_parts(answer, known, "en") if p["type"] == "data-comparison")
        return next(row["values"] for row in table["rows"] if row["label"] == "Price")

    assert prices(KNOWN) == [
        {"text": "£129", "note": None, "best": True},
        {"text": "£145", "note": None, "best": False},
    ]
    dearer = product("Stonechat 38", "199.00")
    assert [cell["best"] for cell in prices({**KNOWN, dearer.id: dearer})] == [False, True]


async def test_a_comparison_of_products_no_longer_listed_is_left_out():
    answer = await ask("compare the top two", evidence(products=PACKS), [turn("rucksacks", *PACKS)])
    types = [part["type"] for part in message_parts(answer, {ULLOCK.id: ULLOCK}, "en")]
    assert "data-comparison" not in types


def test_a_fact_about_a_product_no_longer_listed_says_so():
    answer = Answer(
        (TextSegment("**Pack** is {fact:x1}."), FactSegment("x1", id_of("gone"), None, Fact.PRICE))
    )
    assert plain_text(answer, {}, "en") == "Pack is no longer listed."


async def test_parts_come_in_reading_order():
    answer = await ask(
        "Do you have a rucksack under £150 and can I return it unused?",
        evidence([RETURNS], PACKS, filters=[limit("150")]),
    )
    types = [
        part["type"] for part in message_parts(answer, KNOWN, "en", contact=Contact(email="a@example.com"))
    ]
    assert types[0] == "data-filter"
    assert types.index("text") < types.index("data-product")
    assert types[-1] == "data-suggestion"


async def test_a_citation_carries_its_place_and_its_stored_id():
    answer = await ask("Are returns free in the UK?", evidence([RETURNS], wants=Wants.KNOWLEDGE))
    citation = next(
        p["data"] for p in message_parts(answer, {}, "en", {1: "stored"}) if p["type"] == "data-citation"
    )
    assert citation["id"] == "stored"
    assert citation["quote"] == "Returns are free within the UK."
    assert citation["start"] == RETURNS.start + RETURNS.text.index("Returns are")
    assert citation["end"] == RETURNS.end


async def test_contact_is_given_when_a_person_is_offered():
    answer = await ask("talk to a human", None)
    part = message_parts(answer, {}, "en", contact=Contact(email="a@example.com", hours="9–17"))[-1]
    assert part["type"] == "data-person"
    assert part["data"]["contact"] == {"email": "a@example.com", "phone": None, "hours": "9–17", "url": None}


@pytest.mark.parametrize(
    "question",
    ["Are returns free in the UK?", "which rucksack under £150?", "compare the top two", "boots", "do you sell kayaks",
     "how much is the Stonechat 38?", "talk to a human"],
)  # fmt: skip
async def test_an_answer_survives_storage(question):
    found = evidence([RETURNS], PACKS, filters=[limit("150")])
    answer = await ask(question, found, [turn("rucksacks", *PACKS)])
    stored = json.loads(json.dumps(to_json(answer)))
    assert from_json(stored) == answer


def test_parts_are_plain_json():
    answer = Answer(
        (TextSegment("x"), ProductSegment(STONECHAT.id, "r", Tone.GOOD)),
        offer_person=True,
        filters=(limit("5"),),
    )
    json.dumps(message_parts(answer, KNOWN, "en"))
