"""Recognises operators inside a tenant."""

import hmac
from dataclasses import dataclass

from aisle.core.db import Database, Scope
from aisle.core.errors import Unauthorized
from aisle.identity import tokens
from aisle.identity.authenticator import Recognised
from aisle.identity.roles import VISITING, VISITING_TO_WRITE
from aisle.identity.types import Caller, CallerKind, Grant
from aisle.identity.visits import repository
from aisle.identity.visits.operators import Operators
from aisle.identity.visits.service import PREFIX

OVER = "This visit is over, or was none; begin another."


@dataclass(frozen=True, slots=True)
class VisitRecogniser:
    """Knows the tokens of visits."""

    database: Database
    operators: Operators

    async def recognise(self, token: str) -> Recognised:
        """Return the visitor, who looks and changes nothing unless the visit says so. Raises Unauthorized."""
        text = tokens.read_key(token, PREFIX)
        if text is None:
            raise Unauthorized(OVER)
        scope = Scope(text.organization_id, None, "authenticator")
        async with self.database.open_scope(scope, keep_plans=True) as session:
            row = await repository.find_running(session, text.key_id)
        if row is None or not hmac.compare_digest(row["secret_hash"], text.secret_hash):
            raise Unauthorized(OVER)
        # Who is no operator any more, or suspended, is out of every tenant with that.
        if not await self.operators.is_operator(row["person_id"]):
            raise Unauthorized(OVER)
        grant = Grant(None, VISITING_TO_WRITE if row["writes"] else VISITING)
        return Recognised(Caller(CallerKind.VISITOR, text.organization_id, None, text.key_id, (grant,)))
