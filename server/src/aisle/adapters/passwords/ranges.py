"""Have I Been Pwned's range API: it is told five characters of a hash, and never which password is asked for."""

import hashlib

import structlog

from aisle.core.errors import AisleError
from aisle.core.http.egress import INSTALLATION, GuardedFetch, Limits
from aisle.identity.accounts.ports import BreachedPasswords

TOLD = 5  # characters of 40: about a thousand passwords share them (k-anonymity)
# One try and not long: somebody waits for it, and the list at hand has been asked already.
LIMITS = Limits(bytes=256 * 1024, total_seconds=2.0, types=frozenset({"text/plain"}), redirects=0, attempts=1)
log = structlog.get_logger()


class RangedPasswords:
    """Asks the list at hand first, and then the ranges. While those are away, the list at hand decides alone."""

    def __init__(self, fetch: GuardedFetch, address: str, at_hand: BreachedPasswords) -> None:
        self._fetch, self._address, self._at_hand = fetch, address.rstrip("/"), at_hand

    async def contains(self, password: str) -> bool:
        """Whether it was stolen somewhere."""
        if await self._at_hand.contains(password):
            return True
        # SHA-1 is what the service sorts by; nothing is kept under it here.
        digest = hashlib.sha1(password.encode("utf-8", "replace"), usedforsecurity=False).hexdigest().upper()
        return digest[TOLD:] in await self._suffixes(digest[:TOLD])

    async def _suffixes(self, prefix: str) -> set[str]:
        # Padding hides from a listener how many there are; what was added to pad has a count of 0.
        headers = {"Add-Padding": "true", "Accept": "text/plain"}
        try:
            found = await self._fetch.get(
                f"{self._address}/{prefix}", tenant=INSTALLATION, limits=LIMITS, headers=headers
            )
        except AisleError as error:
            log.warning("passwords.ranges_away", error=error.code)
            return set()
        lines = [line.strip().partition(":") for line in found.body.decode("ascii", "replace").splitlines()]
        return {suffix.upper() for suffix, _, count in lines if count.strip() not in ("", "0")}
