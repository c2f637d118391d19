"""Ways of saying things, as the linter's measurement has them: what they were made with is found, and near-misses are not."""

from collections import Counter
from functools import cache
from importlib.resources import files
from uuid import uuid4

import pytest
from benchmarks.linter import Case, cases, found_in

from aisle.adapters.parsers.inline import InlineParser
from aisle.linting.checks.figures import compare
from aisle.linting.checks.types import Stated
from aisle.linting.statements.hours import hours_of
from aisle.linting.statements.reading import statements_of

DAYS = {n: frozenset({"9:00-18:00"}) for n in range(7)}


@cache
def outcomes() -> Counter[tuple[bool, bool]]:
    """How often a shop had a fault, or only looked so, and how often one was found."""
    shops = [*cases(measured=False), *cases(measured=True)]
    return Counter((one.has_fault, bool(found_in(one))) for one in shops)


def found(kind: str, language: str, *texts: str) -> set[str]:
    return found_in(Case(kind, language, texts, has_fault=False))


def test_seeded_faults_are_found() -> None:
    outcomes.cache_clear()
    assert outcomes()[True, False] == 0
    assert outcomes()[True, True] > 500


def test_near_misses_are_no_faults() -> None:
    outcomes.cache_clear()
    assert outcomes()[False, True] == 0
    assert outcomes()[False, False] > 300


@pytest.mark.parametrize(
    "beside",
    [
        "Until last year you could return goods within 14 days.",
        "Can I return goods within 14 days?",
        "For example, some shops let you return goods for 14 days.",
        "We get back to you within 14 days.",
        "Your refund is paid within 14 days.",
        "Refunds for returns are processed within 14 days.",
    ],
)
def test_stories_questions_and_examples_state_nothing(beside: str) -> None:
    assert found("conflict.return_window", "en", "You can return goods within 30 days.", beside) == set()


@pytest.mark.parametrize(
    ("language", "rule", "beside"),
    [
        (
            "en",
            "Delivery is free on orders over €50.",
            "Returns are free on orders over €80, and we deliver them back.",
        ),
        ("fr", "Livraison gratuite dès 50 €.", "Retour gratuit dès 80 € : nous expédions l'étiquette."),
    ],
)
def test_returns_that_cost_nothing_are_no_free_delivery(language: str, rule: str, beside: str) -> None:
    assert found("conflict.free_delivery", language, rule, beside) == set()


def test_a_cost_is_no_free_delivery() -> None:
    rule = "Delivery is free on orders over €50."
    assert found("conflict.free_delivery", "en", rule, "Delivery of orders over €80 is insured.") == set()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delivery takes 2 to 3 days.", "Delivery takes 3 days."),
        ("Everything has a warranty of 1 year.", "Everything has a warranty of 365 days."),
        ("You can return goods within 60 days.", "You can return goods within two months."),
    ],
)
def test_one_that_says_all_that_the_other_says_is_no_conflict(one: str, other: str) -> None:
    assert found("conflict.delivery_time", "en", one, other) == set()


@pytest.mark.parametrize(
    "said",
    [
        "täglich außer Sonntag 9 bis 18 Uhr",
        "täglich 9 bis 18 Uhr, außer sonntags",
        "every day except Sunday, 9am to 6pm",
        "tous les jours sauf le dimanche de 9h à 18h",
        "todos los días excepto el domingo de 9:00 a 18:00",
    ],
)
def test_days_that_are_excepted_have_no_hours(said: str) -> None:
    assert hours_of(said) == {day: DAYS[day] for day in range(6)}


@pytest.mark.parametrize(
    "said",
    [
        "von 9 Uhr morgens bis 6 Uhr abends, montags bis freitags",
        "Mo bis Fr haben wir von 9 bis 18 Uhr geöffnet",
        "wochentags 9:00 bis 18:00 Uhr",
        "du lundi au vendredi, de 9h du matin à 6h du soir",
        "de lunes a viernes de 9 de la mañana a 6 de la tarde",
    ],
)
def test_hours_are_read_as_people_say_them(said: str) -> None:
    assert hours_of(said) == {day: DAYS[day] for day in range(5)}


async def test_the_demo_shop_does_not_contradict_itself() -> None:
    """Its telephone, its chat and its three shops have hours of their own."""
    stated: list[Stated] = []
    for name in (
        "contact",
        "click-and-collect",
        "faq",
        "delivery-uk",
        "delivery-highlands-islands",
        "returns",
    ):
        page = files("aisle.demo") / "shop" / "guides" / f"{name}.html"
        read = await InlineParser().parse(page.read_bytes(), f"{name}.html", None)
        page_id = uuid4()
        for one in statements_of(read.text, read.title or name, "en"):
            stated.append(Stated(one, page_id, page_id, name, frozenset(one.scope)))
    assert len([one for one in stated if one.statement.subject == "opening_hours"]) > 20
    assert [*compare(stated)] == []
