"""Questions about one product that its own typed fields answer: price, stock, options, attributes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from aisle.answering import product_cues as cues
from aisle.answering.hostile import is_hostile, safe
from aisle.answering.phrases import joined, say
from aisle.answering.relevance import attributes_of, is_in
from aisle.answering.sentences import sentences
from aisle.answering.types import Fact, FactSegment, Segment, TextSegment
from aisle.answering.words import Word, content_words, keys
from aisle.catalog.types import Product, Variant

_MOST_ATTRIBUTES = 2
# A sentence of the description must hold this share of what was asked beyond the product's name.
_ENOUGH_SAID = 0.6
_AMOUNT = re.compile(r"[£$€]\s?\d|\d\s?(?:€|£|\$|EUR|GBP|USD)\b")


@dataclass(frozen=True, slots=True)
class Said:
    """What was said about a product, and whether the question was answered by it."""

    segments: tuple[Segment, ...]


def about(
    product: Product, question: str, language: str, fact_number: int = 1, variant: Variant | None = None
) -> Said | None:
    """The answer from the product's fields, or None when they hold none; price and stock of the variant where one is meant."""
    lowered = " ".join(question.lower().split())
    if cues.PRICE.search(lowered) and not cues.NOT_THE_PRICE.search(lowered):
        return _price(product, language, fact_number, variant)
    option = _option(product, lowered, language)
    if option:
        return Said((TextSegment(option),))
    if cues.STOCK.search(lowered):
        return _fact(product, Fact.STOCK, "stock_is", language, fact_number, variant)
    text = (
        _overview(product, lowered)
        or _attributes(product, question, language)
        or _description(product, question, language)
    )
    return Said((TextSegment(text),)) if text else None


def _price(product: Product, language: str, number: int, variant: Variant | None) -> Said:
    if product.price_range is None or (variant is not None and variant.price is None):
        return Said((TextSegment(say("price_is_unknown", language, title=safe(product.title))),))
    return _fact(product, Fact.PRICE, "price_is", language, number, variant)


def _fact(
    product: Product, fact: Fact, key: str, language: str, number: int, variant: Variant | None
) -> Said:
    segment = FactSegment(f"x{number}", product.id, variant.id if variant else None, fact)
    title = ", ".join(
        (product.title, *((" / ".join(variant.options.values()),) if variant and variant.options else ()))
    )
    text = say(key, language, title=safe(title), fact=f"{{fact:{segment.id}}}")
    return Said((TextSegment(text), segment))


def _option(product: Product, lowered: str, language: str) -> str | None:
    """Sizes and colours: listed when asked for in general, yes or no when one is named."""
    title = safe(product.title)
    named = [(word, values) for word in _named_values(lowered) if (values := _values_beside(product, word))]
    for word, values in named:
        if not any(_same(word, value) for value in values):
            return say("option_no", language, asked=safe(word), title=title, value=_list(values, language))
    if named:
        right = [next(value for value in values if _same(word, value)) for word, values in named]
        return _together(product, right, language)
    for cue, names in ((cues.COLOURS, COLOUR_NAMES), (cues.SIZES, _SIZE_NAMES)):
        values = values_under(product, names)
        if values and cue.search(lowered):
            return f"**{title}**: {_list(values, language)}."
    return None


def _together(product: Product, values: Sequence[str], language: str) -> str:
    """Whether one variant has all the values: a 14 and a blue one are not yet a blue 14."""
    title = safe(product.title)
    if any(set(values) <= set(one.options.values()) for one in product.variants):
        return say("option_yes", language, title=title, value=_list(values, language))
    near = [one.options.values() for one in product.variants if values[0] in one.options.values()]
    there = _list([" / ".join(one) for one in near], language)
    return say("option_no", language, asked=safe(" / ".join(values)), title=title, value=there)


COLOUR_NAMES = frozenset({"colour", "color", "farbe", "couleur"})
_SIZE_NAMES = frozenset({"size", "größe", "taille", "talla", "pointure"})


def _named_values(lowered: str) -> Iterable[str]:
    if size := cues.size_asked(lowered):
        yield size
    if cues.COMES_IN.search(lowered):
        yield from (word for word in re.findall(r"\w+", lowered) if word in cues.COLOUR_WORDS)


def _values_beside(product: Product, word: str) -> tuple[str, ...]:
    return values_under(product, COLOUR_NAMES if word in cues.COLOUR_WORDS else _SIZE_NAMES)


def values_under(product: Product, names: frozenset[str]) -> tuple[str, ...]:
    """The values of an option, in the order of the variants."""
    found = (
        value for one in product.variants for name, value in one.options.items() if name.casefold() in names
    )
    return tuple(dict.fromkeys(found))


def _same(asked: str, value: str) -> bool:
    folded = value.casefold()
    return asked == folded or asked in re.findall(r"[\w./½]+", folded)


def _list(values: Sequence[str], language: str) -> str:
    return joined([safe(value) for value in values[:12]], language)


def _overview(product: Product, lowered: str) -> str | None:
    """ "Tell me about it": how the shop itself begins to describe it."""
    if not cues.ABOUT.search(lowered):
        return None
    said = (span.of(product.description) for span in sentences(product.description))
    first = next((text for text in said if not is_hostile(text) and not _AMOUNT.search(text)), None)
    return f"**{safe(product.title)}**: {safe(first)}" if first else None


def _attributes(product: Product, question: str, language: str) -> str | None:
    """Attributes whose name was asked for, or whose value says a word that was."""
    wanted = _beyond_name(product, question, language)
    rated = [(_hits(wanted, name, value, language), name, value) for name, value in attributes_of(product)]
    best = sorted((one for one in rated if one[0]), key=lambda one: -one[0])
    best = [one for one in best if one[0] == best[0][0]][:_MOST_ATTRIBUTES]
    said = [
        say("attribute_is", language, title=safe(product.title), name=lower(safe(name)), value=safe(value))
        for _, name, value in best
    ]
    return " ".join(said) or None


def _hits(wanted: Sequence[Word], name: str, value: str, language: str) -> float:
    literal = sum(word.text[:5] in name.casefold() for word in wanted)
    by_name = sum(is_in(word, keys(name, language)) for word in wanted) + 0.5 * literal
    by_value = sum(is_in(word, keys(value, language)) for word in wanted if not word.text[0].isdigit())
    return by_name + 0.5 * by_value


def _beyond_name(product: Product, question: str, language: str) -> list[Word]:
    name = keys(product.title, language)
    return [word for word in content_words(question, language) if word.weight > 0.2 and word.key not in name]


def _description(product: Product, question: str, language: str) -> str | None:
    """The sentence of the description that says what was asked, word for word; never one with an amount."""
    wanted = _beyond_name(product, question, language)
    total = sum(word.weight for word in wanted)
    best, most = None, _ENOUGH_SAID
    for span in sentences(product.description):
        text = span.of(product.description)
        share = (
            sum(word.weight for word in wanted if is_in(word, keys(text, language))) / total if total else 0.0
        )
        if share >= most and not is_hostile(text) and not _AMOUNT.search(text):
            best, most = text, share + 0.01
    return f"**{safe(product.title)}**: {best}" if best else None


def lower(name: str) -> str:
    """An attribute's name inside a sentence."""
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
