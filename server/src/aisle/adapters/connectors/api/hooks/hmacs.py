"""Keyed hashes over deliveries (RFC 2104), laid out as the shop does it."""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from aisle.adapters.connectors.api.hook_shapes import HmacShape
from aisle.adapters.connectors.api.hooks.jws import PUBLISHED
from aisle.sources.ports import Delivery

_PLACES = re.compile(r"(\{body\}|\{sent\}|\{id\})")
MOST_SIGNATURES = 10


def is_signed(shape: HmacShape, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
    """Whether one of the secrets signed it, within the window where the shop says when it was sent.

    A published key is never a secret, even where the source had such keys before: everybody could sign with it.
    """
    if shape.sent is not None and not _is_near(shape, delivery.headers.get(shape.sent.lower(), ""), now):
        return False
    text = _signed(shape, delivery)
    given = delivery.headers.get(shape.header.lower(), "").split()[:MOST_SIGNATURES]
    known = [_key(shape, one) for one in secrets if one and not one.startswith(PUBLISHED)]
    made = [hmac.digest(key, text, shape.algorithm) for key in known if key]
    said = [_read(shape, one) for one in given]
    return any(hmac.compare_digest(one, other) for one in made for other in said)


def _signed(shape: HmacShape, delivery: Delivery) -> bytes:
    filled = {
        "{body}": delivery.body,
        "{sent}": delivery.headers.get((shape.sent or "").lower(), "").encode("utf-8", "replace"),
        "{id}": delivery.headers.get((shape.id or "").lower(), "").encode("utf-8", "replace"),
    }
    return b"".join(filled.get(piece, piece.encode()) for piece in _PLACES.split(shape.signed))


def _read(shape: HmacShape, said: str) -> bytes:
    if not said.startswith(shape.prefix):
        return b""
    text = said.removeprefix(shape.prefix)
    return _decoded(shape.encoding, text)


def _key(shape: HmacShape, secret: str) -> bytes:
    return secret.encode() if shape.key_encoding == "text" else _decoded(shape.key_encoding, secret)


def _decoded(encoding: str, text: str) -> bytes:
    """Return bytes; none for what is not written so, which no signature equals."""
    try:
        return bytes.fromhex(text) if encoding == "hex" else base64.b64decode(text, validate=True)
    except (ValueError, binascii.Error):
        return b""


def _is_near(shape: HmacShape, said: str, now: datetime) -> bool:
    try:
        if shape.sent_format == "iso":
            at = datetime.fromisoformat(said)
            at = at if at.tzinfo else at.replace(tzinfo=UTC)
        else:
            at = datetime.fromtimestamp(int(said) / (1 if shape.sent_format == "seconds" else 1000), UTC)
        return abs(at - now) <= timedelta(seconds=shape.window_seconds)
    except (ValueError, OverflowError, OSError):
        return False
