"""Access tokens: JSON Web Tokens (RFC 7519) in the shape of RFC 9068, signed by this installation for itself alone."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from aisle.core.clock import Clock
from aisle.core.errors import Unauthorized
from aisle.identity.logins.lifetimes import ACCESS
from aisle.identity.logins.types import AccessToken
from aisle.identity.tokens import decode

ALGORITHM, TYPE, AUDIENCE = "HS256", "at+jwt", "aisle"
SKEW = 5  # seconds that the clocks of two of our machines may differ
LONGEST = 2_000
REQUIRED = ("iss", "aud", "sub", "sid", "iat", "nbf", "exp")
REFUSED = "The access token is not valid or has expired; get a new one with the refresh token."


@dataclass(frozen=True, slots=True)
class Claims:
    """Who an access token is for. seconds: how long it still holds."""

    person_id: UUID
    login_id: UUID
    seconds: float


@dataclass(frozen=True, slots=True)
class AccessTokens:
    """Makes and reads access tokens. issuer: the public address of this installation. key: 32 bytes."""

    issuer: str
    clock: Clock
    key: bytes = field(repr=False)

    @property
    def key_id(self) -> str:
        """Names the key and says nothing of it."""
        return hashlib.sha256(b"kid" + self.key).hexdigest()[:16]

    def make(self, person_id: UUID, login_id: UUID, organization_id: UUID | None) -> AccessToken:
        """Return a token for one sign-in, which holds for ten minutes at most."""
        now = self.clock.now()
        expires = now + ACCESS
        claims = {
            "iss": self.issuer,
            "aud": AUDIENCE,
            "sub": str(person_id),
            "sid": str(login_id),
            "org": str(organization_id) if organization_id else None,
            "iat": int(now.timestamp()),
            "nbf": int(now.timestamp()),
            "exp": int(expires.timestamp()),
        }
        text = jwt.encode(claims, self.key, ALGORITHM, {"typ": TYPE, "kid": self.key_id})
        return AccessToken(text, datetime.fromtimestamp(claims["exp"], UTC))  # type: ignore[arg-type]

    def read(self, text: str) -> Claims:
        """Check a token and return whom it is for. Raises Unauthorized, in the same words for every fault."""
        if len(text) > LONGEST or not _is_whole(text) or not self._is_headed(text):
            raise Unauthorized(REFUSED)
        try:
            claims = jwt.decode(
                text,
                self.key,
                algorithms=[ALGORITHM],
                audience=AUDIENCE,
                issuer=self.issuer,
                # Times are checked here, by the clock that was handed in.
                options={
                    "require": list(REQUIRED),
                    "verify_exp": False,
                    "verify_nbf": False,
                    "verify_iat": False,
                },
            )
            return self._checked(claims)
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError, OverflowError):
            raise Unauthorized(REFUSED) from None

    def _is_headed(self, text: str) -> bool:
        """Whether the header is the one we write, whole: nothing in it may choose a key or an algorithm."""
        try:
            header = jwt.get_unverified_header(text)
        except (jwt.PyJWTError, ValueError, TypeError, AttributeError):
            return False
        if set(header) != {"alg", "typ", "kid"} or header["alg"] != ALGORITHM or header["typ"] != TYPE:
            return False
        named = header["kid"]
        return isinstance(named, str) and hmac.compare_digest(
            named.encode("utf-8", "replace"), self.key_id.encode()
        )

    def _checked(self, claims: Mapping[str, Any]) -> Claims:
        now, issued, begins, ends = self.clock.now().timestamp(), claims["iat"], claims["nbf"], claims["exp"]
        if not all(type(one) is int for one in (issued, begins, ends)) or claims["aud"] != AUDIENCE:
            raise ValueError("times are whole seconds, and there is one audience")
        if ends <= now or max(begins, issued) > now + SKEW or ends - issued > ACCESS / timedelta(seconds=1):
            raise ValueError("out of its time")
        return Claims(UUID(claims["sub"]), UUID(claims["sid"]), ends - now)


def _is_whole(text: str) -> bool:
    """Whether it has three parts, each in the one writing of its bytes: one token is one text."""
    parts = text.split(".")
    return len(parts) == 3 and all(decode(part) for part in parts)
