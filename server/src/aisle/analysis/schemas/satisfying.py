"""Plain cases of schemas that no value satisfies. Others remain: to find them all is as hard as logic is.

A schema allows values of several types; it is unsatisfiable where each type has a reason of its own.
"""

from collections.abc import Iterable, Mapping
from math import ceil, floor, inf
from typing import Any

from aisle.analysis.schemas.validating import Validator
from aisle.analysis.schemas.walking import Schema

TYPES = ("object", "array", "string", "number", "integer", "boolean", "null")


def why_unsatisfiable(schema: Schema, place: str = "#") -> str | None:
    """Return a sentence with the place of what cannot be, None where nothing plainly speaks against it."""
    if isinstance(schema, bool):
        return None if schema else f"At {place}: nothing validates against false."
    return (
        _no_value(schema, place)
        or _no_branch(schema, place)
        or (f"At {place}: “not” excludes everything." if schema.get("not") in (True, {}) else None)
        or _no_type(schema, place)
    )


def _no_value(schema: Mapping[str, Any], place: str) -> str | None:
    """An enumeration, or a constant, none of whose values validates against the rest."""
    named = _named(schema)
    if named is None:
        return None
    whole = Validator(schema)
    if any(whole.is_valid(value) for value in named):
        return None
    return f"At {place}: none of the {len(named)} values validates against the rest of the schema."


def _named(schema: Mapping[str, Any]) -> list[Any] | None:
    """Return the values that are named here or in a part of `allOf`; None where nothing names them."""
    if "const" in schema:
        return [schema["const"]]
    if "enum" in schema:
        return list(schema["enum"])
    parts = (_named(one) for one in schema.get("allOf", ()) if isinstance(one, Mapping))
    return next((found for found in parts if found is not None), None)


def _no_branch(schema: Mapping[str, Any], place: str) -> str | None:
    for name in ("anyOf", "oneOf"):
        reasons = [
            why_unsatisfiable(one, f"{place}/{name}/{at}") for at, one in enumerate(schema.get(name, ()))
        ]
        if reasons and all(reasons):
            return reasons[0]
    every = (why_unsatisfiable(one, f"{place}/allOf/{at}") for at, one in enumerate(schema.get("allOf", ())))
    return next((reason for reason in every if reason), None)


def _no_type(schema: Mapping[str, Any], place: str) -> str | None:
    reasons = []
    for kind in _kinds(schema):
        reason = _FAULTS.get(kind, _nothing)(schema, place)
        if reason is None:
            return None
        reasons.append(reason)
    return reasons[0] if reasons else f"At {place}: the parts of “allOf” have no type in common."


def _kinds(schema: Mapping[str, Any]) -> list[str]:
    """Return the types that this schema and all of its `allOf` allow."""
    kinds = set(_listed(schema.get("type", TYPES)))
    kinds |= {"integer"} if "number" in kinds else set()
    for one in schema.get("allOf", ()):
        if isinstance(one, Mapping):
            kinds &= set(_kinds(one))
    return [kind for kind in TYPES if kind in kinds]


def _listed(kinds: str | Iterable[str]) -> Iterable[str]:
    return (kinds,) if isinstance(kinds, str) else kinds


def _nothing(_schema: Mapping[str, Any], _place: str) -> str | None:
    return None


def _of_number(schema: Mapping[str, Any], place: str) -> str | None:
    low, high = schema.get("minimum", -inf), schema.get("maximum", inf)
    above, below = schema.get("exclusiveMinimum", -inf), schema.get("exclusiveMaximum", inf)
    if low > high or above >= below or low >= below or above >= high:
        return f"At {place}: no number lies between the least and the greatest."
    return None


def _of_integer(schema: Mapping[str, Any], place: str) -> str | None:
    if reason := _of_number(schema, place):
        return reason
    lows = [ceil(schema["minimum"])] if "minimum" in schema else []
    lows += [floor(schema["exclusiveMinimum"]) + 1] if "exclusiveMinimum" in schema else []
    highs = [floor(schema["maximum"])] if "maximum" in schema else []
    highs += [ceil(schema["exclusiveMaximum"]) - 1] if "exclusiveMaximum" in schema else []
    if lows and highs and max(lows) > min(highs):
        return f"At {place}: no whole number lies between the least and the greatest."
    return None


def _of_string(schema: Mapping[str, Any], place: str) -> str | None:
    return _between(schema, "minLength", "maxLength", "shorter than its least length", place)


def _of_array(schema: Mapping[str, Any], place: str) -> str | None:
    if reason := _between(schema, "minItems", "maxItems", "shorter than its least number of items", place):
        return reason
    needed = schema.get("minItems", 0) - len(schema.get("prefixItems", ()))
    if needed > 0 and "items" in schema and (reason := why_unsatisfiable(schema["items"], f"{place}/items")):
        return reason
    if "contains" in schema and schema.get("minContains", 1) > 0:
        return why_unsatisfiable(schema["contains"], f"{place}/contains") or _between(
            schema, "minContains", "maxItems", "too short for what it has to contain", place
        )
    return None


def _of_object(schema: Mapping[str, Any], place: str) -> str | None:
    required, known = schema.get("required", ()), schema.get("properties", {})
    closed = schema.get("additionalProperties") is False and not schema.get("patternProperties")
    for name in required:
        if name in known and (reason := why_unsatisfiable(known[name], f"{place}/properties/{name}")):
            return reason
        if closed and name not in known:
            return f"At {place}: “{name[:60]}” is required, and no property of this name is allowed."
    most = min(schema.get("maxProperties", inf), len(known) if closed else inf)
    if max(len(required), schema.get("minProperties", 0)) > most:
        return f"At {place}: more properties are required than are allowed."
    return None


def _between(schema: Mapping[str, Any], least: str, most: str, what: str, place: str) -> str | None:
    if schema.get(least, 0) > schema.get(most, inf):
        return f"At {place}: it has to be {what} ({least} is above {most})."
    return None


_FAULTS = {
    "object": _of_object,
    "array": _of_array,
    "string": _of_string,
    "number": _of_number,
    "integer": _of_integer,
}
