"""The fake hasher: right and far too quick, for tests alone."""

import hashlib
import hmac
import os

from aisle.identity.accounts.ports import Verdict

PREFIX = "quick$"


class QuickHasher:
    """Hashes with one round of SHA-256. calls: how often it hashed, for whoever or nobody."""

    def __init__(self) -> None:
        self.calls = 0

    def check_room(self) -> None:
        """There always is."""

    async def hash(self, password: str) -> str:
        """Return a salted hash."""
        self.calls += 1
        return self._with(os.urandom(8).hex(), password)

    async def check(self, password: str, stored: str | None) -> Verdict:
        """Compare, also with nothing."""
        self.calls += 1
        salt = stored.split("$")[1] if stored and stored.startswith(PREFIX) else "none"
        return Verdict(hmac.compare_digest(self._with(salt, password), stored or ""))

    async def close(self) -> None:
        """Nothing is held."""

    def _with(self, salt: str, password: str) -> str:
        return f"{PREFIX}{salt}${hashlib.sha256((salt + password).encode('utf-8', 'replace')).hexdigest()}"
