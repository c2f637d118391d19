"""Recognises bearer tokens: each kind of credential has a recogniser of its own."""

import hashlib
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from aisle.core.errors import Forbidden, Unauthorized
from aisle.identity.types import Caller

REMEMBER_SECONDS = 30.0  # a revoked credential is dead within this time in every process (the rule allows 60)
REMEMBER_MOST = 10_000


@dataclass(frozen=True, slots=True)
class Recognised:
    """A caller, and the pages that may bring the credential; None: it proves enough by itself, wherever it comes from.

    seconds: how long the credential still holds, where it says so itself.
    """

    caller: Caller
    origins: frozenset[str] | None = None
    seconds: float = REMEMBER_SECONDS


class Recogniser(Protocol):
    """Knows one kind of credential."""

    async def recognise(self, token: str) -> Recognised:
        """Return who brings it. Raises Unauthorized; the same words for unknown, expired, revoked and suspended."""
        ...


SELF = "self"  # stands for the server's own origin in a key's list: the hosted page


@dataclass(slots=True)
class Authenticator:
    """Finds the recogniser of a token by how it begins, and remembers recent answers for REMEMBER_SECONDS.

    recognisers: by the first letters of their tokens. clock: seconds.
    """

    recognisers: Mapping[str, Recogniser]
    clock: Callable[[], float] = time.monotonic
    _seen: dict[bytes, tuple[float, Recognised]] = field(default_factory=dict)

    async def recognise(self, token: str, origin: str | None, own_origin: str) -> Caller:
        """Return the caller that a bearer token proves. Raises Unauthorized, or Forbidden for a foreign origin."""
        found = await self._recognised(token)
        if found.origins is not None:
            check_origin(found.origins, origin, own_origin)
        return found.caller

    def forget(self) -> None:
        """Look everything up anew from here on."""
        self._seen.clear()

    def forget_token(self, token: str) -> None:
        """Look one token up anew from here on; other processes do so within REMEMBER_SECONDS."""
        self._seen.pop(_digest(token), None)

    def forget_credentials(self, ended: Collection[UUID]) -> None:
        """Look callers with these credentials up anew: what ends here need not wait until it is forgotten."""
        self._seen = {key: one for key, one in self._seen.items() if one[1].caller.credential_id not in ended}

    async def _recognised(self, token: str) -> Recognised:
        # The whole token is the key: tokens that begin alike are not alike.
        key = _digest(token)
        remembered = self._seen.get(key)
        if remembered and remembered[0] > self.clock():
            return remembered[1]
        found = await self._recogniser_of(token).recognise(token)
        if len(self._seen) >= REMEMBER_MOST:
            self._seen.clear()
        self._seen[key] = (self.clock() + min(REMEMBER_SECONDS, found.seconds), found)
        return found

    def _recogniser_of(self, token: str) -> Recogniser:
        for prefix, recogniser in self.recognisers.items():
            if token.startswith(prefix):
                return recogniser
        raise Unauthorized("The bearer token is not one of this installation's.")


def check_origin(origins: frozenset[str], origin: str | None, own_origin: str) -> None:
    """Raise Forbidden unless a browser's page is among those that may bring the credential."""
    known = {own_origin.lower() if one == SELF else one for one in origins}
    if (origin or "").lower() not in known:
        raise Forbidden("This publishable key is not allowed on this origin; add the origin to the key.")


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()
