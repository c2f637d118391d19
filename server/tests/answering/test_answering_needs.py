"""Needs that shoppers state: read from the question, looked up in the guides' tables, weighed and quoted."""

from __future__ import annotations

import pytest
from answering_factories import EMBED, PACKS, STONECHAT, ULLOCK, ask, evidence, limit, passage, product, turn

from aisle.answering.sentence_vectors import SentenceVectors
from aisle.answering.stated_needs import NeedKind, spans_of, stated_needs
from aisle.answering.status import status_text
from aisle.answering.types import CitationSegment, ComparisonSegment, ProductSegment, TextSegment
from aisle.answering.weighing import scales
from aisle.retrieval.types import Filter, FilterOp, Understanding, Wants

WANTED = "Which rucksack for 3 wet days? Under £150, and I'm 163 cm."
BUM_BAG = product(
    "Blea Tarn 3",
    "26.00",
    category="Rucksacks/Waist packs",
    attributes={"Capacity": "3 l", "Hip belt": "70–120 cm", "Waterproof": "Showerproof"},
)
SIZES = passage(
    "S/M | 42–47 cm | 157–170 cm\nM/L | 47–53 cm | 168–183 cm",
    "Rucksack size guide",
    kind="table",
    context="Size | Back length | Usually a height of",
    section=("Rucksack size guide", "Which size is yours"),
)
LITRES = passage(
    "Summer day | 15–22\nTwo or three nights with a small tent | 35–45\nA week | 48–60",
    "Rucksack size guide",
    kind="table",
    context="Trip | Litres",
    section=("Rucksack size guide", "How many litres"),
    start=900,
)
RAIN = passage(
    "The Stonechat has a taped roll-top, so its contents stay dry in a day of steady rain. A cover costs £18 in the rain.",
    "Waterproof ratings",
    section=("Waterproof ratings", "Packs"),
)
GUIDES = (SIZES, LITRES, RAIN)
BAGS = tuple(
    product(
        f"Curlew {n}",
        category="Sleeping bags/Down bags",
        attributes={"Comfort temperature": comfort, "Weight": weight},
    )
    for n, comfort, weight in (
        (250, "6 °C", "0.62 kg"),
        (600, "–5 °C", "1.08 kg"),
        (850, "–12 °C", "1.42 kg"),
    )
)
NIGHTS = passage(
    "Campsite, July | 10 °C | 10 °C or lower\nScottish glen, October | 0 °C | –5 °C or lower",
    "Sleeping bag temperature ratings",
    kind="table",
    context="When and where | Usual low | Comfort to choose",
    section=("What the night will be",),
)


def cards(answer):
    return [segment for segment in answer.segments if isinstance(segment, ProductSegment)]


def texts(answer):
    return "\n".join(segment.text for segment in answer.segments if isinstance(segment, TextSegment))


@pytest.mark.parametrize(
    ("question", "kind", "value"),
    [
        ("I'm 163 cm", NeedKind.HEIGHT, 163),
        ("for someone who is 1.80 m", NeedKind.HEIGHT, 180),
        ("I'm 5ft 4", NeedKind.HEIGHT, 163),
        ("ich bin 190 cm groß", NeedKind.HEIGHT, 190),
        ("a pack for two nights", NeedKind.DAYS, 3),
        ("three wet days", NeedKind.DAYS, 3),
        ("a rucksack for a week", NeedKind.DAYS, 7),
        ("ein Rucksack für drei Tage", NeedKind.DAYS, 3),
        ("nights at -10 degrees", NeedKind.COLD, -10),
        ("warm at -3?", NeedKind.COLD, -3),
    ],
)
def test_reads_what_shoppers_say_of_themselves(question, kind, value):
    assert [need.value for need in stated_needs(question, "en") if need.kind is kind] == [value]


@pytest.mark.parametrize(
    "question", ["a 44 cm back", "a rope of 60 m", "delivered in how many hours?", "light blue jacket"]
)
def test_reads_no_need_where_none_is_stated(question):
    assert stated_needs(question, "en") == ()


def test_nights_are_days_and_one_more():
    assert spans_of("Two or three nights with a small tent") == ((3.0, 4.0),)
    assert spans_of("Summer day") == ((1.0, 1.0),)


