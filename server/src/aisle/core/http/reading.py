"""What an answer from outside means, without trusting a byte of it."""

import json
import re
from collections.abc import Collection
from typing import Any

import aiohttp

from aisle.core.http.errors import OutsideNonsense, OutsideRefused, OutsideUnavailable
from aisle.core.http.patience import seconds_asked
from aisle.core.http.room import Share

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
    text = b"" if 300 <= answer.status < 400 else await _said(answer)
    raise refused(answer.status, answer.headers.get("Retry-After"), text, name, fields)


def refused(
    status: int, retry_after: str | None, text: bytes, name: str, fields: Collection[str] = ()
) -> OutsideNonsense | OutsideUnavailable | OutsideRefused:
    """Return what a status that is not a good one means. text: the beginning of what was said with it. fields: see above."""
    if 300 <= status < 400:
        return OutsideNonsense(
            f"{name} sends us elsewhere (status {status}); redirects are not followed. Set its final address.",
            again=False,
        )
    said = f"{name} answered {status}{_code(text)}."
    if status in TRY_AGAIN or status >= 500:
        wait = seconds_asked(retry_after)
        return OutsideUnavailable(said, retry_after=wait, answered=status, answer=text)
    words = set(WORD.findall(text))
    blamed = frozenset(name for name in fields if name.encode() in words)
    return OutsideRefused(said, status, blamed, text)


async def _read(answer: aiohttp.ClientResponse, name: str, most_bytes: int, share: Share) -> bytes:
    body = bytearray()
    # Portions are as large as what the connection keeps ahead, whatever the service sends.
    while portion := await answer.content.readany():
        share.grow(len(portion))
        body += portion
        if len(body) > most_bytes:
            raise too_long(name, most_bytes)
    return bytes(body)


def too_long(name: str, most_bytes: int) -> OutsideNonsense:
    """Return what is wrong with an answer that does not end."""
    said = f"{name} answered with more than {most_bytes:,} bytes."
    return OutsideNonsense(said, again=False, sent=True, was_answering=True)


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
