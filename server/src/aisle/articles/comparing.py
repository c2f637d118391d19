"""Two texts of an article side by side: words of title and body, and every other field that differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.articles.diffing import Span, diff
from aisle.articles.types import Content


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs. changes: before and after, by the name of the field."""

    title: tuple[Span, ...]
    body: tuple[Span, ...]
    changes: Mapping[str, tuple[Any, Any]]


def compared(before: Content, after: Content) -> Compared:
    """Compare two texts. Takes a while for long ones: not on the event loop."""
    old, new = _labels(before), _labels(after)
    changes = {name: (old[name], new[name]) for name in old if old[name] != new[name]}
    return Compared(diff(before.title, after.title), diff(before.body, after.body), changes)


def _labels(content: Content) -> dict[str, Any]:
    validity = content.validity
    return {
        "category_id": content.category_id,
        "tags": content.tags,
        "valid_from": validity.valid_from,
        "valid_until": validity.valid_until,
        "markets": validity.markets,
    }
