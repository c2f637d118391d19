"""A shop's server signs who its customer is; the shopper's page brings it here."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event, Outcome
from aisle.core.clock import Clock
from aisle.core.db import Database, Session
from aisle.core.errors import Forbidden
from aisle.core.secrets import Secrets
from aisle.identity.attempts import Attempts, Limit
from aisle.identity.shoppers import repository
from aisle.identity.shoppers.errors import IdentityTokenRefused
from aisle.identity.shoppers.identity_token import Claim, key_id_of, read_claim
from aisle.identity.shoppers.joining import Joiner
from aisle.identity.shoppers.keys.service import ShopperKeys
from aisle.identity.shoppers.types import Identified, Proof
from aisle.identity.types import Caller
from aisle.tenants import service as tenants

TRIES = Limit("identify", 30, timedelta(minutes=10))  # of one session
NOTED = Limit("identify refused", 60, timedelta(hours=1))  # of one store, so that a flood fills no table


@dataclass(frozen=True, slots=True)
class Identifying:
    """Joins a session to the customer that a shop's server names."""

    database: Database
    secrets: Secrets
    clock: Clock
    keys: ShopperKeys
    joiner: Joiner
    attempts: Attempts

    async def identify(self, caller: Caller, token: str) -> Identified:
        """Make the caller's session the customer's whom the token names.

        Raises IdentityTokenRefused, SessionTaken, TooManyTries, Forbidden for who is no shopper.
        """
        session_id = own_session(caller)
        await self.attempts.take(TRIES, str(session_id))
        try:
            return await self._identified(caller, session_id, token)
        except IdentityTokenRefused as refused:
            await self._note(caller, session_id, refused)
            raise

    async def _identified(self, caller: Caller, session_id: UUID, token: str) -> Identified:
        key_id = key_id_of(token)
        async with self.database.open_scope(caller.scope) as session:
            claim = await self._read(session, key_id, token)
            await self._use(session, key_id, claim)
            shopper_id = await self.joiner.join(
                session, session_id, Proof.SIGNED, claim.customer_id, claim.email, claim.name
            )
        return Identified(shopper_id, Proof.SIGNED, claim.customer_id, claim.email, claim.name)

    async def _read(self, session: Session, key_id: UUID, token: str) -> Claim:
        store = await tenants.get_store(session, session.tenant[1])
        key = await self.keys.find_verifying(session, key_id)
        return read_claim(token, key, (str(store.id), store.slug), self.clock.now())

    async def _use(self, session: Session, key_id: UUID, claim: Claim) -> None:
        used = self.secrets.name_hash("identity token", f"{session.tenant[1]}:{key_id}:{claim.token_id}")
        if not await repository.use_once(session, used, claim.until):
            raise IdentityTokenRefused("A token works once; sign a new one with a `jti` of its own.")

    async def _note(self, caller: Caller, session_id: UUID, refused: IdentityTokenRefused) -> None:
        if await self.attempts.seconds_left(NOTED, str(caller.store_id)):
            return
        event = Event(
            "shopper.identify_refused",
            "session",
            session_id,
            after={"why": refused.detail},
            outcome=Outcome.REFUSED,
        )
        async with self.database.open_scope(caller.scope) as session:
            await record(session, event)


def own_session(caller: Caller) -> UUID:
    """Return the session of a shopper. Raises Forbidden for every other caller."""
    if caller.session_id is None:
        raise Forbidden("This is for shoppers: call it with a shopper's token.")
    return caller.session_id