def test_guides_rows_decide_what_fits():
    ranked = scales(WANTED, "en", GUIDES, [limit("150")]).ranked((BUM_BAG, ULLOCK, STONECHAT))
    assert [one.product.title for one in ranked] == ["Stonechat 38", "Ullock 40 Dry", "Blea Tarn 3"]
    assert "long for 163 cm" in ranked[1].cons
    assert "small for 3 days" in ranked[2].cons


async def test_a_name_with_the_number_of_the_cold_is_no_row_about_it():
    names = passage("Curlew 10 | 10 °C | 0.92 kg", "Ratings", kind="table", context="Bag | Comfort | Weight")
    answer = await ask("sleeping bag for -10 degrees", evidence([names], BAGS, wants=Wants.PRODUCTS))
    assert cards(answer)[0].product_id == BAGS[2].id
    assert answer.citations == ()


async def test_a_bare_number_of_the_question_matches_no_product():
    found = evidence(GUIDES, (BUM_BAG, *PACKS), wants=Wants.PRODUCTS, filters=[limit("150")])
    answer = await ask(WANTED, found)
    assert cards(answer)[0].product_id == STONECHAT.id
    assert BUM_BAG.id not in answer.product_ids
    assert "For 163 cm, 3 days and rain I’d take the **Stonechat 38**." in texts(answer)


async def test_guides_that_speak_to_a_need_are_quoted_and_prices_are_not():
    answer = await ask(WANTED, evidence(GUIDES, PACKS, wants=Wants.PRODUCTS))
    quotes = [segment.quote for segment in answer.segments if isinstance(segment, CitationSegment)]
    assert any("157–170 cm" in quote for quote in quotes)
    assert any("steady rain" in quote for quote in quotes)
    assert len(quotes) <= 2
    assert "£18" not in texts(answer)


async def test_an_answer_from_typed_fields_alone_quotes_nothing():
    answer = await ask("which rucksack is removable?", evidence(GUIDES, PACKS, wants=Wants.PRODUCTS))
    assert answer.citations == ()


async def test_warm_enough_is_chosen_and_much_warmer_is_not():
    found = evidence([NIGHTS], BAGS, wants=Wants.PRODUCTS)
    answer = await ask("Which sleeping bag for a Scottish glen in October?", found)
    assert cards(answer)[0].product_id == BAGS[1].id
    assert answer.citations[0].quote == "Scottish glen, October | 0 °C | –5 °C or lower"
    assert "glen”" not in texts(answer)


async def test_choosing_minds_the_needs_and_not_the_price_alone():
    history = [turn(WANTED, BUM_BAG, STONECHAT)]
    found = evidence(GUIDES, (BUM_BAG, STONECHAT), wants=Wants.PRODUCTS, filters=[limit("150")])
    answer = await ask("which one then?", found, history)
    assert answer.product_ids == (STONECHAT.id,)
    assert "Which one would you take?" not in answer.suggestions


async def test_a_comparison_notes_who_fits_and_cites_the_row():
    found = evidence(GUIDES, (STONECHAT, ULLOCK), wants=Wants.PRODUCTS)
    answer = await ask("Compare the Stonechat 38 and the Ullock 40 Dry for someone of 163 cm", found)
    table = next(segment for segment in answer.segments if isinstance(segment, ComparisonSegment))
    row = next(row for row in table.rows if row.label == "Back length")
    assert [cell.note for cell in row.cells] == ["fits 163 cm", "long for 163 cm"]
    assert row.citation_mark == answer.citations[0].mark
    assert answer.citations[0].quote.startswith("S/M | 42–47 cm")
    assert texts(answer).startswith("For 163 cm I’d take the **Stonechat 38**.")


async def test_says_whether_one_product_fits():
    answer = await ask("Does the Ullock 40 Dry fit someone of 163 cm?", evidence(GUIDES, (ULLOCK,)))
    assert "long for 163 cm" in texts(answer)


async def test_things_for_others_come_last():
    little = product("Little Esk Jacket", "49.00", category="Jackets/Waterproof jackets", tags=("children",))
    grown = product(
        "Esk Jacket women’s", "139.00", category="Jackets/Waterproof jackets", tags=("waterproof",)
    )
    found = evidence((), (little, grown), wants=Wants.PRODUCTS)
    assert (await ask("a jacket for rain for women", found)).product_ids[0] == grown.id
    assert (await ask("a jacket for rain for my child", found)).product_ids[0] == little.id


