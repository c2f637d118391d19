"""Cursors: opaque to callers, checked when they come back."""

import base64
import binascii
import json
from typing import Annotated, Any
from uuid import UUID

from fastapi import Query

from aisle.knowledge.errors import InvalidCursor
from aisle.web.text import Storable

Limit = Annotated[int, Query(ge=1, le=100, description="Items on a page.")]
Cursor = Annotated[Storable | None, Query(max_length=4000, description="`next_cursor` of the page before.")]
Kind = type[str] | type[int] | type[UUID]
LARGEST = 2**31 - 1  # the database counts lines and ordinals in 32 bits


def encode_cursor(name: str, *position: Any) -> str | None:
    """Wrap the place in the list `name` after which the next page begins; None when nothing follows."""
    if position[0] is None:
        return None
    text = json.dumps([name, *position], default=str, ensure_ascii=False, separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode_cursor(name: str, cursor: str | None, *kinds: Kind) -> list[Any] | None:
    """Unwrap a cursor into values of these kinds. Raises InvalidCursor for one that this list did not give out."""
    if cursor is None:
        return None
    try:
        found = json.loads(base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True))
        if not isinstance(found, list) or found[:1] != [name]:
            raise ValueError(name)
        return [_read(value, kind) for value, kind in zip(found[1:], kinds, strict=True)]
    except (binascii.Error, ValueError, RecursionError):
        raise InvalidCursor("This cursor was not given out by this list; start again without one.") from None


def _read(value: Any, kind: Kind) -> Any:
    if kind is UUID and isinstance(value, str):
        return UUID(value)
    if kind is int and type(value) is int and -1 <= value <= LARGEST:
        return value
    if kind is str and isinstance(value, str) and "\0" not in value:
        value.encode()  # a lone surrogate raises UnicodeEncodeError, which is a ValueError
        return value
    raise ValueError(value)
