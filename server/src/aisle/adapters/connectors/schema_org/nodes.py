"""Looking into JSON-LD as pages have it: anything may be one or many, a text or a thing, named or written out."""

from collections.abc import Iterator, Mapping
from typing import Any

Node = Mapping[str, Any]
DEEPEST = 8
MOST = 500
# Where things stand that a page is about; what is only related to them stands elsewhere.
_LEADING = ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item", "about")


def things(items: Any, depth: int = 0) -> Iterator[Node]:
    """Yield what a page is about, in its order."""
    for value in many(items)[:MOST]:
        if isinstance(value, Mapping) and depth < DEEPEST:
            yield value
            for name in _LEADING:
                yield from things(value.get(name), depth + 1)


def is_a(node: Node, *kinds: str) -> bool:
    """Whether a thing is of one of these kinds; the vocabulary's address before the name does not matter."""
    return any(
        isinstance(one, str) and one.rstrip("/").rpartition("/")[2].rpartition(":")[2] in kinds
        for one in many(node.get("@type"))
    )


def many(value: Any) -> list[Any]:
    """Return one or many as a list."""
    return [] if value is None else list(value) if isinstance(value, list) else [value]


def text(value: Any) -> str:
    """Return a text, the first of several, or the name of a thing; an empty string where there is none."""
    for one in many(value):
        if isinstance(one, Mapping):
            one = text(one.get("name")) or text(one.get("@value")) or text(one.get("value"))
        if isinstance(one, bool):
            one = "yes" if one else "no"
        if isinstance(one, (str, int)) and str(one).strip():
            return " ".join(str(one).split())[:20_000]
    return ""


def first(node: Node, *names: str) -> str:
    """Return the first text among some properties."""
    return next((said for name in names if (said := text(node.get(name)))), "")


def word(value: Any) -> str:
    """Return the last part of an address of the vocabulary: InStock of https://schema.org/InStock."""
    said = value.get("@id") if isinstance(value, Mapping) else value
    return text(said).rstrip("/").rpartition("/")[2]


def nodes(value: Any) -> list[Node]:
    """Return the things among values."""
    return [one for one in many(value)[:MOST] if isinstance(one, Mapping)]
