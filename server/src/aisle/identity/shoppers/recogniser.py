"""Recognises shoppers' tokens."""

from dataclasses import dataclass, field

from aisle.core.clock import Clock
from aisle.core.db import Database, Scope
from aisle.core.errors import Unauthorized
from aisle.identity import tokens
from aisle.identity.authenticator import Recognised
from aisle.identity.keys.bounds import check_stands
from aisle.identity.roles import FIXED
from aisle.identity.shoppers import repository
from aisle.identity.types import Caller, CallerKind, Grant


@dataclass(frozen=True, slots=True)
class ShopperRecogniser:
    """Knows the tokens that were signed with `key`."""

    database: Database
    clock: Clock
    key: bytes = field(repr=False)

    async def recognise(self, token: str) -> Recognised:
        """Return the shopper. Raises Unauthorized."""
        text = tokens.read_shopper_token(self.key, token)
        if text is None or text.expires_at < self.clock.now():
            raise Unauthorized("The shopper token is not valid or has expired; start a new session.")
        scope = Scope(text.organization_id, text.store_id, "authenticator")
        async with self.database.open_scope(scope, keep_plans=True) as session:
            row = await repository.find_session(session, text.session_id)
        if row is None:
            raise Unauthorized("The shopper session has ended; start a new one.")
        if row["maker"] or row["maker_key"]:
            await check_stands(self.database, text.organization_id, row["key_id"])
        caller = Caller(
            CallerKind.SHOPPER,
            text.organization_id,
            text.store_id,
            text.session_id,
            (Grant(text.store_id, FIXED[CallerKind.SHOPPER]),),
            session_id=text.session_id,
            shopper_id=row["shopper_id"],
        )
        return Recognised(caller)
