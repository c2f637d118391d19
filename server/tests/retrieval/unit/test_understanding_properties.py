"""What holds for every question: filters take the store's values alone, each has its place, and each can be taken back."""

import asyncio
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aisle.retrieval.filters import MOST_FILTERS, check
from aisle.retrieval.limits import criteria_of
from aisle.retrieval.names import AttributeNames
from aisle.retrieval.relaxing import changes, relax
from aisle.retrieval.types import Filter, FilterOp, Understanding, Vocabulary
from aisle.retrieval.understanding import Understander
from aisle.retrieval.understanding.grammar import ALL, grammar_of

SHOP = Vocabulary(
    categories=(
        "Camping/Tents",
        "Camping/Sleeping bags",
        "Boots/Walking boots",
        "Boots/Riding boots",
        "Creams",
    ),
    brands=("Pike & Tarn", "Orange", "Under Armour"),
    tags=("waterproof", "vegan"),
    attributes={
        "Colour": ("Beige", "Off-white", "Red", "Navy", "Orange", "Midnight blue"),
        "Material": ("Leather", "Wool", "Faux leather"),
        "Size": ("S", "M", "42", "90x200 cm"),
        "Persons": ("1", "2"),
        "Capacity": ("28 l", "40 l"),
        "Weight": ("900 g", "1.2 kg"),
        "Width": ("32 in", "60 cm"),
        "Hood": ("Yes", "No"),
    },
    currency="EUR",
    is_rated=True,
)
NEGATION = grammar_of(ALL).word("negations")
UNDERSTANDER = Understander(SHOP, ("en",))
WORD = re.compile(r"\w+")
NUMERIC = frozenset({FilterOp.LTE, FilterOp.GTE, FilterOp.BETWEEN})
KNOWN = {
    "category": {"Camping", "Boots", *SHOP.categories},
    "brand": set(SHOP.brands),
    "tag": set(SHOP.tags),
    "stock": {"in_stock"},
    **{f"attribute.{name}": set(values) for name, values in SHOP.attributes.items()},
}
PIECES = st.sampled_from(
    [
        "a",
        "two",
        "red",
        "cream",
        "navy",
        "blue",
        "beige",
        "teal",
        "rot",
        "rouge",
        "orange",
        "Orange",
        "leather",
        "lether",
        "woollen",
        "wool",
        "faux",
        "tent",
        "tents",
        "boots",
        "bag",
        "sleeping",
        "bags",
        "and",
        "or",
        "but",
        "no",
        "not",
        "without",
        "only",
        "under",
        "over",
        "between",
        "at",
        "least",
        "about",
        "300",
        "£50",
        "50€",
        "40",
        "l",
        "2",
        "kg",
        "32",
        "inch",
        "size",
        "42",
        "M",
        "for",
        "2",
        "people",
        "90",
        "x",
        "200",
        "cm",
        "with",
        "hood",
        "waterproof",
        "vegan",
        "in",
        "stock",
        "cheapest",
        "well",
        "rated",
        "4",
        "stars",
        "up",
        ",",
        ".",
        ";",
        "(",
        "&",
        "/",
        "-",
        "nur",
        "ohne",
        "sans",
        "sin",
        "unter",
        "und",
        "et",
        "y",
        "anything",
        "except",
        "free",
        "standing",
        "Pike",
        "Tarn",
        "armour",
        "I'm",
        "is",
        "the",
        "compare",
        "each",
        "both",
    ]
)
QUESTIONS = st.lists(PIECES, max_size=25).map(" ".join) | st.text(max_size=200)


def filters_of(understood: Understanding) -> list[Filter]:
    return [*understood.filters, *(one for thing in understood.things for one in thing.filters)]


@settings(deadline=None, max_examples=300)
@given(QUESTIONS)
def test_every_value_is_one_of_the_stores(question: str) -> None:
    for one in filters_of(UNDERSTANDER.understand(question)):
        assert one.op in NUMERIC or one.field == "text" or set(one.values) <= KNOWN[one.field]


@settings(deadline=None, max_examples=300)
@given(QUESTIONS)
def test_whatever_was_read_can_be_searched_with(question: str) -> None:
    understood = UNDERSTANDER.understand(question)
    for filters in (understood.filters, *(thing.filters for thing in understood.things)):
        check(filters)
        criteria_of(filters, AttributeNames(SHOP.attributes))


@settings(deadline=None, max_examples=300)
@given(QUESTIONS)
def test_every_filter_says_where_it_was_read(question: str) -> None:
    for one in filters_of(UNDERSTANDER.understand(question)):
        assert one.origin is not None
        first = one.origin.words.split(" … ")
        assert question[one.origin.start : one.origin.end] in first
        assert one.text