ADULTS = passage(
    "6 | 39.5 | 24.6 cm\n7 | 41 | 25.5 cm\n8 | 42 | 26.3 cm",
    "Boot size guide",
    kind="table",
    context="UK | EU | Foot length",
    section=("Adults",),
)
CHILDREN = passage(
    "10 child | 28 | 17.1 cm\n11 child | 29 | 18.0 cm",
    "Boot size guide",
    kind="table",
    context="UK | EU | Foot length",
    section=("Children",),
    start=700,
)


@pytest.mark.parametrize(
    "question",
    ["What is UK 7 in EU sizes, and how long a foot?", "which boot size for a foot length of 25.5 cm?"],
)
async def test_the_row_asked_for_is_quoted_alone(question):
    answer = await ask(question, evidence((CHILDREN, ADULTS), wants=Wants.KNOWLEDGE))
    assert [citation.quote for citation in answer.citations] == ["7 | 41 | 25.5 cm"]
    assert texts(answer) == "UK 7: EU 41, foot length 25.5 cm [1]"


async def test_a_country_is_found_under_its_region_with_less_confidence():
    zones = passage(
        "1 | Ireland | £9.95\n2 | European Union | £14.95",
        "International delivery",
        kind="table",
        context="Zone | Countries | Price",
        section=("Delivery zones",),
    )
    answer = await ask("How much is delivery to Germany?", evidence([zones], wants=Wants.KNOWLEDGE))
    assert answer.citations[0].quote == "2 | European Union | £14.95"
    assert answer.confidence <= 0.6
    named = await ask("How much is delivery to Ireland?", evidence([zones], wants=Wants.KNOWLEDGE))
    assert named.citations[0].quote == "1 | Ireland | £9.95"


async def test_one_name_of_two_departments_is_asked_back():
    jacket = product("Ullock Jacket", category="Jackets/Waterproof jackets")
    answer = await ask("Which Ullock should I get?", evidence((), (ULLOCK, jacket), wants=Wants.PRODUCTS))
    assert answer.clarify is not None
    assert answer.clarify.options == ("Waterproof packs", "Waterproof jackets")
    reply = await ask(
        "The packs",
        evidence((), (ULLOCK, STONECHAT), wants=Wants.PRODUCTS),
        [turn("Which Ullock should I get?", clarified=True)],
    )
    assert reply.product_ids == (ULLOCK.id,)


async def test_a_service_is_no_product():
    tents = product("Kestrel 2", category="Tents/Backpacking tents")
    answer = await ask("Do you rent out tents?", evidence((), (tents,), wants=Wants.PRODUCTS))
    assert answer.abstained


def understood(*filters: Filter, wants: Wants = Wants.PRODUCTS, language: str = "en") -> Understanding:
    return Understanding("", filters, language, None, wants)


def test_the_status_names_what_is_looked_through():
    rucksacks = Filter("category", FilterOp.EQ, ("Rucksacks",), "Rucksacks")
    assert status_text(understood(rucksacks), {"Rucksacks": 48}, "en") == "Looking through 48 rucksacks"
    assert status_text(understood(rucksacks), {}, "en") == "Looking through the shop"
    assert status_text(understood(wants=Wants.KNOWLEDGE), {}, "en") == "Looking through the guides"


async def test_sentences_are_embedded_once_and_forgotten_when_many():
    asked = []

    class Counting:
        name, dimensions, languages = "counting", EMBED.dimensions, EMBED.languages
        count_tokens = staticmethod(EMBED.count_tokens)

        async def embed(self, given, kind):
            asked.extend(given)
            return await EMBED.embed(given, kind)

    vectors = SentenceVectors(kept=2)
    await vectors.of(["one", "two"], Counting())
    assert (await vectors.of(["two", "three", "two"], Counting())).shape == (3, EMBED.dimensions)
    await vectors.of(["one"], Counting())
    assert asked == ["one", "two", "three", "one"]


async def test_of_packs_that_are_all_too_small_the_largest_comes_first():
    small = product("Catbells 22", "64.00", category="Rucksacks/Day packs", attributes={"Capacity": "22 l"})
    found = evidence([LITRES], [BUM_BAG, small], wants=Wants.PRODUCTS, filters=[limit("80")])
    history = [turn("rucksacks for a weekend")]
    answer = await ask("What about something cheaper than £80?", found, history)
    shown = [one.product_id for one in answer.segments if isinstance(one, ProductSegment)]
    assert shown[0] == small.id
