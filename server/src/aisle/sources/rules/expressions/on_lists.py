"""Functions of lists. Null is an empty list; anything else that is none stands alone in one."""

import json
from collections.abc import Iterator, Mapping

from aisle.sources.rules.expressions.nodes import Node, Scope
from aisle.sources.rules.expressions.signatures import Function
from aisle.sources.rules.values import Value, as_list, as_text, is_true
from aisle.sources.rules.work import Work


def _first(work: Work, value: Value) -> Value:
    return next(iter(as_list(value)), None)


def _last(work: Work, value: Value) -> Value:
    items = as_list(value)
    return items[-1] if items else None


def _length(work: Work, value: Value) -> Value:
    return len(value) if isinstance(value, (str, dict)) else len(as_list(value))


def _join(work: Work, value: Value, mark: Value) -> Value:
    items = as_list(value)
    work.spend(len(items))
    texts = [text for item in items if (text := as_text(item))]
    work.spend(sum(map(len, texts)) // 64)
    return work.text((as_text(mark) or "").join(texts))


def _flat(work: Work, value: Value) -> Value:
    flat = [item for items in as_list(value) for item in as_list(items)]
    work.spend(len(flat))
    return flat


def _unique(work: Work, value: Value) -> Value:
    items = as_list(value)
    work.spend(len(items))
    seen: dict[str, Value] = {}
    for item in items:
        seen.setdefault(json.dumps(item, sort_keys=True, default=str), item)
    return list(seen.values())


def _present(work: Work, value: Value) -> Value:
    """Return a list without what is null or empty."""
    items = as_list(value)
    work.spend(len(items))
    return [item for item in items if item is not None and item not in ("", [], {})]


def _map(scope: Scope, items: Node, made: Node) -> Value:
    values = as_list(items.value(scope))
    scope.work.spend(len(values))
    return [made.value(scope.at(item)) for item in values]


def _pairs(scope: Scope, items: Node, name: Node, value: Node) -> Value:
    """Return an object with a field for each element; the first of two with one name stands."""
    made: dict[str, Value] = {}
    for item in as_list(items.value(scope)):
        scope.work.spend()
        inner = scope.at(item)
        if (field := as_text(name.value(inner))) and (found := value.value(inner)) is not None:
            made.setdefault(field, found)
    return made


def _any(scope: Scope, items: Node, holds: Node) -> Value:
    return any(_held(scope, items, holds))


def _all(scope: Scope, items: Node, holds: Node) -> Value:
    return all(_held(scope, items, holds))


def _held(scope: Scope, items: Node, holds: Node) -> Iterator[bool]:
    for item in as_list(items.value(scope)):
        scope.work.spend()
        yield is_true(holds.value(scope.at(item)))


ON_LISTS: Mapping[str, Function] = {
    "first": Function(_first, 1, 1),
    "last": Function(_last, 1, 1),
    "length": Function(_length, 1, 1),
    "join": Function(_join, 2, 2),
    "flat": Function(_flat, 1, 1),
    "unique": Function(_unique, 1, 1),
    "present": Function(_present, 1, 1),
}
LAZY_ON_LISTS: Mapping[str, Function] = {
    "map": Function(_map, 2, 2),
    "pairs": Function(_pairs, 3, 3),
    "any": Function(_any, 2, 2),
    "all": Function(_all, 2, 2),
}
