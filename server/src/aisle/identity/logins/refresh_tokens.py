"""The texts of refresh tokens. A tag shows that one was ours once, so that only a real one can end its family.

prefix + base64url(person 16 | login 16 | secret 32 | HMAC-SHA256 tag 16)
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from uuid import UUID

from aisle.identity.tokens import REFRESH_PREFIX, decode, encode

SECRET_BYTES, TAG_BYTES, BODY_BYTES = 32, 16, 64


@dataclass(frozen=True, slots=True)
class RefreshText:
    """A refresh token taken apart; its tag held."""

    person_id: UUID
    login_id: UUID
    secret_hash: bytes


def make_refresh_token(key: bytes, person_id: UUID, login_id: UUID) -> tuple[str, bytes]:
    """Return a new token of 256 random bits, and the hash of its secret."""
    secret = secrets.token_bytes(SECRET_BYTES)
    body = person_id.bytes + login_id.bytes + secret
    return REFRESH_PREFIX + encode(body + _tag(key, body)), hashlib.sha256(secret).digest()


def read_refresh_token(key: bytes, token: str) -> RefreshText | None:
    """Take a token apart; None if it was never one of ours."""
    raw = decode(token.removeprefix(REFRESH_PREFIX)) if token.startswith(REFRESH_PREFIX) else None
    raw = raw or b""
    body, tag = raw[:BODY_BYTES], raw[BODY_BYTES:]
    if len(body) != BODY_BYTES or not hmac.compare_digest(_tag(key, body), tag):
        return None
    return RefreshText(UUID(bytes=body[:16]), UUID(bytes=body[16:32]), hashlib.sha256(body[32:]).digest())


def _tag(key: bytes, body: bytes) -> bytes:
    return hmac.new(key, body, hashlib.sha256).digest()[:TAG_BYTES]
