"""Whether a value validates, by a validator that never fetches anything and matches patterns in linear time."""

from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs

from aisle.analysis.schemas.limits import PATTERN_BYTES

MOST_FAULTS = 10
LONGEST_FAULT = 300
Schema = Mapping[str, Any] | bool


class Validator:
    """Of one schema. Formats such as `date` and `email` are checked; those that are not known mean nothing."""

    def __init__(self, schema: Schema) -> None:
        """Raises ValueError for what is no schema (draft 2020-12), or has a pattern that is not linear."""
        linear = jsonschema_rs.RegexOptions(size_limit=PATTERN_BYTES, dfa_size_limit=PATTERN_BYTES)
        plain = schema if isinstance(schema, bool) else dict(schema)
        self._checks = jsonschema_rs.Draft202012Validator(
            plain, validate_formats=True, pattern_options=linear, offline=True
        )

    def is_valid(self, value: Any) -> bool:
        """Whether a value validates. value: of JSON, without halves of surrogate pairs."""
        return self._checks.is_valid(value)

    def faults(self, value: Any) -> list[str]:
        """Return what is wrong with a value, each with its place; empty where it validates."""
        return [fault for fault, _ in zip(self._faults(value), range(MOST_FAULTS), strict=False)]

    def _faults(self, value: Any) -> Iterator[str]:
        for error in self._checks.iter_errors(value):
            yield _said(error)


def why_no_schema(schema: Any) -> str | None:
    """Return why something is no JSON Schema of draft 2020-12, None where it is one."""
    try:
        jsonschema_rs.meta.validate(schema)
    except jsonschema_rs.ValidationError as error:
        return _said(error)
    return None


def takes_pattern(pattern: str) -> bool:
    """Whether a regular expression is one that is matched in linear time, and small enough."""
    try:
        Validator({"pattern": pattern})
    except ValueError:
        return False
    return True


def _said(error: jsonschema_rs.ValidationError) -> str:
    place = "".join(f"/{step}" for step in error.instance_path) or "the whole"
    return f"{place[:100]}: {error.message}"[:LONGEST_FAULT]
