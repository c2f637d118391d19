"""Reads the token in which a shop's server says who its customer is: a signed JWT (RFC 7519, advice of RFC 8725)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import jwt

from aisle.identity.shoppers.errors import IdentityTokenRefused
from aisle.identity.shoppers.keys.types import VerifyingKey

LONGEST_TOKEN = 4000  # characters
LONGEST_CLAIM = 200
SHORTEST_ID = 8  # of jti: what is shorter is hardly unique
LONGEST_LIFE = timedelta(minutes=10)
SKEW = timedelta(seconds=30)  # by which two servers' clocks may differ
HEADER = frozenset({"alg", "kid", "typ"})  # nothing else may name, bring or fetch a key
REQUIRED = ["sub", "aud", "exp", "iat", "jti"]
UNSIGNED = "It is not signed with a key of this store that holds now: `kid` names the key."


@dataclass(frozen=True, slots=True)
class Claim:
    """Who a shop's server says its customer is. until: when the token can no longer be used."""

    customer_id: str = field(repr=False)
    token_id: str
    until: datetime
    email: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)


def key_id_of(token: str) -> UUID:
    """Return the id of the key that a token says it is signed with. Raises IdentityTokenRefused."""
    if len(token) > LONGEST_TOKEN:
        raise IdentityTokenRefused(f"A token has at most {LONGEST_TOKEN} characters.")
    try:
        header = jwt.get_unverified_header(token)
        if not HEADER.issuperset(header) or header.get("typ", "JWT") != "JWT":
            raise IdentityTokenRefused("The header has `alg`, `kid` and `typ` (JWT) alone.")
        return UUID(header["kid"])
    except (jwt.PyJWTError, KeyError, ValueError, AttributeError, TypeError):
        raise IdentityTokenRefused(UNSIGNED) from None


def read_claim(token: str, key: VerifyingKey | None, audiences: Collection[str], now: datetime) -> Claim:
    """Check a token's signature, audience and times, and return what it says.

    key: of the store that asks, found by the token's kid; None when there is none that holds. audiences: names of that
    store. Raises IdentityTokenRefused.
    """
    if key is None:
        raise IdentityTokenRefused(UNSIGNED)
    payload = _verified(token, key, audiences)
    until = _checked_times(payload, now)
    return Claim(
        _text(payload, "sub", 1),
        _text(payload, "jti", SHORTEST_ID),
        until,
        *_optional(payload, "email", "name"),
    )


def _verified(token: str, key: VerifyingKey, audiences: Collection[str]) -> dict[str, Any]:
    # Times are compared with the process's own clock below; the algorithm is the key's, whatever the header says.
    options: Any = {"require": REQUIRED, "verify_exp": False, "verify_nbf": False, "verify_iat": False}
    try:
        return jwt.decode(
            token, key.material, algorithms=[key.algorithm], audience=list(audiences), options=options
        )
    except jwt.InvalidAudienceError:
        raise IdentityTokenRefused("`aud` has to be this store's id or slug.") from None
    except jwt.MissingRequiredClaimError as error:
        raise IdentityTokenRefused(
            f"The token lacks `{error.claim}`; it needs {', '.join(REQUIRED)}."
        ) from None
    except (jwt.PyJWTError, ValueError, TypeError):
        raise IdentityTokenRefused(UNSIGNED) from None


def _checked_times(payload: dict[str, Any], now: datetime) -> datetime:
    issued, expires = _time(payload, "iat"), _time(payload, "exp")
    starts = _time(payload, "nbf") if "nbf" in payload else issued
    if expires - issued > LONGEST_LIFE:
        raise IdentityTokenRefused("A token holds for ten minutes at most: `exp` is too far from `iat`.")
    if expires + SKEW <= now:
        raise IdentityTokenRefused("The token has expired; sign a new one.")
    if max(starts, issued) > now + SKEW:
        raise IdentityTokenRefused("The token does not hold yet; compare the clocks of the two servers.")
    return expires + SKEW


def _time(payload: dict[str, Any], name: str) -> datetime:
    value = payload[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise IdentityTokenRefused(f"`{name}` is a number of seconds since 1970.")
    try:
        return datetime.fromtimestamp(value, UTC)
    except (ValueError, OverflowError, OSError):
        raise IdentityTokenRefused(f"`{name}` is no time.") from None


def _text(payload: dict[str, Any], name: str, shortest: int) -> str:
    value = payload[name]
    fits = isinstance(value, str) and shortest <= len(value.strip()) and len(value) <= LONGEST_CLAIM
    if not fits or not value.isprintable():
        raise IdentityTokenRefused(f"`{name}` is a text of {shortest} to {LONGEST_CLAIM} characters.")
    return str(value)


def _optional(payload: dict[str, Any], *names: str) -> list[str | None]:
    return [_text(payload, name, 1) if payload.get(name) is not None else None for name in names]
