"""Saying aloud what was not as the shopper said it: limits that gave way, and words that the shop says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from aisle.answering.hostile import safe
from aisle.answering.phrases import joined, say
from aisle.retrieval.relaxing import MOST_COUNTED
from aisle.retrieval.types import Filter, Note, Relaxation, Step

_PHRASE = {
    Step.COLOUR_NEAREST: "relaxed_nearest",
    Step.PRICE_WIDENED: "relaxed_widened",
    Step.MEASURE_WIDENED: "relaxed_widened",
    Step.CATEGORY_WIDENED: "relaxed_category",
}


def relaxed_text(one: Relaxation, language: str) -> str:
    """One sentence on one limit: what gave way, to what, and how many products that found."""
    found = str(one.found) if one.found < MOST_COUNTED else f"{MOST_COUNTED}+"
    now = safe(one.instead.text) if one.instead else ""
    key = _PHRASE.get(one.step, "relaxed_dropped")
    return say(key, language, was=safe(one.filter.text), now=now, found=found)


def note_text(one: Note, language: str) -> str:
    """One sentence on what was said and limits nothing."""
    return say(f"note_{one.kind.value}", language, words=safe(one.words))


def said_aloud(
    relaxed: Sequence[Relaxation], filters: Iterable[Filter], language: str, notes: Iterable[Note] = ()
) -> str:
    """The sentences before the products: what was read as another word, limits nothing or gave way; empty where nothing."""
    read = [read_as(one, language) for one in filters if one.origin and one.origin.near]
    noted = [note_text(one, language) for one in notes]
    return " ".join([*read, *noted, *(relaxed_text(one, language) for one in relaxed)])


def read_as(one: Filter, language: str) -> str:
    """ "I took “cream” as Beige or Off-white." """
    values = joined([safe(value.rpartition("/")[2]) for value in one.values], language)
    return say("read_as", language, words=safe(one.origin.words if one.origin else one.text), values=values)
