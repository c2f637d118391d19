"""Whether the numbers of a sentence are those of its sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from aisle.answering.generation.bearing import Window, claimed_words, covered
from aisle.answering.generation.evidence_of import Borne
from aisle.answering.generation.facts import PLACEHOLDER
from aisle.answering.generation.quantities import Quantity, quantities, ranges
from aisle.answering.generation.sources import Sources
from aisle.answering.sentences import LIST_MARK
from aisle.answering.words import Word, keys

_CLEARLY_NEARER = 0.15


def wrong_numbers(sentence: str, language: str, borne: Borne, sources: Sources, question: str) -> bool:
    """Whether a number stands in none of the sentence's sources, or in one beside another matter.

    A number of the shopper's own ("a back of 44 cm") may be said where it lies in a range of the source.
    """
    said = quantities(bare(sentence, sources), language)
    texts = [shown for one in borne.spans for shown in _texts(one)] + list(borne.texts)
    held = [one for text in texts for one in quantities(text, language)]
    asked = quantities(question, language)
    within = [one for text in texts for one in ranges(text, language)]
    for one in said:
        if one.stands_in(held):
            if _is_of_another_matter(one, bare(sentence, sources), language, borne):
                return True
        elif not (any(one.agrees(other) for other in asked) and any(_lies_in(one, two) for two in within)):
            return True
    return False


def bare(sentence: str, sources: Sources) -> str:
    """The sentence without list number, placeholders and titles of products, whose numbers claim nothing."""
    text = PLACEHOLDER.sub(
        " ", LIST_MARK.sub("", sentence, count=1) if LIST_MARK.match(sentence) else sentence
    )
    for product in sorted(sources.products, key=lambda one: -len(one.title)):
        text = (
            re.sub(rf"(?<!\w){re.escape(product.title)}(?!\w)", " ", text, flags=re.IGNORECASE)
            if product.title
            else text
        )
    return text


def _texts(window: Window) -> Iterable[str]:
    yield window.passage.title
    for unit in window.units:
        yield unit.about
        yield unit.shown


def _lies_in(one: Quantity, ends: tuple[Quantity, Quantity]) -> bool:
    low, high = (min(end.readings, default=None) for end in ends)
    value = min(one.readings, default=None)
    if low is None or high is None or value is None:
        return False
    return low <= value <= high and ends[1].kind == one.kind


def _is_of_another_matter(one: Quantity, sentence: str, language: str, borne: Borne) -> bool:
    """ "Worn boots: 14 days. Unused: 60 days." does not bear out worn boots within 60 days."""
    said = [f"{unit.about} {unit.shown}" for window in borne.spans for unit in window.units]
    said += [line for text in borne.texts for line in text.split("\n")]
    holding = [text for text in said if one.stands_in(quantities(text, language))]
    rivals = [text for text in said if text not in holding and _has_kind(text, one.kind, language)]
    if not holding or not rivals:
        return False
    words = claimed_words(sentence, language)
    return _near(words, language, rivals) > _near(words, language, holding) + _CLEARLY_NEARER


def _has_kind(text: str, kind: str, language: str) -> bool:
    return bool(kind) and any(other.kind == kind for other in quantities(text, language))


def _near(words: Sequence[Word], language: str, texts: Sequence[str]) -> float:
    """How much of a sentence the nearest of the texts holds."""
    return max(covered(words, keys(text, language)) for text in texts)
