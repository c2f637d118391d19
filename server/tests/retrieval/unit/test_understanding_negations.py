"""What is not wanted never becomes what is wanted."""

import pytest

from aisle.retrieval.types import FilterOp, Vocabulary
from aisle.retrieval.understanding import Understander

SHOP = Vocabulary(
    categories=(
        "Tents",
        "Boots/Walking boots",
        "Boots/Leather boots",
        "Jackets",
        "Down jackets",
        "Rucksacks",
        "Socks",
    ),
    brands=("Lune",),
    tags=("leather", "waterproof"),
    attributes={
        "Colour": ("Rust", "Red", "Navy", "Black", "Navy/Black"),
        "Lining": ("Red", "Fleece"),
        "Upper": ("2.8 mm full-grain leather", "Suede", "Leather-free mesh"),
        "Insulation": ("Down", "Synthetic"),
        "Size": ("S", "M", "UK 8", "42"),
        "Persons": ("1", "2", "3"),
        "Capacity": ("20 l", "38 l"),
        "Weight": ("1.02 kg", "1.98 kg"),
    },
    currency="GBP",
)
UNWANTED = [
    ("boots neither leather nor suede", {"2.8 mm full-grain leather", "leather", "Suede"}),
    ("don't show me suede boots", {"Suede"}),
    ("do not show me any suede boots", {"Suede"}),
    ("nothing in leather", {"leather"}),
    ("leather? no thanks", {"leather"}),
    ("boots -leather", {"leather"}),
    ("a jacket, neither navy nor rust", {"Navy", "Navy/Black", "Rust"}),
    ("not red or black jacket", {"Red", "Black"}),
    ("not crimson-ish or navy jacket", {"Navy"}),
    ("jackets in any colour but navy", {"Navy"}),
    ("boots not in size UK 8", {"UK 8"}),
    ("any size but UK 8", {"UK 8"}),
    ("jackets except size M", {"M"}),
    ("Stiefel weder aus suede noch aus leather", {"Suede", "leather"}),
]


@pytest.fixture(scope="module")
def understander() -> Understander:
    return Understander(SHOP, ("en", "de", "fr", "es"))


def values(understander: Understander, question: str, *, negated: bool) -> set[str]:
    """Return the values of a question that are wanted or unwanted, categories aside."""
    filters = understander.understand(question).filters
    return {
        value
        for one in filters
        for value in one.values
        if one.field != "category" and (one.op is FilterOp.NOT) is negated
    }


@pytest.mark.parametrize(("question", "unwanted"), UNWANTED)
def test_a_negation_is_never_turned_round(understander, question, unwanted):
    assert unwanted <= values(understander, question, negated=True)
    assert values(understander, question, negated=False) == set()


@pytest.mark.parametrize(
    "question",
    ["tent not for 2 people", "rucksack not 20 L", "rucksack not around 20 l", "tent not in stock"],
)
def test_a_limit_that_no_filter_can_negate_is_dropped(understander, question):
    understood = understander.understand(question)
    assert {one.field for one in understood.filters} <= {"category"}


@pytest.mark.parametrize(
    ("question", "wanted"), [("why not suede boots", "Suede"), ("not only red jackets", "Red")]
)
def test_what_only_looks_like_a_negation_is_none(understander, question, wanted):
    assert values(understander, question, negated=False) == {wanted}


def test_a_negated_category_is_excluded(understander):
    filters = understander.understand("don't show me leather boots").filters
    assert [(one.field, one.op) for one in filters] == [("category", FilterOp.NOT)]


COMPARED = [
    ("tent no cheaper than £200", "gte"),
    ("not less than £200", "gte"),
    ("tent not under £100", "gte"),
    ("tent not more than £100", "lte"),
    ("rucksack no heavier than 2 kg", "lte"),
    ("rucksack not lighter than 2 kg", "gte"),
    ("a jacket that doesn't cost more than £100", "lte"),
    ("a rucksack that must not weigh more than 2 kg", "lte"),
    ("Zelt nicht weniger als 100 £", "gte"),
    ("Rucksack nicht schwerer als 2 kg", "lte"),
    ("tente pas moins de 100 £", "gte"),
    ("tienda no menos de 100 £", "gte"),
]


@pytest.mark.parametrize(("question", "op"), COMPARED)
def test_a_negated_comparison_is_the_other_one(understander, question, op):
    limits = [
        one.op
        for one in understander.understand(question).filters
        if one.field in ("price", "attribute.Weight")
    ]
    assert limits == [op]


EVERYWHERE = [
    (
        "boots no leather",
        {
            "tag": {"leather"},
            "attribute.Upper": {"2.8 mm full-grain leather"},
            "category": {"Boots/Leather boots"},
        },
    ),
    ("jacket without down", {"attribute.Insulation": {"Down"}, "category": {"Down jackets"}}),
    ("jacket, not red", {"attribute.Colour": {"Red"}}),
    ("jacket, not size M", {"attribute.Size": {"M"}}),
]


@pytest.mark.parametrize(("question", "excluded"), EVERYWHERE)
def test_what_is_unwanted_is_excluded_by_every_field_that_holds_it(understander, question, excluded):
    filters = [one for one in understander.understand(question).filters if one.op is FilterOp.NOT]
    assert {one.field: set(one.values) for one in filters} == excluded


def test_many_unwanted_values_are_shown_in_short():
    uppers = tuple(f"{number} mm leather" for number in range(1, 9))
    shop = Vocabulary(categories=("Boots",), tags=("leather",), attributes={"Upper": uppers}, currency="GBP")
    filters = Understander(shop).understand("boots no leather").filters
    upper = next(one for one in filters if one.field == "attribute.Upper")
    assert len(upper.values) == len(uppers)
    assert upper.text.endswith("4 mm leather, …")


SEARCHED = [
    ("socks without wool", "socks"),
    ("socks without cashmere or silk, in red", "socks in red"),
    ("boots no laces", "boots"),
    ("tent not for 2 people", "tent"),
    ("rucksack not 20 L", "rucksack"),
    ("no show socks", "no show socks"),
    ("non-slip socks", "non-slip socks"),
]


@pytest.mark.parametrize(("question", "text"), SEARCHED)
def test_negated_words_are_not_searched_for(understander, question, text):
    assert understander.understand(question).text == text
