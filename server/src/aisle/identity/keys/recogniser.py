"""Recognises secret and publishable keys."""

import hmac
from dataclasses import dataclass
from typing import Any

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unauthorized
from aisle.identity import tokens
from aisle.identity.authenticator import Recognised
from aisle.identity.keys import repository
from aisle.identity.keys.bounds import REFUSED, grants_of_key
from aisle.identity.types import Caller, CallerKind


@dataclass(frozen=True, slots=True)
class KeyRecogniser:
    """Knows the keys of one kind."""

    database: Database
    kind: CallerKind
    prefix: str

    async def recognise(self, token: str) -> Recognised:
        """Return who brings it; publishable keys only count on their origins. Raises Unauthorized."""
        text = tokens.read_key(token, self.prefix)
        if text is None:
            raise Unauthorized("The bearer token is not one of this installation's.")
        # The tenant is the one the key itself names; the secret then has to be that tenant's.
        scope = Scope(text.organization_id, None, "authenticator")
        async with self.database.open_scope(scope, keep_plans=True) as session:
            row = await self._find(session, text)
            grants = await grants_of_key(session, row)
            await repository.touch_key(session, text.key_id)
        caller = Caller(self.kind, text.organization_id, row["store_id"], text.key_id, grants)
        origins = frozenset(row["origins"]) if self.kind is CallerKind.PUBLISHABLE_KEY else None
        return Recognised(caller, origins)

    async def _find(self, session: Session, text: tokens.KeyText) -> Any:
        row = await repository.find_key(session, text.key_id)
        if row is None or row["kind"] != self.kind:
            raise Unauthorized(REFUSED)
        if not hmac.compare_digest(row["secret_hash"], text.secret_hash):
            raise Unauthorized(REFUSED)
        return row
