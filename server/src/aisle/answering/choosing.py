""" "Which one would you take?" among products already shown."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.card_reasons import asked, reason_for
from aisle.answering.cards import card
from aisle.answering.hostile import safe
from aisle.answering.needs import unmet
from aisle.answering.phrases import say
from aisle.answering.types import Segment, TextSegment, Tone
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter


def choose(
    shown: Sequence[Product], question: str, language: str, filters: Sequence[Filter]
) -> tuple[Segment, ...]:
    """One of the products with its reason; the order shown decides between equals."""
    wanted = asked(question, language, filters)
    reasons = {product.id: reason_for(product, shown, wanted) for product in shown}

    def rank(product: Product) -> tuple[int, bool, bool]:
        warned = reasons[product.id].tone is Tone.WARN
        return (len(unmet(product, filters)), product.in_stock is False, warned)

    taken = min(shown, key=rank)
    reason = reasons[taken.id]
    title = safe(taken.title)
    if reason.tone is Tone.GOOD:
        said = say("choose", language, title=title, reason=reason.text[:1].lower() + reason.text[1:])
    else:
        said = say("choose_first", language, title=title)
    return TextSegment(said), card(taken, shown, wanted)
