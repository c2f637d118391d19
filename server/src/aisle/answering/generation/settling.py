"""Amounts, stock and discounts that a model typed: borne out word for word, turned into references, or refused."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.generation.amounts import amounts, loose_money, offers_in_words, speaks_of_stock
from aisle.answering.generation.evidence_of import Borne, shown_text
from aisle.answering.generation.facts import PLACEHOLDER, placeholder, typed
from aisle.answering.generation.quantities import quantities
from aisle.answering.generation.sources import Sources
from aisle.answering.hostile import safe
from aisle.answering.phrases import say
from aisle.answering.types import Fact


def settle(
    sentence: str, language: str, borne: Borne, about: Sequence[int], before: Sequence[int], sources: Sources
) -> str | None:
    """The sentence with references for what it typed, or None where it types what nothing allows.

    Args:
        about: Products that the sentence speaks of.
        before: Products that the sentence before spoke of, which "it" may mean.
    """
    bare = PLACEHOLDER.sub(" ", sentence)
    if amounts(bare, language) and not _stands_in_policy(bare, language, borne, about):
        turned = typed(sentence, language, about or before, sources)
        if turned is None:
            return None
        sentence = turned
    if (offer := offers_in_words(bare)) and (about or offer not in _said(borne)):
        return None
    if any(one not in _said(borne) for one in loose_money(bare, language)):
        return None
    return _stock_settled(sentence, language, borne, about or before, sources)


def _stands_in_policy(bare: str, language: str, borne: Borne, about: Sequence[int]) -> bool:
    """Whether every amount stands in the cited words of a document, and the sentence is about no product."""
    if about:
        return False
    held = [one for span in borne.spans for one in quantities(shown_text(span), language)]
    return all(any(one.quantity.agrees(other) for other in held) for one in amounts(bare, language))


def _stock_settled(
    sentence: str, language: str, borne: Borne, about: Sequence[int], sources: Sources
) -> str | None:
    """What is in stock is said by the catalogue, in words of our own."""
    if not speaks_of_stock(PLACEHOLDER.sub(" ", sentence)):
        return sentence
    if not about:
        return sentence if speaks_of_stock(_said(borne)) else None
    product = sources.product(about[0])
    if len(about) > 1 or product is None:
        return None
    return say("stock_is", language, title=safe(product.title), fact=placeholder(Fact.STOCK, about[0]))


def _said(borne: Borne) -> str:
    return " ".join(shown_text(one) for one in borne.spans).lower()
