"""Who operates the installation: a row that is signed with a key outside the database, so that SQL alone makes nobody one."""

import hashlib
import hmac
from dataclasses import dataclass, field
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.identity.errors import SecondFactorNeeded
from aisle.identity.factors.types import METHODS
from aisle.identity.types import Caller
from aisle.identity.visits import repository
from aisle.identity.visits.errors import NotOperator


@dataclass(frozen=True, slots=True)
class Operators:
    """Grants and checks. key: signs who is one."""

    database: Database
    key: bytes = field(repr=False)

    async def grant(self, person_id: UUID) -> None:
        """Make a person an operator; only the machine's own command does."""
        async with self.database.open_scope(Scope(person_id, None, "operator:machine")) as session:
            await repository.write_operator(session, self._signature(person_id))
            await record(session, Event("operator.granted", "person", person_id))

    async def revoke(self, person_id: UUID) -> bool:
        """Take that back; their visits end within 30 s. False for who was none."""
        async with self.database.open_scope(Scope(person_id, None, "operator:machine")) as session:
            gone = await repository.delete_operator(session)
            if gone:
                await record(session, Event("operator.revoked", "person", person_id))
        return gone

    async def check(self, person: Caller) -> None:
        """Raise NotOperator unless a signed row says that the person is one, SecondFactorNeeded unless they proved two.

        A password alone must not open every tenant of an installation.
        """
        if person.person_id is None or not await self.is_operator(person.person_id):
            raise NotOperator()
        async with self.database.open_scope(Scope.of_person(person.person_id)) as session:
            methods = await repository.methods_of_login(session, person.credential_id)
        if METHODS.isdisjoint(methods):
            raise SecondFactorNeeded(
                "Operators sign in with a second factor: set one up on the account page, then sign in with it."
            )

    async def is_operator(self, person_id: UUID) -> bool:
        """Whether a signed row says that the person is one."""
        async with self.database.open_scope(Scope.of_person(person_id), keep_plans=True) as session:
            return await self._holds(session, person_id)

    async def _holds(self, session: Session, person_id: UUID) -> bool:
        found = await repository.find_signature(session)
        return found is not None and hmac.compare_digest(found, self._signature(person_id))

    def _signature(self, person_id: UUID) -> bytes:
        return hmac.new(self.key, b"operator:" + person_id.bytes, hashlib.sha256).digest()
