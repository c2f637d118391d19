"""Values of the strict form, read back as the schema itself has them."""

from collections.abc import Iterator, Mapping
from typing import Any

from aisle.analysis.schemas.validating import Validator
from aisle.analysis.schemas.walking import Schema


def read_back(value: Any, schema: Schema) -> Any:
    """Return a value of the strict form as the schema itself has it: what is null and may be missing, is missing."""
    if isinstance(schema, bool):
        return value
    for branch in _branches_of(schema):
        candidate = read_back(value, branch)
        if _fits(candidate, branch):
            return candidate
    if isinstance(value, dict):
        return dict(_properties(value, schema))
    if isinstance(value, list) and isinstance(schema.get("items"), Mapping):
        return [read_back(one, schema["items"]) for one in value]
    return value


def _branches_of(schema: Mapping[str, Any]) -> list[Any]:
    found: list[Any] = schema.get("anyOf", schema.get("oneOf", []))
    return found


def _properties(value: Mapping[str, Any], schema: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    known, required = schema.get("properties", {}), schema.get("required", ())
    for name, one in value.items():
        of = known.get(name, True)
        if one is None and name in known and name not in required and not _fits(None, of):
            continue
        yield name, read_back(one, of)


def _fits(value: Any, schema: Schema) -> bool:
    return Validator(schema).is_valid(value)
