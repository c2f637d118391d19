"""The line a shopper sees while the shop is searched."""

from __future__ import annotations

from collections.abc import Mapping

from aisle.answering.hostile import safe
from aisle.answering.phrases import say
from aisle.retrieval.types import Understanding, Wants


def status_text(understanding: Understanding, counts: Mapping[str, int], language: str) -> str:
    """ "Looking through 48 rucksacks", "Looking through the guides".

    Args:
        understanding: The question as understood.
        counts: How many products each category path holds; a category without a count is not named.
        language: ISO 639-1 code of the shopper's.
    """
    if understanding.wants is Wants.KNOWLEDGE:
        return say("looking_in_guides", language)
    paths = [
        value
        for one in understanding.filters
        if one.field == "category" and one.op != "not"
        for value in one.values
    ]
    if len(paths) == 1 and counts.get(paths[0], 0) > 1:
        name = safe(paths[0].rsplit("/", 1)[-1])
        noun = name if language == "de" else name[:1].lower() + name[1:]
        return say("looking_through", language, count=str(counts[paths[0]]), noun=noun)
    return say("looking_in_shop", language)
