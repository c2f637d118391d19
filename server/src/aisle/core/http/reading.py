"""What an answer from outside means, without trusting a byte of it."""

import json
import re
from collections.abc import Collection
from typing import Any

import aiohttp

from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import seconds_asked
from aisle.core.http.room import Share

PORTION = 64 * 1024
ERROR_BYTES = 8 * 1024
# Worth another attempt: too early, too many, and whatever is the service's own fault.
TRY_AGAIN = frozenset({408, 425, 429})
WORD = re.compile(rb"[A-Za-z0-9_]+")
PLAIN_CODE = re.compile(r"[A-Za-z0-9_.\-]{1,64}")


async def body_of(
    answer: aiohttp.ClientResponse,
    name: str,
    most_bytes: int,
    fields: Collection[str] = (),
    share: Share | None = None,
) -> bytes:
    """Return the body of a good answer. Raises OutsideRefused, OutsideUnavailable or OutsideNonsense for any other."""
    await require_good(answer, name, fields)
    return await _read(answer, name, most_bytes, share or Share(None, name))


async def require_good(answer: aiohttp.ClientResponse, name: str, fields: Collection[str] = ()) -> None:
    """Raise OutsideRefused, OutsideUnavailable or OutsideNonsense unless the status is a good one.

    fields: names in the request; those that a refusal speaks of are told.
    """
    if 200 <= answer.status < 300:
        return
    if 300 <= answer.status < 400:
        raise OutsideNonsense(
            f"{name} sends us elsewhere (status {answer.status}); redirects are not followed. Set its final address.",
            again=False,
        )
    text = await _said(answer)
    said = f"{name} answered {answer.status}{_code(text)}."
    if answer.status in TRY_AGAIN or answer.status >= 500:
        wait = seconds_asked(answer.headers.get("Retry-After"))
        raise OutsideUnavailable(said, retry_after=wait, answered=answer.status, answer=text)
    words = set(WORD.findall(text))
    blamed = frozenset(name for name in fields if name.encode() in words)
    raise OutsideRefused(said, answer.status, blamed, text)


async def _read(answer: aiohttp.ClientResponse, name: str, most_bytes: int, share: Share) -> bytes:
    body = bytearray()
    async for portion in answer.content.iter_chunked(PORTION):
        share.grow(len(portion))
        body += portion
        if len(body) > most_bytes:
            raise OutsideNonsense(
                f"{name} answered with more than {most_bytes:,} bytes.",
                again=False,
                sent=True,
                was_answering=True,
            )
    return bytes(body)


async def _said(answer: aiohttp.ClientResponse) -> bytes:
    try:
        return await answer.content.read(ERROR_BYTES)
    except aiohttp.ClientError:
        return b""


def _code(text: bytes) -> str:
    """Return the service's own short code in brackets; its sentences are left out, they may repeat what was sent."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return ""
    error = found.get("error") if isinstance(found, dict) else None
    values = [error.get(name) for name in ("code", "type", "status")] if isinstance(error, dict) else []
    codes = [value for value in values if isinstance(value, str) and PLAIN_CODE.fullmatch(value)]
    return f" ({codes[0]})" if codes else ""
