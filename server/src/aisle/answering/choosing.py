""" "Which one would you take?" among products already shown."""

from __future__ import annotations

from collections.abc import Sequence

from aisle.answering.card_reasons import Asked, asked, reason_for
from aisle.answering.cards import card
from aisle.answering.hostile import safe
from aisle.answering.needs import unmet
from aisle.answering.phrases import say
from aisle.answering.types import Segment, TextSegment, Tone
from aisle.answering.weighing import Scales
from aisle.catalog.types import Product


def choose(shown: Sequence[Product], language: str, weights: Scales) -> tuple[Segment, ...]:
    """One of the products with its reason; the order shown decides between equals."""
    wanted = asked(weights.question, language, weights.filters, weights, shown)
    taken = _best(shown, weights, wanted)
    reason = reason_for(taken, shown, wanted)
    title = safe(taken.title)
    if reason.tone is Tone.GOOD:
        said = say("choose", language, title=title, reason=reason.text[:1].lower() + reason.text[1:])
    else:
        said = say("choose_first", language, title=title)
    return TextSegment(said), card(taken, shown, wanted)


def _best(shown: Sequence[Product], weights: Scales, wanted: Asked) -> Product:
    """By the stated needs; where none tells the products apart, one without a warning."""
    ranked = weights.ranked(shown)
    if any(one.degrees for one in ranked):
        return ranked[0].product
    return min(
        (one.product for one in ranked),
        key=lambda p: (
            len(unmet(p, weights.filters)),
            p.in_stock is False,
            reason_for(p, shown, wanted).tone is Tone.WARN,
        ),
    )
