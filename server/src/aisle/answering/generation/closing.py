"""Ending an iterator when its reader is done with it, so that the call behind it ends at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

T = TypeVar("T")


@asynccontextmanager
async def closed_after(source: AsyncIterator[T]) -> AsyncIterator[AsyncIterator[T]]:
    """Close the source at the end of the block, where it can be closed."""
    try:
        yield source
    finally:
        close = getattr(source, "aclose", None)
        if close is not None:
            await close()
