"""How values are read that the environment gives as text: what stands beside a setting's type."""

import json
from collections.abc import Callable
from typing import Any

from pydantic import AfterValidator, BeforeValidator

from aisle.core.limits.rules import OFF


def Checked(read: Callable[[Any], object]) -> AfterValidator:  # noqa: N802 - stands among types
    """Return a check that `read` understands the value, which itself stays as it was written. read: raises ValueError."""

    def check(value: Any) -> Any:
        read(value)
        return value

    return AfterValidator(check)


def _empty_as_none(value: Any) -> Any:
    return None if value == "" else value


def _from_json(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError as error:  # its text is left out: a key may stand in it
        at = f"line {error.lineno}, column {error.colno}" if isinstance(error, json.JSONDecodeError) else ""
        raise ValueError(f"this is not JSON ({at})") from None


def _off_or_json(value: Any) -> Any:
    return OFF if isinstance(value, str) and value.strip() == "off" else value


def _names_or_json(value: Any) -> Any:
    if not isinstance(value, str) or value.lstrip().startswith("{"):
        return value
    return {name.strip(): {} for name in value.split(",") if name.strip()}


EmptyIsUnset = BeforeValidator(_empty_as_none)
# Of several that stand beside one type the last is asked first.
FromJson = BeforeValidator(_from_json)
OffOrJson = BeforeValidator(_off_or_json)
NamesOrJson = BeforeValidator(_names_or_json)
