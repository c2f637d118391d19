"""Options and credentials of a source as they are given on a command line."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from aisle.core.errors import InvalidInput
from aisle.sources.ports import Kind

MOST_BYTES = 2**20


def options_of(kind: Kind, given: Sequence[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return options and credentials out of `key=value`s.

    A key goes where the kind has a field of its name, `options.key` and `credentials.key` where both do; a dot leads
    deeper. A value may be JSON, `@file` is what a file holds, which keeps secrets out of the list of processes: JSON, where the
    field takes no text. A whole `@file` without a key is a JSON object of options.

    Raises InvalidInput.
    """
    parts: dict[str, dict[str, Any]] = {"options": {}, "credentials": {}}
    for one in given:
        if one.startswith("@"):
            parts["options"].update(_object(one))
            continue
        key, sign, text = one.partition("=")
        if not sign or not key:
            raise InvalidInput(f"--option takes key=value, and “{one[:60]}” is not.")
        part, path = _place(kind, key)
        _put(parts[part], path, _value(text, _takes_text(kind, part, path)))
    return parts["options"], parts["credentials"]


def _place(kind: Kind, key: str) -> tuple[str, list[str]]:
    first, *rest = path = key.split(".")
    if first in ("options", "credentials") and rest:
        return first, rest
    named = first in _fields(kind.credentials) and first not in _fields(kind.options)
    return "credentials" if named else "options", path


def _fields(model: type[BaseModel]) -> frozenset[str]:
    return frozenset(model.model_json_schema().get("properties", {}))


def _put(target: dict[str, Any], path: Sequence[str], value: Any) -> None:
    for step in path[:-1]:
        inner = target.setdefault(step, {})
        if not isinstance(inner, dict):
            raise InvalidInput(f"--option {'.'.join(path)}: “{step}” has a value of its own already.")
        target = inner
    target[path[-1]] = value


def _takes_text(kind: Kind, part: str, path: Sequence[str]) -> bool:
    """Whether a field is a text, which a key in JSON is as well: what lies deeper, or is unknown, may be."""
    model = kind.options if part == "options" else kind.credentials
    field = model.model_json_schema().get("properties", {}).get(path[0], {})
    kinds = {one.get("type") for one in (field, *field.get("anyOf", ()), *field.get("allOf", ()))}
    return len(path) > 1 or "string" in kinds or not field


def _value(text: str, is_text: bool) -> Any:
    if text.startswith("@"):
        held = _file(text).strip()
        return held if is_text else _json(held)
    if text.startswith(("{", "[")) or text in ("true", "false", "null"):
        return _json(text)
    return text


def _object(text: str) -> Mapping[str, Any]:
    value = _json(_file(text))
    if not isinstance(value, dict):
        raise InvalidInput(f"{text[1:]} holds no JSON object.")
    return value


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"A value that begins like JSON is none: {error}.") from None


def _file(text: str) -> str:
    path = Path(text[1:]).expanduser()
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InvalidInput(f"{path} has more than {MOST_BYTES:,} bytes.")
        return path.read_text("utf-8")
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{path} cannot be read: {error}.") from None
