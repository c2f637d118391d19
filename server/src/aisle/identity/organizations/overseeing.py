"""What operators of the installation see and do of whole organizations: names and states, and nothing that is in them."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.identity.accounts.operating import checked_reason
from aisle.identity.organizations import repository
from aisle.tenants.errors import OrganizationNotFound
from aisle.tenants.walking import every_tenant, next_tenants

DELETED = "deleted by an owner"


@dataclass(frozen=True, slots=True)
class Overseen:
    """An organization as an operator sees it from outside."""

    id: UUID
    name: str
    created_at: datetime
    suspended_at: datetime | None
    suspended_why: str | None
    deleted_at: datetime | None


@dataclass(frozen=True, slots=True)
class OverseenPage:
    """Some organizations by id. next_id: after which the next page begins; None at the end."""

    items: list[Overseen]
    next_id: UUID | None


async def look_at(database: Database, organization_id: UUID, principal: str) -> Overseen:
    """Return one organization. principal: who looks. Raises OrganizationNotFound."""
    found = await _looked_at(database, [organization_id], principal)
    if not found:
        raise OrganizationNotFound()
    return found[0]


async def page(
    database: Database, dispatch: Database, principal: str, after: UUID | None, most: int
) -> OverseenPage:
    """Return organizations by id, read one tenant after the other: nobody sees two at once.

    dispatch: the database under the dispatcher's role, which gives out ids alone.
    """
    ids = await next_tenants(dispatch, "organization", after, most + 1)
    return OverseenPage(
        await _looked_at(database, ids[:most], principal), ids[most - 1] if len(ids) > most else None
    )


async def everything(database: Database, dispatch: Database, principal: str) -> AsyncIterator[Overseen]:
    """Give out all organizations by id."""
    async for organization_id in every_tenant(dispatch, ("organization",)):
        for one in await _looked_at(database, [organization_id], principal):
            yield one


async def set_rest(database: Database, scope: Scope, why: str | None) -> None:
    """Let the scope's organization rest for a reason, or with None work again; what an owner deleted rests on.

    Raises OrganizationNotFound, InvalidInput for a reason that says nothing.
    """
    why = None if why is None else checked_reason(why)
    async with database.open_scope(scope) as session:
        row = await repository.find_organization(session, lock=True)
        if row is None:
            raise OrganizationNotFound()
        await repository.set_suspension(session, why or (DELETED if row["deleted_at"] is not None else None))
        event = "organization.suspended" if why else "organization.resumed"
        await record(session, Event(event, "organization", scope.organization_id, after={"why": why}))


async def _looked_at(database: Database, ids: Sequence[UUID], principal: str) -> list[Overseen]:
    if not ids:
        return []
    found = []
    async with database.open_scope(Scope(ids[0], None, principal)) as session:
        for one in ids:
            async with database.also(session, Scope(one, None, principal)) as theirs:
                row = await repository.find_organization(theirs)
            if row is not None:  # erased since its id was given out
                found.append(
                    Overseen(
                        one,
                        row["name"],
                        row["created_at"],
                        row["suspended_at"],
                        row["suspended_why"],
                        row["deleted_at"],
                    )
                )
    return found
