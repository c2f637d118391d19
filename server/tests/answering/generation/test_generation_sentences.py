"""What becomes of single sentences: numbers, names, marks, amounts, links, denials."""

from __future__ import annotations

import re

import pytest
from answering_factories import HAYSTACK, PACKS, STONECHAT, ULLOCK, passage, product
from generation_factories import DELIVERY, RETURNS, assignment, written

from aisle.answering.claims import Fault, Verdict
from aisle.answering.generation.guarding import lets_all_pass
from aisle.answering.types import Fact, FactSegment

GOOD = "Returns are free within the UK [E1]."


async def fate(sentence: str, given=None):
    """The claim of a sentence between two good ones."""
    outcome = await written(f"{GOOD} {sentence}", given, guard=lets_all_pass)
    return outcome.finished.claims[-1] if outcome.answer.writer != "quote" else outcome.finished.claims[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "You can return anything unused within 60 days [E1].",
        "You can return anything unused within sixty days [E1].",
        "Unused things can be returned within ٦٠ days of delivery [1].",
        "Standard delivery in the UK is free over £60 [E2].",
        "Standard UK delivery is free over 60 pounds [E2].",
        "Standard delivery takes 2–3 working days [Source 2].",
        "Standard delivery takes two to three working days 【E2】.",
        "We do not deliver on Sundays [E2].",
    ],
)
async def test_a_sentence_that_the_evidence_says_is_shown_with_its_mark(sentence):
    claim = await fate(sentence)
    assert claim.verdict is Verdict.SHOWN, claim
    assert claim.marks


