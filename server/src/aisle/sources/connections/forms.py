"""A kind's form: its JSON Schema for whoever draws it, and the check of what was filled in."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pydantic import BaseModel, SecretStr, ValidationError

from aisle.sources.connections.errors import InvalidForm, SourceKindNotFound
from aisle.sources.ports import Kind
from aisle.sources.records import Resource

MOST_FAULTS = 20


def kind_of(kinds: Mapping[str, Kind], name: str) -> Kind:
    """Return a kind by its name. Raises SourceKindNotFound."""
    kind = kinds.get(name)
    if kind is None:
        raise SourceKindNotFound(f"Known kinds: {', '.join(sorted(kinds)) or 'none'}.")
    return kind


def read_form(model: type[BaseModel], given: Mapping[str, Any], part: str) -> Any:
    """Check options or credentials. part: "options" or "credentials". Raises InvalidForm with what is wrong with each field.

    What was given is never repeated: it may be a secret.
    """
    try:
        return model.model_validate(dict(given))
    except ValidationError as error:
        fields = _faults(error, part)
    raise InvalidForm(
        "; ".join(f"{field}: {reason}" for field, reason in fields.items())[:2000], fields=fields
    )


def read_resources(kind: Kind, offers: Collection[Resource], wanted: Sequence[str]) -> tuple[Resource, ...]:
    """Return which resources are read. offers: what can be. Raises InvalidForm."""
    known = {str(resource): resource for resource in offers}
    strange = [name for name in wanted if name not in known]
    if strange or not wanted:
        reason = f"“{kind.title}” has {', '.join(known)}."
        raise InvalidForm(f"resources: {reason}", fields={"resources": reason})
    return tuple(known[name] for name in dict.fromkeys(wanted))


def revealed(credentials: BaseModel) -> str:
    """Return credentials as JSON with their secrets, to be sealed."""
    return json.dumps(_plain(credentials.model_dump()), ensure_ascii=False)


def form_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schemas of a kind's options and credentials."""
    return {"options": kind.options.model_json_schema(), "credentials": kind.credentials.model_json_schema()}


def _faults(error: ValidationError, part: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for fault in error.errors(include_input=False, include_url=False)[:MOST_FAULTS]:
        place = ".".join([part, *(str(step) for step in fault["loc"] if "[" not in str(step))])
        found.setdefault(place, fault["msg"].removeprefix("Value error, "))
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, SecretStr):
        return value.get_secret_value()
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value if isinstance(value, str | int | float | bool | type(None)) else str(value)
