"""What a search understood and did beside finding: filters, limits that gave way, several things asked for."""

from collections.abc import Callable
from typing import Any

from aisle.answering.render import filter_json, note_json, relaxed_json
from aisle.retrieval.types import ProductHit, SearchResult, Thing, ThingResult, Total

Json = dict[str, Any]


def understood_json(result: SearchResult, shape: Callable[[ProductHit], Json]) -> Json:
    """Return `filters`, `relaxed`, `notes`, `groups`, `sort`, `language` and `wants` of a result.

    Args:
        result: What was found.
        shape: Writes a product hit as the search writes it.
    """
    understood = result.understanding
    return {
        "filters": [filter_json(one) for one in understood.filters],
        "relaxed": [relaxed_json(one, understood.language) for one in result.relaxed],
        "notes": [note_json(one, understood.language) for one in understood.notes],
        "groups": [_group(group, understood.language, shape) for group in result.groups],
        "sort": result.sort,
        "language": understood.language,
        "wants": understood.wants,
    }


def _group(group: ThingResult, language: str, shape: Callable[[ProductHit], Json]) -> Json:
    return {
        **_thing(group.thing),
        "items": [shape(hit) for hit in group.products],
        "total": total_json(group.total) if group.total else None,
        "relaxed": [relaxed_json(one, language) for one in group.relaxed],
    }


def total_json(total: Total) -> Json:
    """Return a total with what it is: exact, or the least that it can be."""
    return {"value": total.value, "relation": "exact" if total.exact else "at_least"}


def _thing(thing: Thing) -> Json:
    return {
        "words": thing.words,
        "start": thing.start,
        "end": thing.end,
        "text": thing.text,
        "quantity": thing.quantity,
        "sort": thing.sort,
        "filters": [filter_json(one) for one in thing.filters],
    }
