"""Following something that goes on elsewhere: a stream that sends it each time it has changed, until it has ended."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, TypeVar

from aisle.conversations.live import frame_of
from aisle.conversations.streams import Streams
from aisle.core.errors import AisleError

POLL_SECONDS = 0.5
LONGEST_STREAM = 3600.0
Seen = TypeVar("Seen")


async def changes(
    streams: Streams,
    first: Seen,
    look: Callable[[], Awaitable[Seen]],
    shape: Callable[[Seen], dict[str, Any]],
    ended: Callable[[Seen], bool],
) -> AsyncIterator[bytes]:
    """Yield numbered events.

    Args:
        streams: Of this process; they end when it stops, and followers ask again.
        first: As it is now.
        look: Looks again, with the caller's credential as it is then: one that is revoked must not read on.
        shape: Shapes it for callers.
        ended: Whether nothing more will happen.
    """
    seen, number, until = first, 1, asyncio.get_running_loop().time() + LONGEST_STREAM
    yield frame_of(number, shape(seen))
    while not ended(seen) and asyncio.get_running_loop().time() < until:
        if not await streams.goes_on_after(POLL_SECONDS):
            return
        try:
            fresh = await look()
        except AisleError:  # the thing or the right is gone, or the database is; the follower may ask again
            return
        if fresh != seen:
            seen, number = fresh, number + 1
            yield frame_of(number, shape(seen))
