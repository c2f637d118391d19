"""From a provider's claims to an identity: only what the provider verified is taken."""

from collections.abc import Mapping
from typing import Any

from aisle.identity.federation.types import ExternalIdentity

LONGEST_NAME, LONGEST_EMAIL = 200, 254
MOST_VALUES, LONGEST_VALUE = 500, 500


def identity_of(provider: str, method: str, claims: Mapping[str, Any]) -> ExternalIdentity:
    """Return the identity that checked OpenID claims describe."""
    return ExternalIdentity(
        provider,
        str(claims["iss"]),
        str(claims["sub"]),
        method,
        verified_email(claims),
        text(claims.get("name"))[:LONGEST_NAME],
        attributes_of(claims),
    )


def verified_email(claims: Mapping[str, Any]) -> str | None:
    """Return the address if the provider says, in so many words, that it verified it."""
    email = claims.get("email")
    return plausible_email(email) if claims.get("email_verified") is True else None


def plausible_email(email: Any) -> str | None:
    """Return a text that can be an address; what people call display names and comments is none."""
    if not isinstance(email, str) or len(email) > LONGEST_EMAIL or not email.isprintable():
        return None
    local, at, domain = email.strip().rpartition("@")
    odd = any(letter in ' ,;:<>()[]"\\' for letter in local + domain) or "@" in local
    return f"{local}{at}{domain}" if local and "." in domain and not odd else None


def attributes_of(claims: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the claims that are texts, or lists of them, within bounds."""
    found: dict[str, tuple[str, ...]] = {}
    for name, value in claims.items():
        values = value if isinstance(value, list) else [value]
        texts = tuple(
            one for one in values[:MOST_VALUES] if isinstance(one, str) and len(one) <= LONGEST_VALUE
        )
        if texts:
            found[name] = texts
    return found


def text(value: Any) -> str:
    """Return a printable text, or none."""
    return value.strip() if isinstance(value, str) and value.isprintable() else ""
