"""A schema as a caller sent it, checked before any model is asked."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from aisle.analysis.errors import (
    PatternRefused,
    SchemaInvalid,
    SchemaTooLarge,
    SchemaUnsatisfiable,
)
from aisle.analysis.schemas import limits
from aisle.analysis.schemas.expanding import expanded
from aisle.analysis.schemas.keywords import DEFINITIONS, DIALECTS, KNOWN
from aisle.analysis.schemas.satisfying import why_unsatisfiable
from aisle.analysis.schemas.validating import Validator, takes_pattern, why_no_schema
from aisle.analysis.schemas.walking import Schema, every


@dataclass(frozen=True)
class CheckedSchema:
    """A schema that models can be asked for.

    Attributes:
        sent: As it was sent.
        schema: With its references written out.
    """

    sent: Schema = field(repr=False)
    schema: Schema

    @cached_property
    def validator(self) -> Validator:
        """What says whether a value validates."""
        return Validator(self.schema)


def check_schema(sent: Any) -> CheckedSchema:
    """Return a schema that can be asked for.

    Raises:
        SchemaInvalid: It is no JSON Schema (draft 2020-12), or uses a keyword that is not understood here.
        SchemaTooLarge: In bytes, levels, properties, values or patterns.
        SchemaRecursive: A part of it refers to itself.
        PatternRefused: A pattern cannot be matched in linear time, or takes too much room.
        SchemaUnsatisfiable: No value validates.
    """
    _check_size(sent)
    sent = _without_dialect(sent)
    if why := why_no_schema(sent):
        raise SchemaInvalid(f"At {why}")
    _check_keywords(sent)
    whole = expanded(sent)
    _check_counts(whole)
    _check_patterns(whole)
    if reason := why_unsatisfiable(whole):
        raise SchemaUnsatisfiable(reason)
    return CheckedSchema(sent, whole)


def _check_size(sent: Any) -> None:
    if _levels(sent) > limits.MOST_LEVELS:
        raise SchemaTooLarge(f"The schema is nested deeper than {limits.MOST_LEVELS} levels of JSON.")
    try:
        size = len(json.dumps(sent, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode())
    except (ValueError, TypeError):
        raise SchemaInvalid("The schema holds something that JSON cannot say.") from None
    if size > limits.MOST_BYTES:
        raise SchemaTooLarge(f"The schema has {size:,} bytes; at most {limits.MOST_BYTES:,} are taken.")


def _levels(value: Any, most: int = limits.MOST_LEVELS + 1) -> int:
    """Return how deep JSON is nested, looking no deeper than `most`."""
    inner = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    if most <= 1 or not inner:
        return 1
    return 1 + max(_levels(one, most - 1) for one in inner)


def _without_dialect(sent: Any) -> Any:
    """Return the schema without `$schema`. Raises SchemaInvalid for a dialect that is read otherwise."""
    if not isinstance(sent, Mapping) or "$schema" not in sent:
        return sent
    if str(sent["$schema"]).rstrip("#") not in DIALECTS:
        raise SchemaInvalid(
            "“$schema” names a dialect that is not understood; leave it out for draft 2020-12."
        )
    return {name: value for name, value in sent.items() if name != "$schema"}


def _check_keywords(sent: Schema) -> None:
    for place, schema in _with_definitions(sent):
        for name in schema:
            if name not in KNOWN and not name.startswith("x-"):
                raise SchemaInvalid(f"At {place[:200]}: “{name[:60]}” is no keyword that is understood here.")


def _with_definitions(schema: Schema) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for place, one in every(schema):
        yield place, one
        for name in DEFINITIONS & one.keys():
            for key, definition in one[name].items():
                yield from (
                    (f"{place}/{name}/{key}{below[1:]}", each)
                    for below, each in _with_definitions(definition)
                )


def _check_counts(schema: Schema) -> None:
    properties = sum(len(one.get("properties", ())) for _, one in every(schema))
    values = sum(len(one.get("enum", ())) for _, one in every(schema))
    for count, most, what in (
        (properties, limits.MOST_PROPERTIES, "properties"),
        (values, limits.MOST_VALUES, "values to choose from"),
    ):
        if count > most:
            raise SchemaTooLarge(f"The schema has {count:,} {what}; at most {most:,} are taken.")


def _check_patterns(schema: Schema) -> None:
    found = list(dict.fromkeys(_patterns(schema)))
    if len(found) > limits.MOST_PATTERNS:
        raise SchemaTooLarge(
            f"The schema has {len(found)} patterns; at most {limits.MOST_PATTERNS} are taken."
        )
    for pattern in found:
        if len(pattern) > limits.LONGEST_PATTERN or not takes_pattern(pattern):
            raise PatternRefused(
                f"“{pattern[:100]}” is no regular expression that is taken: they are matched in linear time, so that looking around and"
                " referring back are not possible, and repetitions of hundreds need maxLength in their place."
            )


def _patterns(schema: Schema) -> Iterator[str]:
    for _, one in every(schema):
        if "pattern" in one:
            yield one["pattern"]
        yield from one.get("patternProperties", {})
