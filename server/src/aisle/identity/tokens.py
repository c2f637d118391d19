"""The texts of keys and tokens. Each names its tenant, so that it can be checked inside that tenant's own scope."""

import base64
import binascii
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

SECRET_PREFIX, PUBLIC_PREFIX, SHOPPER_PREFIX = "aisle_sk_", "aisle_pk_", "aisle_st_"
LOGIN_PREFIX = "aisle_ls_"  # in browsers' cookies
REFRESH_PREFIX = "aisle_lr_"  # of programs and phones
ACCESS_PREFIX = "eyJ"  # a JSON Web Token: {" in base64
ONCE_PREFIX = "aisle_ot_"  # in links of mails, and between the steps of a sign-in


@dataclass(frozen=True, slots=True)
class KeyText:
    """A key taken apart: where to look it up, and the secret to compare."""

    organization_id: UUID
    key_id: UUID
    secret_hash: bytes


def make_key(
    prefix: str, organization_id: UUID, key_id: UUID, secret: bytes | None = None
) -> tuple[str, bytes]:
    """Return a new key's text and the hash of its 256-bit secret. secret: made here, unless every try needs the same."""
    secret = secret or secrets.token_bytes(32)
    return prefix + encode(organization_id.bytes + key_id.bytes + secret), hashlib.sha256(secret).digest()


def read_key(token: str, prefix: str) -> KeyText | None:
    """Take a key apart, or return None if it cannot be one."""
    raw = decode(token.removeprefix(prefix)) if token.startswith(prefix) else None
    if raw is None or len(raw) != 64:
        return None
    return KeyText(UUID(bytes=raw[:16]), UUID(bytes=raw[16:32]), hashlib.sha256(raw[32:]).digest())


@dataclass(frozen=True, slots=True)
class ShopperText:
    """A shopper token taken apart; its signature held."""

    organization_id: UUID
    store_id: UUID
    session_id: UUID
    expires_at: datetime


def make_shopper_token(key: bytes, shopper: ShopperText) -> str:
    """Sign organization, store, session and expiry (HMAC-SHA256)."""
    body = shopper.organization_id.bytes + shopper.store_id.bytes + shopper.session_id.bytes
    body += int(shopper.expires_at.timestamp()).to_bytes(8, "big")
    return SHOPPER_PREFIX + encode(body + hmac.new(key, body, hashlib.sha256).digest())


def read_shopper_token(key: bytes, token: str) -> ShopperText | None:
    """Check the signature and take the token apart; None if it does not hold. Expiry is the caller's to judge."""
    raw = decode(token.removeprefix(SHOPPER_PREFIX)) if token.startswith(SHOPPER_PREFIX) else None
    if raw is None or len(raw) != 88:
        return None
    body, signature = raw[:56], raw[56:]
    if not hmac.compare_digest(hmac.new(key, body, hashlib.sha256).digest(), signature):
        return None
    expires = datetime.fromtimestamp(int.from_bytes(body[48:], "big"), UTC)
    return ShopperText(UUID(bytes=body[:16]), UUID(bytes=body[16:32]), UUID(bytes=body[32:48]), expires)


def encode(raw: bytes) -> str:
    """Write bytes as base64url without padding."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def decode(text: str) -> bytes | None:
    """Read what `encode` wrote; None for any other text, also one that means the same bytes."""
    try:
        raw = base64.b64decode(text.encode("ascii") + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, UnicodeEncodeError):
        return None
    # The last character has bits to spare: without this, sixteen texts would be the same key.
    return raw if encode(raw) == text else None
