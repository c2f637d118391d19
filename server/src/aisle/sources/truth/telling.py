"""Values of facts as JSON, for people to compare."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from aisle.sources.truth.types import Conflict, Said

_ANY: TypeAdapter[Any] = TypeAdapter(Any)


def plain(value: Any) -> Any:
    """Return a fact's value as JSON values."""
    return _ANY.dump_python(value, mode="json")


def said_data(said: Said) -> dict[str, Any]:
    """Return what a source says, with where it says it and as of when."""
    return {
        "value": plain(said.value),
        "source_id": str(said.copy.source_id),
        "resource": said.copy.resource,
        "record": said.copy.external_id,
        "as_of": said.copy.as_of.isoformat(),
    }


def conflict_data(conflict: Conflict) -> list[dict[str, Any]]:
    """Return what sources disagree on, the one that is shown first."""
    return [said_data(one) for one in conflict.said]
