"""What factors need of others' code: the arithmetic of one-time codes, and the checking of passkeys."""

from datetime import datetime
from typing import Any, Protocol

from aisle.identity.factors.types import NewPasskey, Page, StoredPasskey


class OneTimeCodes(Protocol):
    """Codes of authenticator apps (RFC 6238: SHA-1, six digits, thirty seconds, as every app has them)."""

    def new_secret(self) -> str:
        """Return 160 random bits in base 32."""
        ...

    def uri(self, secret: str, account: str, issuer: str) -> str:
        """Return what an app reads from a picture: an otpauth address."""
        ...

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step that a code belongs to, the present one or one beside it; None for a wrong code."""
        ...


class PasskeyVerifier(Protocol):
    """Checks what authenticators answer (WebAuthn Level 2). Raises PasskeyRefused for whatever does not hold."""

    def check_new(self, answer: dict[str, Any], challenge: bytes, page: Page) -> NewPasskey:
        """Check a registration that was asked for with this challenge on this page."""
        ...

    def check_use(
        self, answer: dict[str, Any], challenge: bytes, page: Page, stored: StoredPasskey, *, verified: bool
    ) -> int:
        """Check an assertion and return the new sign counter. verified: the authenticator must know its user."""
        ...
