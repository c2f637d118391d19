"""Whether a question wants products, guides, or both."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.answer_type import AnswerType, asked_for
from aisle.answering.relevance import coverage, is_in, missing_keys, product_keys
from aisle.answering.words import KEY_WEIGHT, Word, content_words, keys
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter, ProductHit, Wants

# Questions about what a shop does rather than what it sells.
_POLICIES = frozenset(
    {"=return", "=exchange", "=delivery", "=warranty", "=repair", "=pay", "=voucher", "=cancel", "=track", "=hours", "=contact",
     "=wash", "=damaged", "=abroad", "=discount"}
)  # fmt: skip
_ABOUT_GUIDES = frozenset({AnswerType.DURATION, AnswerType.PLACE, AnswerType.HOURS, AnswerType.STEPS})
# A product named by its kind may miss this much of the rest ("... for three days in the Lakes").
_ENOUGH_WITH_KIND = 0.3
_ENOUGH_WITHOUT_KIND = 0.6


def wants_products(question: str, language: str, wants: Wants) -> bool:
    """Whether to look for product cards at all."""
    if wants is Wants.PRODUCTS:
        return True
    asked = asked_for(question)
    words = {word.key for word in content_words(question, language)}
    return wants is Wants.EITHER and not words & _POLICIES and not asked & _ABOUT_GUIDES


def relevant(
    question: str, language: str, hits: Sequence[ProductHit], filters: Sequence[Filter]
) -> tuple[Product, ...]:
    """The products that are what was asked for; the best match first, as found."""
    words = [word for word in _unfiltered(question, language, filters) if word.weight >= KEY_WEIGHT]
    if not words:
        return tuple(hit.product for hit in hits) if filters else ()
    return tuple(hit.product for hit in hits if _is_relevant(hit.product, words, language))


def _unfiltered(question: str, language: str, filters: Sequence[Filter]) -> list[Word]:
    """Words that a filter already stands for need not be found again."""
    said = keys(" ".join(one.text for one in filters if one.field != "category"), language)
    return [word for word in content_words(question, language) if word.key not in said]


def _is_relevant(product: Product, words: Sequence[Word], language: str) -> bool:
    text = " ".join(word.text for word in words)
    found = coverage(text, language, product_keys(product, language))
    kind = keys(f"{product.title} {product.category or ''}", language)
    of_kind = any(is_in(word, kind) for word in words)
    if not of_kind and missing_keys(found.missing):
        return found.share > _ENOUGH_WITHOUT_KIND
    return found.share >= _ENOUGH_WITH_KIND
