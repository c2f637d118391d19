"""Product answers: an honest first sentence and up to three cards."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from aisle.answering.card_reasons import Asked, asked, reason_for
from aisle.answering.hostile import safe
from aisle.answering.needs import unmet
from aisle.answering.phrases import count_word, joined, say
from aisle.answering.product_cues import COLOUR_WORDS
from aisle.answering.product_questions import COLOUR_NAMES, values_under
from aisle.answering.types import Fact, FactSegment, ProductSegment, Segment, TextSegment
from aisle.answering.weighing import TELLS_APART, Scales, Weighed, scales
from aisle.answering.words import keys
from aisle.catalog.types import Product
from aisle.retrieval.filters import names_of
from aisle.retrieval.types import Filter, FilterOp

USUAL_CARDS = 3
MOST_CARDS = 6
# A need met this well may be spoken of; a product so far behind the best meets other needs.
_MET = 0.5
_FAR_BEHIND = 2.5
_MORE = re.compile(
    r"\b(?:all|more|every|list|full range|six|alle|mehr|tous|toutes|todas?|todos|más opciones|plus d'options)\b",
    re.IGNORECASE,
)
_PREPOSITION = re.compile(
    r"(?:under|below|over|rated|above|around|about|between|from|up to|at (?:most|least)|for|in|with|without|unter|über|bis|ab|um|zwischen|für|mit|"
    r"ohne|auf|moins|plus|jusqu|entre|environ|pour|avec|sans|en|menos|más|hasta|desde|alrededor|para|con|sin)\b",
    re.IGNORECASE,
)
_MEASURED = frozenset({FilterOp.LTE, FilterOp.LT, FilterOp.GTE})
# Filters that the noun of the sentence already says.
_SAID_BY_NOUN = frozenset({"category", "source", "language"})


@dataclass(frozen=True, slots=True)
class Cards:
    """Cards with the sentence before them; `relaxed` are the filters that none of the products meets together."""

    segments: tuple[Segment, ...]
    products: tuple[Product, ...]
    relaxed: tuple[Filter, ...] = ()


def cards(
    question: str,
    language: str,
    found: Sequence[Product],
    filters: Sequence[Filter],
    first_fact: int = 1,
    unsaid: Sequence[str] = (),
    weights: Scales | None = None,
) -> Cards:
    """Show products, those that meet every filter, can be bought and meet the stated needs first.

    `unsaid` are words of the question that no product says, which the shopper is told.
    """
    count = MOST_CARDS if _MORE.search(question) else USUAL_CARDS
    weights = weights or scales(question, language, (), filters)
    shown = [one.product for one in _worth_showing(weights.ranked(found))[:count]]
    limits = [
        one
        for one in filters
        if one.field != "tag" or not any(not unmet(product, (one,)) for product in found)
    ]
    fitting = [product for product in shown if not unmet(product, limits)]
    shown = fitting or shown
    relaxed = () if fitting else _not_met_together(shown[0], limits, found)
    if relaxed:
        intro = _nothing_fits(shown[0], relaxed, language, first_fact)
    else:
        intro = (_several(question, shown, filters, language, unsaid, weights),)
    wanted = asked(question, language, filters, weights, found)
    return Cards((*intro, *(card(product, shown, wanted) for product in shown)), tuple(shown), relaxed)


def _not_met_together(
    nearest: Product, limits: Sequence[Filter], found: Sequence[Product]
) -> tuple[Filter, ...]:
    """What the nearest misses; where others meet just that, the measured limits that they miss in turn belong to it."""
    missed = unmet(nearest, limits)
    if not any(not unmet(product, missed) for product in found):
        return missed
    return tuple(one for one in limits if one in missed or one.op in _MEASURED)


def _worth_showing(ranked: Sequence[Weighed]) -> Sequence[Weighed]:
    """Products that miss a need which another meets are left out while enough remain; one is no choice."""
    best = ranked[0].score if ranked else 0.0
    good = [one for one in ranked if not one.degrees or one.score >= best - _FAR_BEHIND]
    return good if ranked and ranked[0].degrees and len(good) > 1 else ranked


def card(product: Product, shown: Sequence[Product], wanted: Asked) -> ProductSegment:
    """One card; the price is kept beside it so that a change can be shown later."""
    reason = reason_for(product, shown, wanted)
    price = product.price_range
    return ProductSegment(product.id, reason.text, reason.tone, reason.basis, price.lowest if price else None)


def _several(
    question: str,
    shown: Sequence[Product],
    filters: Sequence[Filter],
    language: str,
    unsaid: Sequence[str],
    weights: Scales,
) -> TextSegment:
    """ "Three tents under £300.": the filters are the shopper's own words; then which of them meets the needs best."""
    taken = _taken(shown, weights, language)
    return TextSegment(f"{_counted(question, shown, filters, language, unsaid)}{taken}")


