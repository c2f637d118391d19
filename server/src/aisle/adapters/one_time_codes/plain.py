"""The fake: codes that a test can write down. The code of a step is its number's last six digits."""

from datetime import datetime

SECONDS = 30


class PlainCodes:
    """Codes that say their step."""

    def __init__(self) -> None:
        self._made = 0

    def new_secret(self) -> str:
        """Return another secret each time."""
        self._made += 1
        return f"{self._made:A>32}"

    def uri(self, secret: str, account: str, issuer: str) -> str:
        """Return the parts as they are."""
        return f"otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}"

    def step_of(self, secret: str, code: str, at: datetime) -> int | None:
        """Return the step that the code says, if it is near."""
        now = int(at.timestamp()) // SECONDS
        return next((now + by for by in (0, -1, 1) if code == f"{(now + by) % 1_000_000:06d}"), None)
