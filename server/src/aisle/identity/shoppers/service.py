"""Use cases on shoppers' sessions."""

from dataclasses import asdict, dataclass, field
from datetime import timedelta

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.clock import Clock
from aisle.core.db import Database
from aisle.core.errors import Forbidden
from aisle.core.ids import new_id
from aisle.identity import tokens
from aisle.identity.authenticator import SELF
from aisle.identity.shoppers import repository
from aisle.identity.shoppers.identifying import own_session
from aisle.identity.types import Caller, ShopperToken

SESSION_DAYS = 30


@dataclass(frozen=True, slots=True)
class Consent:
    """What a shopper answered to a store's question. words_version: which words they were asked with."""

    given: bool
    words_version: str
    language: str


@dataclass(frozen=True, slots=True)
class ShopperSessions:
    """Starts sessions. key: signs shoppers' tokens."""

    database: Database
    clock: Clock
    key: bytes = field(repr=False)

    async def start(self, caller: Caller, consent: Consent | None = None) -> ShopperToken:
        """Begin an anonymous shopper session in the store of a publishable key. Raises Forbidden.

        consent: what the shopper said before; it is kept with what is said then.
        """
        if caller.store_id is None:
            raise Forbidden("This key is not bound to a store.")
        now = self.clock.now()
        session_id, expires = new_id(), now + timedelta(days=SESSION_DAYS)
        said = {**asdict(consent), "at": now.isoformat()} if consent else None
        async with self.database.open_scope(caller.scope) as session:
            await repository.insert_shopper_session(session, session_id, caller.credential_id, expires, said)
        text = tokens.ShopperText(caller.organization_id, caller.store_id, session_id, expires)
        return ShopperToken(tokens.make_shopper_token(self.key, text), session_id, expires)

    async def end(self, caller: Caller) -> None:
        """End a shopper's session. Raises Forbidden for every other caller."""
        session_id = own_session(caller)
        async with self.database.open_scope(caller.scope) as session:
            await repository.end_session(session, session_id)
            await record(session, Event("session.ended", "session", session_id))

    async def check_origin(self, caller: Caller, origin: str, own_origin: str) -> None:
        """Raise Forbidden when a browser's page brings a shopper's token that was given out for other pages."""
        if caller.session_id is None:
            return  # a secret key proves enough by itself
        async with self.database.open_scope(caller.scope) as session:
            origins = await repository.origins_of_session(session, caller.session_id)
        if origin.lower() not in {own_origin.lower() if one == SELF else one for one in origins}:
            raise Forbidden("This shopper's session was not started for pages of this origin.")
