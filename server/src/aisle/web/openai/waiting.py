"""Waiting for an answer only as long as somebody else waits for it."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from fastapi import Request
from starlette.requests import ClientDisconnect
from starlette.types import Receive

T = TypeVar("T")


def is_kept(request: Request) -> bool:
    """Whether the answer is stored under an Idempotency-Key: it is written to its end, whoever still listens."""
    attempt = request.scope.get("state", {}).get("attempt")
    return attempt is not None and attempt.claim is not None


async def while_wanted(request: Request, work: Coroutine[Any, Any, T]) -> T:
    """Return what the work returns; it is cancelled when its caller hangs up. Raises ClientDisconnect then."""
    if is_kept(request):
        return await work
    task = asyncio.create_task(work)
    watching = asyncio.create_task(gone(request.receive))
    try:
        await asyncio.wait({task, watching}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise ClientDisconnect()
        return task.result()
    finally:
        watching.cancel()
        task.cancel()
        await asyncio.gather(task, watching, return_exceptions=True)


async def gone(receive: Receive) -> None:
    """Return once the connection is closed."""
    while (await receive())["type"] != "http.disconnect":
        pass