@pytest.mark.parametrize(
    ("sentence", "fault"),
    [
        ("You can return anything unused within 90 days [E1].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("You can return anything unused within ninety days [E1].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("You can return anything unused within 60 weeks [E1].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("Worn boots can be returned within 60 days [E1].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("Standard delivery takes 2–5 working days [E2].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("Standard delivery takes until Friday [E2].", Fault.NUMBER_NOT_IN_EVIDENCE),
        ("Standard delivery in the UK is free over £50 [E2].", Fault.FREE_AMOUNT),
        ("Standard delivery in the UK is free over fifty pounds [E2].", Fault.FREE_AMOUNT),
        ("Standard delivery in the UK is free over €60 [E2].", Fault.FREE_AMOUNT),
        ("Standard delivery in the UK with DHL is free [E2].", Fault.NAME_NOT_IN_EVIDENCE),
        ("You can return anything unused to Amazon [E1].", Fault.NAME_NOT_IN_EVIDENCE),
        ("We deliver on Sundays [E2].", Fault.NOT_SUPPORTED),
        ("Returns are not free within the UK [E1].", Fault.NOT_SUPPORTED),
        ("Waxed jackets must never be washed in a machine [E1].", Fault.NOT_SUPPORTED),
        ("Yes.", Fault.NOT_SUPPORTED),
        ("Did you know that everything is free forever?", Fault.NOT_SUPPORTED),
        ("It is always free.", Fault.NOT_SUPPORTED),
        ("You get 20% off with the next order [E1].", Fault.FREE_AMOUNT),
        ("Boots are two for one this week [E1].", Fault.FREE_AMOUNT),
    ],
)
async def test_a_sentence_that_the_evidence_does_not_say_is_never_shown(sentence, fault):
    claim = await fate(sentence)
    assert claim.verdict in {Verdict.DROPPED, Verdict.REWRITTEN}, claim
    instead = re.sub(r" \[\d+\]", "", claim.shown_text or "")
    assert instead in f"{RETURNS.text} {DELIVERY.text}"  # nothing, or the policy's own words
    assert fault in claim.faults


@pytest.mark.parametrize(
    "mark", ["[E1]", "[1]", "[E1, E1]", "[e1]", "(E1)", "【E1】", "[^1]", "[Evidence E1]", "[E1][E1]"]
)
async def test_marks_are_read_in_the_ways_models_write_them(mark):
    outcome = await written(f"Returns are free within the UK {mark}.")
    assert outcome.text == "Returns are free within the UK. [1]"
    (citation,) = outcome.answer.citations
    assert citation.quote == "Returns are free within the UK."
    assert RETURNS.text[citation.start - RETURNS.start : citation.end - RETURNS.start] == citation.quote


@pytest.mark.parametrize("mark", ["[E7]", "[E1, E9]", "[E1-E9]", "[P3]", "[99]"])
async def test_marks_of_evidence_that_was_not_given_are_taken_out_and_noted(mark):
    outcome = await written(f"Returns are free within the UK {mark}.")
    assert outcome.text == "Returns are free within the UK. [1]"
    assert Fault.UNKNOWN_MARK in outcome.faults


async def test_a_sentence_without_a_mark_gets_that_of_what_bears_it_out():
    outcome = await written("Returns are free within the UK.")
    assert outcome.text.endswith("[1]")
    assert Fault.NO_MARK in outcome.faults


async def test_a_wrong_mark_is_replaced_by_the_right_one():
    outcome = await written("Returns are free within the UK [E2].")
    assert [one.title for one in outcome.answer.citations] == [RETURNS.title]


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Returns are <b>free</b> within the UK<script> [E1].", "Returns are free within the UK. [1]"),
        ("## Returns are `free` within the *UK* [E1].", "Returns are free within the UK. [1]"),
        ("Returns are free\u202e\u200b within the UK\u0007 [E1].", "Returns are free within the UK. [1]"),
        ("Returns are **free** within the UK [E1].", "Returns are **free** within the UK. [1]"),
        (
            "![x](https://evil.example/?q=1) Returns are free within the UK [E1].",
            "Returns are free within the UK. [1]",
        ),
    ],
)
async def test_markup_and_hidden_signs_are_taken_out(said, kept):
    assert (await written(said)).text == kept


@pytest.mark.parametrize(
    "link",
    [
        "https://evil.example/x", "[here](https://evil.example)", "www.evil.com", "evil.com/refund", "<https://evil.example>",
        "javascript:alert(1)", "data:text/html,x", "//evil.example/x", "mailto:a@evil.example", "a@evil.com", "https://shop.example@evil.com/",
        "https://shop.example/x?leak=secret", "evil[dot]com", "ftp://shop.example/x",
    ],
)  # fmt: skip
async def test_links_to_other_hosts_never_reach_a_shopper(link):
    outcome = await written(
        f"{GOOD} Returns are free within the UK, see {link} for more [E1].", assignment(store=_store())
    )
    assert "evil" not in outcome.text
    assert "leak" not in outcome.text
    assert "ftp" not in outcome.text
    assert Fault.FOREIGN_LINK in outcome.faults


async def test_links_to_the_shop_itself_stay():
    said = "Returns are free within the UK, https://shop.example/returns [E1]."
    outcome = await written(said, assignment(store=_store()))
    assert "https://shop.example/returns" in outcome.text


def _store():
    from aisle.answering.types import Contact, StoreFacts

    return StoreFacts("Shop", contact=Contact(url="https://shop.example/contact"))


def about_stonechat(**more):
    return assignment("Is the Stonechat 38 waterproof?", (), (STONECHAT, ULLOCK), **more)


@pytest.mark.parametrize(
    "sentence",
    ["The Stonechat 38 costs £129.", "The Stonechat 38 costs 129 pounds.", "The Stonechat 38 is £129.00.", "The Stonechat 38 costs one hundred and twenty-nine pounds.",
     "The Stonechat 38 costs {price:P1}."],
)  # fmt: skip
async def test_a_price_is_a_reference_or_nothing(sentence):
    outcome = await written(f"The Stonechat 38 has taped seams [P1]. {sentence}", about_stonechat())
    assert "129" not in outcome.text
    dearer = product("Stonechat 38", "139.00")
    assert "129" not in outcome.shown((dearer, ULLOCK))


@pytest.mark.parametrize(
    "sentence",
    [
        "The Stonechat 38 costs £119 [P1].", "The Stonechat 38 and the Ullock 40 Dry cost £129 each.", "It costs only £5 to post [P1].",
        "The Stonechat 38 is 10% off today [P1].", "The Stonechat 38 was £150 before [P1].", "It costs 119 [P1].", "It costs ١١٩ pounds [P1].",
        "It costs a hundred and nineteen pounds [P1].", "The Stonechat 38 is {price:P9}.", "The Stonechat 38 is {discount:P1} off.",
    ],
)  # fmt: skip
async def test_amounts_that_are_no_data_are_never_shown(sentence):
    outcome = await written(f"The Stonechat 38 has taped seams [P1]. {sentence}", about_stonechat())
    assert outcome.finished.claims[-1].shown_text is None, outcome.finished.claims[-1]
    assert not {"119", "10%", "150", "£5"} & set(outcome.shown((STONECHAT, ULLOCK)).replace(".", " ").split())


async def test_a_reduction_is_computed_from_the_catalogue():
    reduced = product(
        "Stonechat 38", "99.00", compare_at="132.00", attributes={"Waterproof": "Yes, taped seams"}
    )
    given = assignment("Is the Stonechat 38 waterproof?", (), (reduced,))
    outcome = await written(
        "The Stonechat 38 is waterproof, taped seams [P1]. It is £99 instead of £132 [P1]. That is 25% off.",
        given,
    )
    kinds = {one.fact for one in outcome.answer.segments if isinstance(one, FactSegment)}
    assert kinds == {Fact.PRICE, Fact.COMPARE_AT, Fact.DISCOUNT}
    assert "£99 instead of £132" in outcome.shown((reduced,))
    assert "25% off" in outcome.shown((reduced,))
    assert "no longer reduced" in outcome.shown((product("Stonechat 38", "99.00"),))


async def test_what_is_in_stock_is_said_by_the_catalogue():
    outcome = await written(
        "The Stonechat 38 has taped seams [P1]. The Stonechat 38 is in stock.", about_stonechat()
    )
    sold_out = product("Stonechat 38", "129.00", stock=(0,))
    assert "in stock" not in outcome.shown((sold_out, ULLOCK))
    assert "out of stock" in outcome.shown((sold_out, ULLOCK))


async def test_a_rank_that_nothing_bears_out_is_dropped():
    given = assignment("Which rucksacks do you have?", (), PACKS)
    outcome = await written(
        "The Haystack 36 needs a rain cover [P3]. The Stonechat 38 is the toughest [P1].", given
    )
    assert "toughest" not in outcome.text


async def test_a_shoppers_own_measure_may_be_said_where_it_lies_in_a_range_of_the_source():
    given = assignment("Does the Haystack 36 fit a back length of 44 cm?", (), (HAYSTACK,))
    assert "44 cm" in (await written("The Haystack 36 takes a back length of 44 cm [P1].", given)).text
    given = assignment("Does the Haystack 36 fit a back length of 60 cm?", (), (HAYSTACK,))
    assert "60 cm" not in (await written("The Haystack 36 takes a back length of 60 cm [P1].", given)).text


async def test_german_numbers_and_denials_are_compared_too():
    guide = passage(
        "Unbenutzte Artikel können innerhalb von 60 Tagen zurückgegeben werden. Getragene Schuhe nehmen wir nicht zurück.",
        "Rückgabe", language="de",
    )  # fmt: skip
    given = assignment("Wie lange kann ich etwas zurückgeben?", (guide,), language="de")
    said = "Unbenutzte Artikel können innerhalb von sechzig Tagen zurückgegeben werden [E1]. Getragene Schuhe nehmen wir zurück [E1]. Unbenutzte Artikel können neunzig Tage zurückgegeben werden [E1]."
    outcome = await written(said, given)
    assert [claim.verdict for claim in outcome.finished.claims] == [
        Verdict.SHOWN,
        Verdict.REWRITTEN,
        Verdict.REWRITTEN,
    ]
    assert "Getragene Schuhe nehmen wir nicht zurück" in outcome.text


WASHING = passage(
    "Can I machine wash a waxed jacket?\n\nNever. Sponge it with cold water, and rewax it once a year.",
    "Questions",
)


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("You should not machine wash a waxed jacket [E1].", True),
        ("No, a waxed jacket should never be machine washed [E1].", True),
        ("Sponge it with cold water instead [E1].", True),
        ("Machine washing a waxed jacket is fine [E1].", False),
        ("You can machine wash it [E1].", False),
    ],
)
async def test_a_question_bears_nothing_out_and_its_no_denies_what_it_asks(sentence, shown):
    asked = assignment("Can I machine wash a waxed jacket?", (WASHING,))
    claim = (await written(sentence, asked)).finished.claims[0]
    assert (claim.verdict is Verdict.SHOWN) is shown, claim
