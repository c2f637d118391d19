"""Codes by pyotp (RFC 6238)."""

import hmac
from datetime import datetime

import pyotp

SECONDS = 30
BESIDE = (0, -1, 1)  # steps: a phone's clock may be half a minute off


class TotpCodes:
    """The codes of every authenticator app."""

    def new_secret(self) -> str:
        """Return 160 random bits in base 32."""
        return pyotp.random_base32(32)

    def uri(self, secret: str, account: str, issuer: str) -> str:
        """Return what an app reads from a picture."""
        return pyotp.TOTP(secret).provisioning_uri(account, issuer)

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the time step of a code, comparing every one that may be meant."""
        totp, now = pyotp.TOTP(secret), int(at.timestamp()) // SECONDS
        given = code.encode("utf-8", "replace")
        fitting = [
            now + by for by in BESIDE if hmac.compare_digest(totp.generate_otp(now + by).encode(), given)
        ]
        return fitting[0] if fitting else None