def _taken(shown: Sequence[Product], weights: Scales, language: str) -> str:
    best = weights.weigh(shown)[shown[0].id]
    met = [
        need
        for need in weights.needs
        if any(need == one and degree.value >= _MET for one, degree in best.degrees)
    ]
    scores = sorted((one.score for one in weights.weigh(shown).values()), reverse=True)
    if not met or len(shown) < 2 or weights.sort or scores[0] - scores[1] < TELLS_APART:
        return ""
    return f" {say('take', language, needs=joined([safe(need.text) for need in met], language), title=safe(shown[0].title))}"


def _counted(
    question: str, shown: Sequence[Product], filters: Sequence[Filter], language: str, unsaid: Sequence[str]
) -> str:
    name = noun(shown, language, question)
    if unsaid and (colours := _colours_instead(shown, unsaid, language)):
        return colours
    if unsaid:
        return say("closest", language, noun=name, words=safe(", ".join(unsaid)))
    values = {"noun": name, "filters": _limits(filters)}
    if len(shown) == 1:
        return say("one", language, **values)
    # "Three walking with dogs" is no English; only a noun the shopper used is sure to be one.
    key = "several" if keys(name, language) & keys(question, language) else "matches"
    return say(key, language, count=count_word(len(shown), language), **values)


def _colours_instead(shown: Sequence[Product], unsaid: Sequence[str], language: str) -> str | None:
    """A colour that is not there is answered with the colours that are."""
    if any(word not in COLOUR_WORDS for word in unsaid):
        return None
    colours = dict.fromkeys(value for product in shown for value in values_under(product, COLOUR_NAMES))
    if not colours:
        return None
    return say(
        "no_colour",
        language,
        words=safe(joined(list(unsaid), language)),
        values=joined([safe(one) for one in colours][:12], language),
    )


def _nothing_fits(
    nearest: Product, relaxed: Sequence[Filter], language: str, first_fact: int
) -> tuple[Segment, ...]:
    if all(_reads_on(one) for one in relaxed):
        filters = _limits(relaxed)
    else:
        filters = say("fits_none", language, words=safe(", ".join(one.text for one in relaxed)))
    values = {"filters": filters, "title": safe(nearest.title)}
    if nearest.price_range is None:
        return (TextSegment(say("nothing_fits_no_price", language, **values)),)
    fact = FactSegment(f"x{first_fact}", nearest.id, None, Fact.PRICE)
    return (TextSegment(say("nothing_fits", language, fact=f"{{fact:{fact.id}}}", **values)), fact)


def _limits(filters: Sequence[Filter]) -> str:
    """ " under £300 for 2 people, persons: 2": limits that read on, then bare values with their names."""
    said = [one for one in filters if one.field not in _SAID_BY_NOUN]
    running = "".join(f" {safe(one.text)}" for one in said if _reads_on(one))
    # What is unwanted may exclude by several fields; it is said once.
    bare = dict.fromkeys(f", {_named(one)}" for one in said if not _reads_on(one))
    return running + "".join(bare)


def _reads_on(one: Filter) -> bool:
    return one.op in _MEASURED or _PREPOSITION.match(one.text) is not None


def _named(one: Filter) -> str:
    name = "/".join(names_of(one.field))
    bare = name == one.field or one.op is FilterOp.NOT
    return safe(one.text if bare else f"{name.lower()}: {one.text}")


def noun(shown: Sequence[Product], language: str, question: str = "") -> str:
    """The narrowest category all products share, as the shop calls it; rather the narrowest that the question names."""
    paths = [product.path for product in shown]
    shared = [names[0] for names in zip(*paths, strict=False) if len(set(names)) == 1]
    if not shared:
        return say("products", language)
    asked = keys(question, language)
    word = safe(next((name for name in reversed(shared) if keys(name, language) & asked), shared[-1]))
    return word if language == "de" else word[:1].lower() + word[1:]
