"""Answering a message that asks for several things: each gets its own cards under its own words."""

from __future__ import annotations

from dataclasses import replace

from aisle.answering.draft import Draft
from aisle.answering.hostile import safe
from aisle.answering.intent import relevant
from aisle.answering.phrases import say
from aisle.answering.sections import Reader, add_cards
from aisle.answering.types import TextSegment
from aisle.retrieval.types import Filter, ThingResult, Wants

_SURE_OF_NOTHING = 0.5


def several_section(reader: Reader) -> Draft:
    """Show what was found for each thing asked for; a thing without products is said to have none."""
    draft = Draft(reader.language, filters_of(reader))
    for group in reader.evidence.groups:
        _add_group(reader, group, draft)
    return draft


def filters_of(reader: Reader) -> tuple[Filter, ...]:
    """The limits of all things asked for, each as often as it was said."""
    shared = reader.filters
    own = (one for group in reader.evidence.groups for one in group.thing.filters if one not in shared)
    return (*shared, *own)


def _add_group(reader: Reader, group: ThingResult, draft: Draft) -> None:
    words = safe(group.thing.words.strip(" ,;.?!"))
    draft.add((TextSegment(f"**{words}**"),), 1.0, ())
    part = _reader_of(reader, group)
    found = relevant(group.thing.words, reader.language, group.products, part.evidence.understanding)
    if found:
        add_cards(part, group.thing.words, draft, found)
    else:
        said = TextSegment(say("nothing_for_thing", reader.language, words=words))
        draft.add((said,), _SURE_OF_NOTHING, ("Nothing was found for one of the things asked for",))


def _reader_of(reader: Reader, group: ThingResult) -> Reader:
    """The message as if it asked for one thing alone."""
    understood = replace(
        reader.evidence.understanding,
        text=group.thing.text,
        filters=group.thing.filters,
        sort=group.thing.sort,
        wants=Wants.PRODUCTS,
        things=(),
    )
    evidence = replace(
        reader.evidence, products=group.products, understanding=understood, relaxed=group.relaxed, groups=()
    )
    meaning = replace(reader.meaning, standalone_query=group.thing.words)
    return replace(reader, meaning=meaning, evidence=evidence, shown=())
