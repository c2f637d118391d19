"""Between knowing the caller and doing what it asks: it is counted, and what was carried out before is repeated."""

from fastapi import Request

from aisle.bootstrap.resources import Resources
from aisle.identity.types import Caller
from aisle.web.rate_limits import count

FORM_BYTES = 65_536  # what a form has around its files


async def admit(request: Request, parts: Resources, caller: Caller) -> Caller:
    """Let a recognised caller's request through.

    Raises RateLimited, Replayed for one that was carried out before, and what refuses its Idempotency-Key.
    """
    await count(request, parts, caller)
    attempt = request.scope.get("state", {}).get("attempt")
    if attempt is not None:
        most = max(parts.settings.upload_max_request_bytes, parts.settings.upload_max_bytes) + FORM_BYTES
        await attempt.begin(parts.once, caller.scope, most)
    return caller
