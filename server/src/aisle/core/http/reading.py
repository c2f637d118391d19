"""What an answer from outside means, without trusting a byte of it."""

import json
import re
from typing import Any

import aiohttp

from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import seconds_asked

PORTION = 64 * 1024
ERROR_BYTES = 8 * 1024
# Worth another attempt: too early, too many, and whatever is the service's own fault.
TRY_AGAIN = frozenset({408, 425, 429})
PLAIN_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")


async def body_of(answer: aiohttp.ClientResponse, name: str, most_bytes: int) -> bytes:
    """Return the body of a good answer. Raises OutsideRefused, OutsideUnavailable or OutsideNonsense for any other."""
    if 200 <= answer.status < 300:
        return await _read(answer, name, most_bytes)
    if 300 <= answer.status < 400:
        raise OutsideNonsense(
            f"{name} sends us elsewhere (status {answer.status}); redirects are not followed. Set its final address.",
            again=False,
        )
    said = f"{name} answered {answer.status}{await _code(answer)}."
    if answer.status in TRY_AGAIN or answer.status >= 500:
        raise OutsideUnavailable(said, retry_after=seconds_asked(answer.headers.get("Retry-After")))
    raise OutsideRefused(said, answer.status)


async def _read(answer: aiohttp.ClientResponse, name: str, most_bytes: int) -> bytes:
    body = bytearray()
    async for portion in answer.content.iter_chunked(PORTION):
        body += portion
        if len(body) > most_bytes:
            raise OutsideNonsense(f"{name} answered with more than {most_bytes:,} bytes.", again=False)
    return bytes(body)


async def _code(answer: aiohttp.ClientResponse) -> str:
    """Return the service's own short code in brackets; its sentences are left out, they may repeat what was sent."""
    try:
        found: Any = json.loads(await answer.content.read(ERROR_BYTES))
    except (ValueError, RecursionError, aiohttp.ClientError):
        return ""
    error = found.get("error") if isinstance(found, dict) else None
    values = [error.get(name) for name in ("code", "type", "status")] if isinstance(error, dict) else []
    codes = [value for value in values if isinstance(value, str) and PLAIN_CODE.fullmatch(value)]
    return f" ({codes[0]})" if codes else ""
