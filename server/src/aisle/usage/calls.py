"""Single calls of the ledger."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.usage.repository import reading
from aisle.usage.views import MOST_DAYS_OF_CALLS, Wanted

# When, id, and whether it is a correction: where a list goes on.
Position = tuple[datetime, UUID, bool]


def narrowed(wanted: Wanted, conversation_id: UUID | None, outcome: str | None) -> Wanted:
    """Return which single calls are meant. Raises SpanRefused for more days than are read at once."""
    narrow = replace(wanted, conversation_id=conversation_id, outcome=outcome)
    narrow.check(MOST_DAYS_OF_CALLS)
    return narrow


async def list_calls(session: Session, wanted: Wanted, before: Position | None, most: int) -> Sequence[Any]:
    """Return calls, the newest first, from before a position on: rows by the ledger's columns."""
    return await reading.list_calls(session, wanted, before, most)
