"""Use cases on visits: the one way of an operator into a tenant, with a reason, for a time, and seen by the tenant."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.identity import tokens
from aisle.identity.organizations import repository as organizations
from aisle.identity.organizations.overseeing import OverseenPage, page, set_rest
from aisle.identity.types import Caller
from aisle.identity.visits import repository
from aisle.identity.visits.errors import VisitNotFound, VisitOver
from aisle.identity.visits.mails import tell_owners
from aisle.identity.visits.operators import Operators
from aisle.identity.visits.types import BegunVisit, Visit
from aisle.tenants.errors import OrganizationNotFound

PREFIX = "aisle_vs_"
LONGEST_MINUTES = 60
MOST_LISTED = 200


@dataclass(frozen=True, slots=True)
class Visits:
    """Begins, lists and ends visits, and lists and suspends organizations for operators.

    dispatch: the database under the dispatcher's role.
    """

    database: Database
    operators: Operators
    jobs: JobQueue
    dispatch: Database

    async def begin(
        self, person: Caller, organization_id: UUID, name: str, reason: str, minutes: int, *, writes: bool
    ) -> BegunVisit:
        """Enter a tenant, whose owners are told by mail. name: of the operator, as the tenant sees it.

        Raises NotOperator, OrganizationNotFound.
        """
        await self.operators.check(person)
        assert person.person_id is not None
        visit_id = new_id()
        token, secret_hash = tokens.make_key(PREFIX, organization_id, visit_id)
        async with self.database.open_scope(_scope(person, organization_id)) as session:
            if await organizations.find_organization(session) is None:
                raise OrganizationNotFound()
            row = await repository.insert_visit(
                session, visit_id, person.person_id, name, reason, writes, minutes, secret_hash
            )
            await tell_owners(session, self.jobs, visit_id)
            after = {"reason": reason, "minutes": minutes, "writes": writes}
            await record(session, Event("visit.began", "visit", visit_id, None, after, {"operator": name}))
        return BegunVisit(_visit(row), organization_id, token)

    async def list(self, caller: Caller) -> list[Visit]:
        """Return the latest visits to the caller's organization."""
        async with self.database.open_scope(caller.scope) as session:
            return [_visit(row) for row in await repository.list_visits(session, MOST_LISTED)]

    async def end(self, caller: Caller, visit_id: UUID) -> None:
        """End a visit for good. Raises VisitNotFound, VisitOver."""
        async with self.database.open_scope(caller.scope) as session:
            ended = await repository.end_visit(session, visit_id)
            if ended is None:
                raise VisitNotFound()
            if not ended:
                raise VisitOver()
            await record(session, Event("visit.ended", "visit", visit_id))

    async def suspend(self, person: Caller, organization_id: UUID, why: str | None) -> None:
        """Let an organization rest for a reason, or with None work again. Raises NotOperator, OrganizationNotFound."""
        await self.operators.check(person)
        await set_rest(self.database, _scope(person, organization_id), why)

    async def organizations(self, person: Caller, after: UUID | None, most: int) -> OverseenPage:
        """Return names and states of the installation's organizations, by id. Raises NotOperator."""
        await self.operators.check(person)
        return await page(self.database, self.dispatch, f"visitor:{person.person_id}", after, most)


def _scope(person: Caller, organization_id: UUID) -> Scope:
    return Scope(organization_id, None, f"visitor:{person.person_id}")


def _visit(row: Any) -> Visit:
    return Visit(
        row["id"],
        row["name"],
        row["reason"],
        row["writes"],
        row["began_at"],
        row["expires_at"],
        row["ended_at"],
    )
