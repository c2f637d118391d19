"""From an item of an API to a record."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from aisle.sources.ports import Broken
from aisle.sources.records import Record, Resource, record_type
from aisle.sources.rules.errors import CannotApply
from aisle.sources.rules.expressions import BadExpression, Scope, parse
from aisle.sources.rules.validating import validated
from aisle.sources.rules.values import as_list, as_text, is_true, plain
from aisle.sources.rules.work import Work

Made = Callable[[Scope], Any]
MOST_RAW = 20_000  # characters of a broken item that are kept


class RecordMap:
    """How items of one resource become records."""

    def __init__(self, resource: Resource, record: Mapping[str, Any], each: str | None = None) -> None:
        """Read the description.

        Args:
            resource: What comes out.
            record: By field: an expression, an object of them, {"each", "where", "take"} or {"value", "states"}.
            each: What of an item is a record; None: the item itself.

        Raises:
            BadExpression: For an expression that cannot be read, or a field that such records do not have.
        """
        known = {field.name for field in fields(record_type(resource))}
        if strange := sorted(record.keys() - known):
            raise BadExpression(
                f"{resource} have no field {strange[0]!r}; they have {', '.join(sorted(known))}."
            )
        self._resource, self._record = resource, _object(record)
        self._each = parse(each) if each else None

    def records(self, item: Any) -> list[Record | Broken]:
        """Return the records of an item, or why they are none."""
        try:
            inner = [item] if self._each is None else as_list(self._each.value(Scope(item, item, Work())))
        except CannotApply as problem:
            return [Broken(None, problem.field, problem.reason, raw_of(item))]
        return [self._one(item, each) for each in inner]

    def _one(self, item: Any, each: Any) -> Record | Broken:
        data: dict[str, Any] = {}
        try:
            data = plain(self._record(Scope(item, each, Work())) or {})
            if not data:
                return Broken(None, "", "Nothing of the item fits the mapping.", raw_of(each))
            made = validated(self._resource, data)
        except CannotApply as problem:
            return Broken(as_text(data.get("id")), problem.field, problem.reason, raw_of(each))
        if isinstance(made, list):
            return Broken(as_text(data.get("id")), made[0].field, made[0].reason, raw_of(each))
        return made  # type: ignore[return-value]


def raw_of(item: Any) -> Any:
    """Return an item as it is kept beside its problem: whole, or the beginning of its text."""
    text = json.dumps(item, default=str, ensure_ascii=False)
    return json.loads(text) if len(text) <= MOST_RAW else text[:MOST_RAW]


def _spec(written: Any, field: str) -> Made:
    if isinstance(written, str):
        return _expression(written, field)
    if isinstance(written, dict) and "each" in written:
        return _list(written, field)
    if isinstance(written, dict) and written.keys() == {"value", "states"}:
        return _state(written, field)
    if isinstance(written, dict) and written.keys() == {"constant"}:
        return lambda scope: written["constant"]
    if isinstance(written, dict):
        return _object(written, field)
    raise BadExpression(
        f'{field}: expected an expression, or an object; constants are written as {{"constant": ...}}.'
    )


def _expression(written: str, field: str) -> Made:
    try:
        node = parse(written)
    except BadExpression as error:
        raise BadExpression(f"{field}: {error}") from None

    def made(scope: Scope) -> Any:
        try:
            return node.value(scope)
        except CannotApply as problem:
            raise CannotApply(problem.code, problem.reason, problem.field or field) from None

    return made


def _object(written: Mapping[str, Any], field: str = "") -> Made:
    parts = {name: _spec(spec, f"{field}.{name}" if field else name) for name, spec in written.items()}

    def made(scope: Scope) -> Any:
        """Leave out what is null: the record's own defaults stand for what the shop does not say."""
        found = {name: value for name, part in parts.items() if (value := part(scope)) is not None}
        # Shops write an address that there is not as an object of nothing.
        return found if any(value not in ("", [], {}) for value in found.values()) else None

    return made


def _list(written: Mapping[str, Any], field: str) -> Made:
    if not {"each", "take"} <= written.keys() <= {"each", "where", "take"}:
        raise BadExpression(f"{field}: a list is written with each, take and, where wanted, where.")
    items, take = _expression(written["each"], field), _spec(written["take"], f"{field}[*]")
    where = _expression(written["where"], field) if "where" in written else None

    def made(scope: Scope) -> Any:
        inner = [scope.at(item) for item in as_list(items(scope))]
        scope.work.spend(len(inner))
        chosen = [one for one in inner if where is None or is_true(where(one))]
        return [value for one in chosen if (value := take(one)) is not None]

    return made


def _state(written: Mapping[str, Any], field: str) -> Made:
    value, states = _expression(written["value"], field), dict(written["states"])

    def made(scope: Scope) -> Any:
        said = as_text(value(scope))
        return None if said is None else {"known": states.get(said), "said": said}

    return made
