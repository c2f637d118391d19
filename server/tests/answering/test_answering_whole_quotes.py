"""Quotations that say what they say without the page around them, and follow-ups that keep their topic."""

from __future__ import annotations

import pytest
from answering_factories import ask, evidence, measured, passage, product, turn

from aisle.answering.interpret import interpret
from aisle.answering.row_match import Asked
from aisle.answering.types import TextSegment
from aisle.answering.units import units

FAQ = "Frequently asked questions"


def text_of(answer):
    return " ".join(one.text for one in answer.segments if isinstance(one, TextSegment))


async def said(question, *passages):
    return text_of(await ask(question, evidence(measured(question, passages))))


@pytest.mark.parametrize(
    ("question", "answer", "quoted"),
    [
        (
            "Are you open on Sundays?",
            "The shops are, from 10:30 to 16:30.",
            "**Are you open on Sundays?** The shops are",
        ),
        (
            "Can I machine wash a waxed jacket?",
            "Never. Sponge it with water.",
            "**Can I machine wash a waxed jacket?** Never.",
        ),
        (
            "What does a return cost?",
            "Nothing within the UK. You pay from abroad.",
            "**What does a return cost?** Nothing",
        ),
        (
            "How long does delivery take?",
            "Delivery takes 2 to 3 working days.",
            "Delivery takes 2 to 3 working days. [1]",
        ),
    ],
)
async def test_an_answer_that_is_no_sentence_brings_its_question(question, answer, quoted):
    hit = passage(f"{question}\n{answer}", FAQ, kind="faq", section=(FAQ, question), similarity=0.7)
    assert (await said(question, hit)).startswith(quoted)


async def test_what_holds_for_students_only_says_so():
    hit = passage("You can ask for a new code as often as you like.", "Student discount", similarity=0.7)
    assert (await said("can I ask for a new code?", hit)).startswith("**Student discount:** You can ask")
    assert not (await said("can students ask for a new code?", hit)).startswith("**")


def test_a_sentence_after_an_amount_is_no_list_item():
    found = units(passage("Delivery is free over £60. Below that it costs £4.\n1. Ask.\n- Send it."))
    assert [unit.is_item for unit in found] == [False, False, True, True]


SIZES = passage(
    "L | 170–176 cm | 103–109 cm",
    kind="table",
    context="Size | Height | Chest",
    section=("Sizes", "Men’s"),
    start=0,
)
CHILDREN = passage(
    "3–4 years | 98–104 cm | 55–57 cm", kind="table", context="Size | Height | Chest", start=50
)
WOMEN = passage("18 | 104–109 cm | 87–92 cm", kind="table", context="Size | Bust | Waist", start=90)


@pytest.mark.parametrize(
    ("question", "table", "fits"),
    [
        ("What size jacket if my chest is 104 cm?", SIZES, True),
        ("What size jacket if my chest is 172 cm?", SIZES, False),
        ("What size jacket if my chest is 104 cm?", CHILDREN, False),
        ("What size jacket for my son? His height is 104 cm.", CHILDREN, True),
        ("What size jacket if my chest is 104 cm?", WOMEN, None),
    ],
)
def test_a_number_stands_in_the_column_of_what_was_measured(question, table, fits):
    (row,) = [unit for unit in units(table) if unit.is_row]
    assert Asked(question).fits(row) is fits


def test_who_pays_is_asked_about_what_was_asked_before():
    history = [turn("How long do I have to return something?")]
    assert (
        interpret("who pays the postage", history, "en").standalone_query == "who pays the postage for return"
    )
    assert interpret("who pays for repairs?", history, "en").standalone_query == "who pays for repairs?"


def test_another_subject_takes_the_place_of_the_old_one():
    history = [turn("Is there a warranty on tents?")]
    assert interpret("And on boots?", history, "en").standalone_query == "Is there a warranty on boots?"


def test_a_long_story_does_not_limit_the_question_at_its_end():
    story = "I was out with my dog last weekend and it rained and we got wet. Anyway we walked ten miles and he loved it. "
    assert (
        interpret(f"{story}can I wash a down jacket?", (), "en").standalone_query
        == "can I wash a down jacket?"
    )
    wish = f"{story}Which rucksack keeps dry?"
    assert interpret(wish, (), "en").standalone_query == wish


async def test_a_name_alone_is_no_answer():
    hit = passage("In Keswick the fitting area is upstairs.", "Contact", similarity=0.52)
    assert (await ask("What's the weather in Keswick?", evidence([hit]))).abstained


async def test_an_order_is_not_told_what_holds_for_parcels_sent_back():
    out = passage("We send a tracking link by email when your order leaves.", "Delivery", similarity=0.6)
    back = passage(
        "Track your order parcel back with a tracked service.", "Returns", similarity=0.6, start=900
    )
    answer = await ask("Where is my order 104423?", evidence([back, out]))
    assert [one.title for one in answer.citations] == ["Delivery"]


PROMISED = passage(
    "How long is the warranty?\n5 years on our tents, 3 years on our clothing, and 2 years on everything else.",
    FAQ,
    kind="faq",
    section=(FAQ, "How long is the warranty?"),
    similarity=0.55,
)
BOOT = product("Puddle Boot", category="Boots/Wellingtons", description="Green.")


@pytest.mark.parametrize("question", ["What's the warranty on boots?", "warranty for boots"])
async def test_goods_that_no_guide_names_have_the_warranty_of_all(question):
    answer = await ask(question, evidence(measured(question, [PROMISED]), [BOOT]))
    assert "2 years on everything else" in text_of(answer)
    assert answer.confidence <= 0.6


@pytest.mark.parametrize(
    "question", ["What's the warranty on kayaks?", "What's the warranty on boots in Peru?"]
)
async def test_what_is_not_sold_has_no_warranty(question):
    assert (await ask(question, evidence(measured(question, [PROMISED]), [BOOT]))).abstained
