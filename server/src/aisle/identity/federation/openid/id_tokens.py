"""Id tokens: every check of OpenID Connect Core 3.1.3.7 and RFC 8725, with the algorithms fixed here."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import jwt

from aisle.identity.federation.errors import SignInFailed

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
SKEW = timedelta(seconds=60)
OLDEST = timedelta(hours=24)
LONGEST_TOKEN, LONGEST_SUBJECT = 20_000, 255


@dataclass(frozen=True, slots=True)
class TokenExpectation:
    """What a token has to be about. nonce, access_token: None where the flow has none."""

    issuer: str
    audience: str
    now: datetime
    nonce: str | None = field(default=None, repr=False)
    access_token: str | None = field(default=None, repr=False)


def header_of(token: str) -> dict[str, Any]:
    """Return a token's header after its first checks. Raises SignInFailed."""
    if len(token) > LONGEST_TOKEN:
        raise SignInFailed("The provider's token is too long.")
    try:
        header = jwt.get_unverified_header(token)
    except (jwt.PyJWTError, ValueError, UnicodeError):
        raise SignInFailed("The provider's token cannot be read.") from None
    key_id = header.get("kid")
    # An extension that must be understood is one that we do not understand.
    if header.get("alg") not in ALGORITHMS or "crit" in header or not isinstance(key_id, str | None):
        raise SignInFailed("The provider's token is signed in a way that is not accepted.")
    return header


def verify(token: str, key: jwt.PyJWK, expected: TokenExpectation) -> dict[str, Any]:
    """Return the claims of a token that this key signed and that is meant for us, now. Raises SignInFailed.

    Keys that the token itself brings or points at (jwk, jku, x5u) are never looked at.
    """
    algorithm = header_of(token)["alg"]
    try:
        signed = jwt.decode_complete(token, key, algorithms=[algorithm], options=_OUR_OWN_CHECKS)
    except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
        raise SignInFailed("The provider's token does not hold.") from None
    if not _fits(signed["payload"].get("at_hash"), expected.access_token, algorithm):
        raise SignInFailed("The provider's tokens do not belong together.")
    return judge(signed["payload"], expected)


def judge(claims: dict[str, Any], expected: TokenExpectation) -> dict[str, Any]:
    """Return claims that are meant for us, now. Raises SignInFailed."""
    if not (
        claims.get("iss") == expected.issuer
        and _is_for(claims, expected.audience)
        and _is_now(claims, expected.now)
        and _is_subject(claims.get("sub"))
        and _has_nonce(claims, expected.nonce)
    ):
        raise SignInFailed("The provider's token is not for this sign-in.")
    return claims


# The library checks the signature; times are judged by our clock, and the rest has no gaps this way.
_OUR_OWN_CHECKS: Any = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}


def _is_for(claims: dict[str, Any], audience: str) -> bool:
    named = claims.get("aud")
    several = named if isinstance(named, list) else [named]
    party = claims.get("azp")
    if audience not in several or (party is not None and party != audience):
        return False
    return len(several) == 1 or party == audience


def _is_now(claims: dict[str, Any], now: datetime) -> bool:
    at, ends, begins = claims.get("iat"), claims.get("exp"), claims.get("nbf", 0)
    if not all(_is_number(one) for one in (at, ends, begins)):
        return False
    moment, skew = now.timestamp(), SKEW.total_seconds()
    young = moment - OLDEST.total_seconds() <= at <= moment + skew  # type: ignore[operator]
    return bool(young and ends > moment - skew and begins <= moment + skew)  # type: ignore[operator]


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e12


def _is_subject(value: Any) -> bool:
    return isinstance(value, str) and 0 < len(value) <= LONGEST_SUBJECT and value.isprintable()


def _has_nonce(claims: dict[str, Any], nonce: str | None) -> bool:
    brought = claims.get("nonce")
    if nonce is None:
        return True
    return isinstance(brought, str) and hmac.compare_digest(brought.encode(), nonce.encode())


def _fits(at_hash: Any, access_token: str | None, algorithm: str) -> bool:
    """Whether the token that came with it is the one it names (3.1.3.6); it need not name one."""
    if at_hash is None or access_token is None:
        return True
    if algorithm == "EdDSA":
        whole = hashlib.sha512(access_token.encode()).digest()
    else:
        whole = hashlib.new(f"sha{algorithm[2:]}", access_token.encode()).digest()
    half = base64.urlsafe_b64encode(whole[: len(whole) // 2]).decode().rstrip("=")
    return isinstance(at_hash, str) and hmac.compare_digest(at_hash.encode("utf-8", "replace"), half.encode())
