"""The schemas that stand within a schema, each with its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from aisle.analysis.schemas.keywords import ONE_SCHEMA, SCHEMA_LISTS, SCHEMA_MAPS

Schema = Mapping[str, Any] | bool


def children(schema: Mapping[str, Any]) -> Iterator[tuple[str, Schema]]:
    """Yield each schema directly within this one, with its place below it, such as `properties/name`."""
    for name, value in schema.items():
        if name in ONE_SCHEMA:
            yield name, value
        elif name in SCHEMA_LISTS:
            yield from ((f"{name}/{at}", one) for at, one in enumerate(value))
        elif name in SCHEMA_MAPS:
            yield from ((f"{name}/{key}", one) for key, one in value.items())


def every(schema: Schema, place: str = "#") -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield this schema and all within it, those that are plain true or false left out."""
    if isinstance(schema, bool):
        return
    yield place, schema
    for below, child in children(schema):
        yield from every(child, f"{place}/{below}")
