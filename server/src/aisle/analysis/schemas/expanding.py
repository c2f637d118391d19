"""A schema with its references written out, so that every provider and every check sees all of it.

References lead to places within the schema itself; nothing is ever fetched. One that leads back to where it stands is refused:
no provider takes endless schemas alike, and levels that are written out are understood by all.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from aisle.analysis.errors import SchemaInvalid, SchemaRecursive, SchemaTooLarge
from aisle.analysis.schemas.keywords import (
    ANNOTATIONS,
    DEFINITIONS,
    ONE_SCHEMA,
    SCHEMA_LISTS,
    SCHEMA_MAPS,
)
from aisle.analysis.schemas.limits import MOST_DEPTH, MOST_NODES
from aisle.analysis.schemas.walking import Schema


def expanded(root: Schema) -> Schema:
    """Return a schema without references. root: valid by the rules of JSON Schema.

    Raises SchemaInvalid, SchemaRecursive, SchemaTooLarge.
    """
    found: Schema = _Expansion(root).of(root, (), 0)
    return found


class _Expansion:
    def __init__(self, root: Schema) -> None:
        self._root, self._nodes = root, 0

    def of(self, schema: Any, open_refs: tuple[str, ...], depth: int) -> Any:
        """open_refs: the references within which this stands."""
        self._count(depth)
        if not isinstance(schema, Mapping):
            return schema
        said = {
            name: self._value(name, value, open_refs, depth)
            for name, value in schema.items()
            if name not in DEFINITIONS and name not in ("$ref", "$schema")
        }
        if "$ref" not in schema:
            return said
        return _beside(self._target(schema["$ref"], open_refs, depth), said)

    def _count(self, depth: int) -> None:
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise SchemaTooLarge(
                f"With its references written out the schema has more than {MOST_NODES:,} parts."
            )
        if depth > MOST_DEPTH:
            raise SchemaTooLarge(f"The schema has more than {MOST_DEPTH} levels.")

    def _value(self, name: str, value: Any, open_refs: tuple[str, ...], depth: int) -> Any:
        if name in ONE_SCHEMA:
            return self.of(value, open_refs, depth + 1)
        if name in SCHEMA_LISTS:
            return [self.of(one, open_refs, depth + 1) for one in value]
        if name in SCHEMA_MAPS:
            return {key: self.of(one, open_refs, depth + 1) for key, one in value.items()}
        return value

    def _target(self, ref: str, open_refs: tuple[str, ...], depth: int) -> Any:
        if ref in open_refs:
            raise SchemaRecursive(
                f"“{ref}” leads back to itself. Write out as many levels as you need instead."
            )
        return self.of(_found(self._root, ref), (*open_refs, ref), depth + 1)


def _found(root: Schema, ref: str) -> Any:
    """Return what a JSON pointer (RFC 6901) of this document names."""
    if ref != "#" and not ref.startswith("#/"):
        raise SchemaInvalid(
            f"“{ref[:200]}” is not within the schema; references begin with “#/”, and nothing is fetched."
        )
    found: Any = root
    for step in ref[2:].split("/") if ref != "#" else []:
        key = unquote(step).replace("~1", "/").replace("~0", "~")
        try:
            found = found[int(key)] if isinstance(found, list) else found[key]
        except (LookupError, TypeError, ValueError):
            raise SchemaInvalid(f"“{ref[:200]}” leads to nothing within the schema.") from None
    if not isinstance(found, (Mapping, bool)):
        raise SchemaInvalid(f"“{ref[:200]}” leads to something that is no schema.")
    return found


def _beside(target: Any, said: dict[str, Any]) -> Any:
    """Return what a reference leads to, together with what stands beside it."""
    if not said:
        return target
    if isinstance(target, Mapping) and said.keys() <= ANNOTATIONS:
        return {**target, **said}
    return {**said, "allOf": [target, *said.get("allOf", [])]}
