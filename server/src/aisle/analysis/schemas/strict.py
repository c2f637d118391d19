"""A schema in the subset that the strict modes of all providers take.

The subset is the smallest of them, so that a call can go on to another provider with the same schema: objects are closed, all
their properties are required, and those that may be missing may be null instead. Bounds and patterns are told in descriptions and
checked here afterwards. Sources: the references of structured outputs of OpenAI and Anthropic (November 2026).
"""

import json
from collections.abc import Mapping
from typing import Any

from aisle.analysis.schemas.keywords import ANNOTATIONS, ARRAYS, NUMBERS, TEXTS
from aisle.analysis.schemas.walking import Schema

BOUNDS = NUMBERS | TEXTS | ARRAYS
TOLD = BOUNDS | {"title", "description", "default", "examples", "example"}
# What makes a schema say more than the subset can.
BEYOND = frozenset(
    {
        "patternProperties",
        "propertyNames",
        "dependentSchemas",
        "dependentRequired",
        "if",
        "then",
        "else",
        "not",
    }
) | {"contains", "minProperties", "maxProperties", "prefixItems", "allOf"}
MOST_CHOICES = 16  # Anthropic's: properties of several types
MOST_DEPTH = 10  # OpenAI's: levels of objects
SCALARS = (str, int, float, bool, type(None))


class NotStrict(Exception):
    """Not an error: the schema says more than the subset can, and is asked for in another way."""


def strict_schema(schema: Schema) -> dict[str, Any]:
    """Return the schema in the subset. schema: with its references written out, of an object. Raises NotStrict."""
    if not isinstance(schema, Mapping) or _kind(schema) != "object":
        raise NotStrict("The whole is no object.")
    made = _Strict()
    return made.of(schema, 1)


class _Strict:
    def __init__(self) -> None:
        self._choices = 0

    def of(self, schema: Schema, depth: int) -> dict[str, Any]:
        if isinstance(schema, bool) or BEYOND & schema.keys() or depth > MOST_DEPTH:
            raise NotStrict("It says more than the subset can.")
        made = self._core(schema, depth)
        if told := _told(schema):
            made["description"] = told
        return made

    def _core(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        branches = schema.get("anyOf", schema.get("oneOf"))
        if branches is not None:
            return self._branches(schema, branches, depth)
        if "const" in schema or "enum" in schema:
            return _enumeration([schema["const"]] if "const" in schema else schema["enum"])
        kind = _kind(schema)
        if kind == "object":
            return self._object(schema, depth)
        if kind == "array":
            if "items" not in schema:
                raise NotStrict("A list of anything.")
            return {"type": "array", "items": self.of(schema["items"], depth + 1)}
        if isinstance(kind, str):
            return {"type": kind}
        return self._several(schema, kind, depth)

    def _several(self, schema: Mapping[str, Any], kinds: list[str], depth: int) -> dict[str, Any]:
        if not {"object", "array"} & set(kinds):
            self._choose()
            return {"type": kinds}
        branches = [{**schema, "type": kind} for kind in kinds]
        return self._branches({}, branches, depth)

    def _branches(self, schema: Mapping[str, Any], branches: list[Any], depth: int) -> dict[str, Any]:
        if schema.keys() - ANNOTATIONS - {"anyOf", "oneOf"}:
            raise NotStrict("Something stands beside a choice.")
        self._choose()
        return {"anyOf": [self.of(one, depth + 1) for one in branches]}

    def _object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        known, required = schema.get("properties", {}), set(schema.get("required", ()))
        if required - known.keys() or not known or isinstance(schema.get("additionalProperties"), Mapping):
            raise NotStrict("An object of any properties.")
        properties = {
            name: self.of(one, depth + 1) if name in required else self._nullable(one, depth + 1)
            for name, one in known.items()
            if one is not False
        }
        return {
            "type": "object",
            "properties": properties,
            "required": list(properties),
            "additionalProperties": False,
        }

    def _nullable(self, schema: Schema, depth: int) -> dict[str, Any]:
        made = self.of(schema, depth)
        if isinstance(made.get("type"), str) and made["type"] != "null" and "enum" not in made:
            if made["type"] not in ("object", "array"):
                self._choose()
                return {**made, "type": [made["type"], "null"]}
        elif isinstance(made.get("type"), list):
            return {**made, "type": list(dict.fromkeys([*made["type"], "null"]))}
        elif "anyOf" in made:
            return {**made, "anyOf": [*made["anyOf"], {"type": "null"}]}
        elif made.get("type") == "null":
            return made
        self._choose()
        return {"anyOf": [made, {"type": "null"}]}

    def _choose(self) -> None:
        self._choices += 1
        if self._choices > MOST_CHOICES:
            raise NotStrict(f"More than {MOST_CHOICES} choices of a type.")


def _kind(schema: Mapping[str, Any]) -> str | list[str]:
    """Return a schema's type, or its types; those that are not said are seen from its keywords. Raises NotStrict."""
    kind = schema.get("type")
    if isinstance(kind, list):
        return kind[0] if len(kind) == 1 else kind
    if isinstance(kind, str):
        return kind
    if "properties" in schema:
        return "object"
    if "items" in schema:
        return "array"
    if {"anyOf", "oneOf", "enum", "const"} & schema.keys():
        return ""
    raise NotStrict("A value of any type.")


def _enumeration(values: list[Any]) -> dict[str, Any]:
    if not all(isinstance(value, SCALARS) for value in values):
        raise NotStrict("A choice of lists or objects.")
    made: dict[str, Any] = {"enum": list(values)}
    if all(isinstance(value, str) for value in values):
        made["type"] = "string"
    return made


def _told(schema: Mapping[str, Any]) -> str:
    """Return the description with the bounds that the subset cannot hold."""
    bounds = [f"{name}: {json.dumps(schema[name], ensure_ascii=False)}" for name in schema if name in BOUNDS]
    said = [
        schema.get("description") or schema.get("title") or "",
        f"({'; '.join(bounds)})" if bounds else "",
    ]
    return " ".join(one for one in said if one)
