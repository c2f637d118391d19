"""Fixed phrases: in stock, well rated, the cheapest, the lightest."""

import re
from collections.abc import Iterator
from functools import lru_cache

from aisle.retrieval.analysis.words import fold
from aisle.retrieval.types import Filter, FilterOp, Vocabulary
from aisle.retrieval.understanding.grammar import ALL, FLAGS, Grammar, grammar_of
from aisle.retrieval.understanding.reading import Reading
from aisle.retrieval.understanding.wording import phrase

# What shops call well rated: four of five stars.
WELL_RATED = "4"


class Patterns:
    """What the phrases look like in some languages."""

    def __init__(self, grammar: Grammar) -> None:
        """Compile the patterns; `patterns_of` keeps them."""
        self.in_stock = grammar.word("in_stock")
        # A question whether one thing is in stock must find that thing when it is not.
        self.stock_asked = re.compile(
            rf"\b(?:{grammar.any('stock_asked')})\b|^\W*(?:{grammar.any('asks_first')})\b", FLAGS
        )
        # The cheapest way to do something is not a product.
        self.not_a_product = re.compile(rf"\s+(?:{grammar.any('not_a_product')})\b", FLAGS)
        self.orders = {
            name: grammar.word(name)
            for name in ("cheapest", "dearest", "lightest", "heaviest", "newest", "best_rated", "cheap")
        }
        self.rated = grammar.word("rated")
        over = rf"{grammar.any('over')}|(?:rated )?\+"
        more = rf"(?:\s*\+|\s+(?:{grammar.any('or_more')})\b)"
        self.stars = re.compile(
            rf"(?:\b(?P<over>{over})\s+)?(?<![\w.,])(?P<n>[1-5](?:[.,]\d)?)(?P<plus>\s*\+)?[\s-]?(?:{grammar.any('stars')})\b(?P<more>{more})?",
            FLAGS,
        )


@lru_cache(maxsize=64)
def patterns_of(grammar: Grammar) -> Patterns:
    """Return the patterns of a grammar, compiled once."""
    return Patterns(grammar)


def read_stock(text: str, language: str, grammar: Grammar) -> Iterator[Reading]:
    """Yield the wish for things in stock; none where stock itself is asked about."""
    patterns = patterns_of(grammar)
    match = patterns.in_stock.search(text)
    if match and not patterns.stock_asked.search(text):
        limit = Filter("stock", FilterOp.EQ, ("in_stock",), phrase("stock", language))
        yield Reading(match.start(), match.end(), limit)


def read_rating(text: str, language: str, grammar: Grammar) -> Iterator[Reading]:
    """Yield the least rating: "4 stars and up", "well rated". A bare "4 star" may name a hotel and limits nothing."""
    patterns = patterns_of(grammar)
    for match in patterns.stars.finditer(text):
        if match["over"] or match["plus"] or match["more"]:
            yield _rated(match, match["n"].replace(",", "."), language)
            return
    well = patterns.rated.search(text)
    if well:
        yield _rated(well, WELL_RATED, language)


def _rated(match: re.Match[str], least: str, language: str) -> Reading:
    shown = phrase("rating", language, least)
    return Reading(match.start(), match.end(), Filter("rating", FilterOp.GTE, (least,), shown))


def read_sort(text: str, vocabulary: Vocabulary, grammar: Grammar) -> Iterator[Reading]:
    """Yield the order asked for; by weight only where the store has weights. "Cheap" orders and limits nothing."""
    patterns = patterns_of(grammar)
    for name, order in _orders(vocabulary):
        match = patterns.orders[name].search(text)
        if match and not patterns.not_a_product.match(text, match.end()):
            yield Reading(match.start(), match.end(), sort=order)
            return


def _orders(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    yield from (("cheapest", "price_asc"), ("dearest", "price_desc"))
    known = grammar_of(ALL).folded("weight")
    weight = next((name for name in vocabulary.attributes if fold(name) in known), None)
    if weight:
        yield from (("lightest", f"attribute.{weight}_asc"), ("heaviest", f"attribute.{weight}_desc"))
    yield from (("newest", "newest"), ("best_rated", "rating_desc"), ("cheap", "price_asc"))
