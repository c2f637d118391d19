"""JSON of a provider, without trust in any of it."""

import json
import re
from typing import Any

from pydantic_core import from_json

PLAIN_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")
MOST_TOKENS = 2**31
# What a value of another kind than expected raises in readers.
ODD = (ValueError, RecursionError, LookupError, TypeError, AttributeError)


def parsed(data: bytes) -> dict[str, Any]:
    """Return an object. Raises ValueError for everything else."""
    try:
        found = from_json(data)
    except ValueError:
        # Half of a surrogate pair is legal JSON, and servers cut between the halves.
        found = _mended(json.loads(data))
    if found.__class__ is not dict:
        raise ValueError("not an object")
    return found


def found_in(data: bytes) -> dict[str, Any]:
    """Return an object, or an empty one where there is none."""
    try:
        return parsed(data)
    except ODD:
        return {}


def text_of(value: Any) -> str:
    """Return a text, "" for None. Raises ValueError for everything else."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise ValueError("this is no text")
    return value


def count(value: Any) -> int | None:
    """Return a number of tokens, None for what is none."""
    return value if type(value) is int and 0 <= value < MOST_TOKENS else None


def added(*counts: int | None) -> int | None:
    """Return the sum of what is known; None where nothing is."""
    known = [one for one in counts if one is not None]
    return sum(known) if known else None


def codes(error: Any) -> list[str]:
    """Return the short codes of an error; its sentences are left out, they may repeat what was sent."""
    if not isinstance(error, dict):
        return []
    found = [error.get(name) for name in ("code", "type", "status")]
    return [str(one) for one in found if one is not None and PLAIN_CODE.fullmatch(str(one))]


def _mended(value: Any) -> Any:
    """Put a sign in place of every half of a surrogate pair, which no later step could write down."""
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: _mended(one) for key, one in value.items()}
    return [_mended(one) for one in value] if isinstance(value, list) else value