@settings(deadline=None, max_examples=200)
@given(QUESTIONS, st.data())
def test_a_filter_that_is_taken_back_is_gone_and_the_others_stay(question: str, data: st.DataObject) -> None:
    read = filters_of(UNDERSTANDER.understand(question))
    ids = {one.origin.id for one in read if one.origin}
    if ids:
        gone = data.draw(st.sampled_from(sorted(ids)))
        left = filters_of(UNDERSTANDER.understand(question, ignore=(gone,)))
        assert {one.origin.id for one in left if one.origin} <= ids - {gone}


@settings(deadline=None, max_examples=200)
@given(QUESTIONS)
def test_with_everything_taken_back_only_words_that_limited_nothing_are_searched(question: str) -> None:
    read = [one for one in filters_of(UNDERSTANDER.understand(question)) if one.origin]
    ids = [one.origin.id for one in read if one.origin]
    understood = UNDERSTANDER.understand(question, ignore=[*ids, *_sorts(question)])
    # Joining words are lost at the ends.
    joining = frozenset(
        [
            "but",
            "and",
            "or",
            "aber",
            "und",
            "oder",
            "pero",
            "y",
            "o",
            "mais",
            "et",
            "ou",
            "ma",
            "e",
            "maar",
            "en",
        ]
    )
    rest = question
    for one in read:
        for words in one.origin.words.split(" … ") if one.origin and one.field != "category" else ():
            rest = rest.replace(words, " ", 1)
    left = [word for word in WORD.findall(understood.text) if word.casefold() not in joining]
    # What is unwanted and no limit cannot be taken back, and is not searched for.
    others = [word for word in WORD.findall(rest) if word.casefold() not in joining]
    assert sorted(left) == sorted(others) or NEGATION.search(question)


def _sorts(question: str) -> list[str]:
    return [
        f"sort@{start}-{end}" for start in range(len(question)) for end in range(start, len(question) + 1)
    ]


@settings(deadline=None, max_examples=200)
@given(QUESTIONS)
def test_something_is_left_to_search_for_or_to_limit_by(question: str) -> None:
    understood = UNDERSTANDER.understand(question)
    limits = understood.filters or understood.sort or NEGATION.search(question)
    assert understood.text or limits or not question.strip()
    assert len(understood.things) != 1


@settings(deadline=None, max_examples=200)
@given(QUESTIONS)
def test_things_stand_one_after_the_other(question: str) -> None:
    things = UNDERSTANDER.understand(question).things
    assert all(question[thing.start : thing.end] == thing.words for thing in things)
    assert all(one.end <= other.start for one, other in pairwise(things))


@pytest.mark.parametrize(
    "question",
    [
        "red tent without leather " * 2_500,
        "not " * 3_000 + "red tents",
        "no " * 3_000,
        "£1-" * 3_000,
        "9" * 10_000,
        "a tent and " * 900,
        "between 1 and " * 700,
        "(((((" * 2_000,
        "a" * 10_000 + "!",
        "красная палатка " * 600,
        "赤いテント" * 2_000,
        "خيمة حمراء " * 900,
        "\u202ered\u202c tent\u0000",
    ],
)
def test_hostile_questions_are_read_within_bounds(question: str) -> None:
    understood = UNDERSTANDER.understand(question)
    assert len(filters_of(understood)) <= MOST_FILTERS
    assert len(understood.things) <= 5
    assert all(len(one.text) < 2_000 for one in filters_of(understood))


FILTERS = st.lists(
    st.sampled_from(
        [one for text in ("a red tent for 2 people under 300 in stock, size 42, no leather", "only navy boots of at least 28 l",
                          "waterproof Pike & Tarn bag between 20 and 50 €, 1.2 kg, well rated") for one in filters_of(UNDERSTANDER.understand(text))]
    ),
    unique=True,
).map(tuple)  # fmt: skip


@given(FILTERS)
def test_what_must_not_be_and_what_alone_will_do_never_give_way(filters: tuple[Filter, ...]) -> None:
    for change in changes(filters, SHOP, "en"):
        assert change.before.op is not FilterOp.NOT
        assert not (change.before.origin and change.before.origin.only)
        if change.instead is not None:
            check((change.instead,))


@given(FILTERS, st.integers(0, 6))
def test_relaxing_stops_at_the_first_limits_that_something_meets(
    filters: tuple[Filter, ...], enough: int
) -> None:
    """Here something is found once so many limits are gone or wider."""

    async def count(limits: tuple[Filter, ...]) -> int:
        return int(sum(one not in limits for one in filters) >= enough)

    limits, steps = asyncio.run(relax(filters, SHOP, "en", count))
    if steps:
        assert len(steps) == enough
        assert steps[-1].found > 0
        assert all(step.found == 0 for step in steps[:-1])
    else:
        assert limits == filters
