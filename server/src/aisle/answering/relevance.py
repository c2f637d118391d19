"""How much of a question is found in the evidence, word by word."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from aisle.answering.hostile import is_hostile
from aisle.answering.lexicon import REGIONS_OF
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys
from aisle.catalog.types import Product
from aisle.retrieval.types import PassageHit

# Shorter words with a common beginning are different words; longer ones are forms or compounds of one.
_STEM_IN_COMMON = 5
_TYPED_WRONG = 0.86


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which words of a question were found, and the share of their weight."""

    share: float
    missing: tuple[Word, ...]


def passage_keys(passage: PassageHit, language: str) -> frozenset[str]:
    """Everything a passage says, its title and headings included."""
    return keys(f"{passage.title} {' '.join(passage.section)} {passage.context} {passage.text}", language)


def attributes_of(product: Product) -> tuple[tuple[str, str], ...]:
    """Names and values that may be shown; text for the assistant smuggled into a feed is left out."""
    return tuple(one for one in product.attributes.items() if not is_hostile(": ".join(one)))


def product_text(product: Product) -> str:
    """Everything a product is described by."""
    attributes = (f"{name} {value}" for name, value in product.attributes.items())
    options = (" ".join((*variant.options, *variant.options.values())) for variant in product.variants)
    parts = (product.title, product.category or "", product.brand or "", *product.tags, *attributes, *options)
    return " ".join((*parts, product.description))


def product_keys(product: Product, language: str) -> frozenset[str]:
    """The words of a product's description, attributes and options."""
    return keys(product_text(product), language)


def coverage(question: str, language: str, found: Collection[str]) -> Coverage:
    """How much of the question is among the words found."""
    words = content_words(question, language)
    missing = tuple(word for word in words if not is_in(word, found))
    total = sum(word.weight for word in words)
    share = 1.0 - sum(word.weight for word in missing) / total if total else 0.0
    return Coverage(share, missing)


def missing_keys(words: Iterable[Word]) -> tuple[Word, ...]:
    """Those whose absence decides; verbs of asking and measures of degree do not."""
    return tuple(word for word in words if word.weight >= KEY_WEIGHT)


def is_in(word: Word, found: Collection[str]) -> bool:
    """Whether the word, a compound of it or a mistyped form of it is among the words found."""
    if (
        word.key in found
        or word.text in found
        or any(region in found for region in REGIONS_OF.get(word.text, ()))
    ):
        return True
    if len(word.key) < _STEM_IN_COMMON or not word.key.isalpha():
        return False
    if any(_is_compound(word.key, other) for other in found):
        return True
    return len(word.key) > _STEM_IN_COMMON and bool(
        get_close_matches(word.key, [o for o in found if o[:2] == word.key[:2]], n=1, cutoff=_TYPED_WRONG)
    )


def _is_compound(key: str, other: str) -> bool:
    return len(other) >= _STEM_IN_COMMON and (other.startswith(key) or key.startswith(other))
