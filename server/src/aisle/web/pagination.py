"""Cursors: opaque to callers, checked when they come back."""

import base64
import binascii
import json
from typing import Annotated, Any

from fastapi import Query

from aisle.core.errors import InvalidInput

Limit = Annotated[int, Query(ge=1, le=100, description="Items on a page.")]
Cursor = Annotated[str | None, Query(max_length=500, description="`next_cursor` of the page before.")]


def encode_cursor(position: list[Any] | None) -> str | None:
    """Wrap the place after which the next page begins."""
    if position is None:
        return None
    return base64.urlsafe_b64encode(json.dumps(position, default=str).encode()).decode().rstrip("=")


def decode_cursor(cursor: str | None, fields: int) -> list[Any] | None:
    """Unwrap a cursor. Raises InvalidInput for one that this list did not give out."""
    if cursor is None:
        return None
    try:
        position = json.loads(
            base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        )
    except (binascii.Error, ValueError):
        position = None
    if not isinstance(position, list) or len(position) != fields:
        raise InvalidInput("This cursor was not given out by this list; start again without one.")
    return position
