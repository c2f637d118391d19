"""An answer to a photo: the products that look like it, said as what it is, or what to photograph instead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from aisle.answering.hostile import safe
from aisle.answering.needs import unmet
from aisle.answering.phrases import say
from aisle.answering.types import Answer, ProductSegment, TextSegment, Tone
from aisle.catalog.types import Product
from aisle.retrieval.types import Filter

MOST_SHOWN = 4
# The same at a glance. One in six pairs of different products of a kind in the demo shop reaches it, too: the words
# promise likeness, never that it is the very product.
VERY_ALIKE = 0.93


@dataclass(frozen=True, slots=True)
class Alike:
    """A product that was found by a photo. likeness: 0..1 by shape and colour; None where only a model's words led to it."""

    product: Product
    likeness: float | None


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking at a photo.

    Attributes:
        alike: Products, the best first.
        nearest: The likeness of the nearest picture, near enough or not.
        described: Whether a model that sees said what the photo shows.
        has_pictures: Whether any picture of the shop could be compared.
    """

    alike: tuple[Alike, ...]
    nearest: float
    described: bool
    has_pictures: bool = True


def answer_to_photo(seen: Seen, limits: Sequence[Filter], language: str) -> Answer:
    """Return the answer. limits: what the shopper's words limit the products to."""
    label = say("label_photo", language)
    if not seen.alike:
        return _unclear(seen, label, language)
    fitting = [one for one in seen.alike if not unmet(one.product, limits)]
    shown = (fitting or seen.alike)[:MOST_SHOWN]
    text = _text(seen, shown, limits, bool(fitting), language)
    sure = max((one.likeness or 0.5 for one in shown), default=0.0)
    return Answer(
        (TextSegment(text), *(_card(one, seen.described, language) for one in shown)),
        suggestions=(say("compare_two", language),) if len(shown) > 1 else (),
        confidence=round(sure if fitting or not limits else sure / 2, 2),
        reasons=(say("photo_reason_described" if seen.described else "photo_reason", language),),
        label=label,
        filters=tuple(limits),
        language=language,
    )


def _text(seen: Seen, shown: Sequence[Alike], limits: Sequence[Filter], fits: bool, language: str) -> str:
    if all(one.likeness is None for one in shown) and not seen.described:
        return say("photo_words_only", language)
    if limits and not fits:
        said = ", ".join(safe(one.text) for one in limits)
        return say("photo_none_fits", language, limits=said)
    if seen.described:
        return say("photo_found_described", language)
    same = shown[0].likeness is not None and shown[0].likeness >= VERY_ALIKE
    return say("photo_found_same" if same else "photo_found", language)


def _card(one: Alike, described: bool, language: str) -> ProductSegment:
    if one.likeness is None:
        said = say("photo_card_described" if described else "photo_card_words", language)
        return ProductSegment(one.product.id, said, Tone.PLAIN)
    very = one.likeness >= VERY_ALIKE
    reason = say("photo_card_very" if very else "photo_card", language)
    return ProductSegment(one.product.id, reason, Tone.GOOD if very else Tone.PLAIN)


def _unclear(seen: Seen, label: str, language: str) -> Answer:
    key = "photo_unclear" if seen.has_pictures else "photo_no_pictures"
    return Answer(
        (TextSegment(say(key, language)),),
        offer_person=not seen.has_pictures,
        confidence=round(seen.nearest / 2, 2),
        reasons=(say("photo_reason_none", language),),
        abstained=True,
        label=label,
        language=language,
    )
