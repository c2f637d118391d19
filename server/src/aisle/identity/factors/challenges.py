"""Challenges for passkeys: random, short, for one use and one purpose; the server keeps none that is not used."""

import base64
import binascii
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from aisle.core.clock import Clock
from aisle.core.db import Session
from aisle.identity.factors.errors import PasskeyRefused

HOLDS = timedelta(minutes=5)
RANDOM_BYTES, TIME_BYTES = 32, 8
BODY = RANDOM_BYTES + TIME_BYTES
STALE = "The page waited too long, or sent this before. Try again."
LONGEST_DATA = 5_000  # characters of what a browser says it was asked


class Asked(StrEnum):
    """What a challenge is for; one that was made for something else does not hold."""

    REGISTER = "register"
    SIGN_IN = "sign in"
    PROVE = "prove"


@dataclass(frozen=True, slots=True)
class Challenges:
    """Makes challenges that prove themselves. key: 32 bytes."""

    clock: Clock
    key: bytes = field(repr=False)

    def make(self, asked: Asked, of: UUID | None = None) -> bytes:
        """Return a challenge. of: the person whom it is for, where that is known."""
        until = int((self.clock.now() + HOLDS).timestamp())
        body = secrets.token_bytes(RANDOM_BYTES) + until.to_bytes(TIME_BYTES, "big")
        return body + self._mark(body, asked, of)

    async def take(
        self, session: Session, answer: dict[str, Any], asked: Asked, of: UUID | None = None
    ) -> bytes:
        """Return the challenge that an authenticator answered, once. Raises PasskeyRefused."""
        challenge = _challenge_of(answer)
        body, mark = challenge[:BODY], challenge[BODY:]
        if len(body) != BODY or not hmac.compare_digest(mark, self._mark(body, asked, of)):
            raise PasskeyRefused(STALE)
        until = datetime.fromtimestamp(int.from_bytes(body[RANDOM_BYTES:], "big"), UTC)
        used = hashlib.sha256(b"challenge" + challenge).digest()
        if until < self.clock.now() or not await session.fetchval(
            "SELECT aisle.use_once($1, $2)", used, until
        ):
            raise PasskeyRefused(STALE)
        return challenge

    def _mark(self, body: bytes, asked: Asked, of: UUID | None) -> bytes:
        return hmac.new(self.key, body + f"{asked}|{of}".encode(), hashlib.sha256).digest()


def _challenge_of(answer: dict[str, Any]) -> bytes:
    """Read which challenge the browser says it was asked; the signature over that is checked later."""
    try:
        data = answer["response"]["clientDataJSON"]
        return from_base64(json.loads(from_base64(data[:LONGEST_DATA]))["challenge"])
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error):
        raise PasskeyRefused("This is not what a browser answers.") from None


def from_base64(text: str) -> bytes:
    """Read base64url without padding. Raises ValueError, TypeError."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def to_base64(raw: bytes) -> str:
    """Write base64url without padding, as WebAuthn's JSON has it."""
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
