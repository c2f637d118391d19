"""Claiming a request, ending it with its reply, giving it up."""

import random
import time
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from aisle.core.db import Database, Scope, Session
from aisle.core.idempotency import repository
from aisle.core.idempotency.errors import ClaimLost, InFlight
from aisle.core.idempotency.types import Claim, Finished, Named, Reply, State
from aisle.core.vault import Vault

KEEP = timedelta(hours=25)  # a day is promised, and clocks differ
LEASE = timedelta(seconds=10)
RETRY_SECONDS = 1
MOST_REPLY_BYTES = 2**20
# In memory, of each process: 16 MiB at most.
REMEMBER_SECONDS, REMEMBER_MOST, REMEMBER_BYTES = 60.0, 256, 2**16
SWEEP_CHANCE, SWEEP_MOST = 1 / 64, 500


@dataclass(frozen=True, slots=True)
class Once:
    """Sees to it that a request under a key has one effect and one reply. lease: how long a silent holder is waited for."""

    database: Database
    vault: Vault
    lease: timedelta = LEASE
    keep: timedelta = KEEP
    _seen: dict[Named, tuple[float, Finished]] = field(init=False, default_factory=dict, repr=False)

    async def begin(self, named: Named) -> Claim | Finished:
        """Claim a request, or return how it ended before. Raises InFlight."""
        # A reply that is stored never changes: who asks again and again is answered without the database.
        until, seen = self._seen.get(named, (0.0, None))
        if seen is not None and until > time.monotonic():
            return seen
        async with self.database.open_scope(whole(named.scope)) as session:
            found = await repository.find(session, named)
            if found is None:
                return await self._claim(session, named)
            ended = await self._ended(session, found)
        self._remember(named, ended)
        return ended

    def _remember(self, named: Named, ended: Finished) -> None:
        if ended.reply is None or len(ended.reply.body) > REMEMBER_BYTES:
            return
        if len(self._seen) >= REMEMBER_MOST:
            self._seen.clear()
        self._seen[named] = (time.monotonic() + REMEMBER_SECONDS, ended)

    async def _claim(self, session: Session, named: Named) -> Claim:
        claim = Claim(named, uuid4())
        if not await repository.claim(session, claim, self.lease, self.keep):
            raise in_flight()
        if random.random() < SWEEP_CHANCE:  # noqa: S311 - no secret
            await repository.delete_expired(session, SWEEP_MOST)
        return claim

    async def _ended(self, session: Session, found: Any) -> Finished:
        if found["state"] != State.DONE and found["held"]:
            raise in_flight()
        sealed, place = found["reply_sealed"], place_of(found["claim_id"])
        reply = Reply.from_bytes(await self.vault.unseal(session, sealed, place)) if sealed else None
        return Finished(found["request_hash"], reply)

    async def finish(self, session: Session, claim: Claim, request_hash: bytes, reply: Reply | None) -> None:
        """Store the reply in a transaction, which is that of the effect where there is one; one that is too large is not kept.

        Raises ClaimLost.
        """
        async with self.database.also(session, whole(claim.named.scope)) as own:
            sealed = None
            if reply is not None and len(reply.body) <= MOST_REPLY_BYTES:
                sealed = await self.vault.seal(own, reply.to_bytes(), place_of(claim.id))
            if not await repository.end(own, claim, State.DONE, request_hash, sealed, self.keep):
                raise ClaimLost()

    async def mark(self, session: Session, claim: Claim, request_hash: bytes) -> None:
        """Say, in a transaction with an effect, that there is one: nobody may repeat the request. Raises ClaimLost."""
        async with self.database.also(session, whole(claim.named.scope)) as own:
            if not await repository.end(own, claim, State.KEPT, request_hash):
                raise ClaimLost()

    async def renew(self, claim: Claim) -> bool:
        """Hold a claim longer; False where it is lost or done."""
        async with self.database.open_scope(whole(claim.named.scope)) as session:
            return await repository.renew(session, claim, self.lease)

    async def release(self, claim: Claim) -> None:
        """Forget a request that had no effect; it may be sent again at once."""
        async with self.database.open_scope(whole(claim.named.scope)) as session:
            await repository.release(session, claim)


def place_of(claim_id: UUID) -> str:
    """What a sealed reply is bound to."""
    return f"idempotency.reply_sealed:{claim_id}"


def whole(scope: Scope) -> Scope:
    """The scope without its store: a key holds for a tenant's principal, wherever it acts."""
    return replace(scope, store_id=None)


def in_flight() -> InFlight:
    """The refusal of a second request while the first runs."""
    return InFlight("Wait for its reply, or send it again in a moment.", retry_after=RETRY_SECONDS)
