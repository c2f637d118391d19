"""What goes before every change of a member: others wait, and the caller's rights are those of this moment."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import UUID

from aisle.core.db import Database, Session
from aisle.identity.members import repository
from aisle.identity.members.errors import MemberNotFound
from aisle.identity.members.giving import check_acting_on
from aisle.identity.members.granting import as_of_now
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, Place


@asynccontextmanager
async def changing(
    database: Database, caller: Caller, person_id: UUID
) -> AsyncIterator[tuple[Session, Caller]]:
    """Hold the organization's members still; hands over the caller with the rights of this moment.

    Raises MemberNotFound, Forbidden, and for a member who may do more than the caller OwnersOnly or RightsExceeded.
    """
    async with database.open_scope(caller.scope) as session:
        await repository.lock_members(session)
        now = await as_of_now(session, caller)
        require(now, Action.WRITE_MEMBERS, Place(caller.organization_id))
        if await repository.find_member(session, person_id) is None:
            raise MemberNotFound()
        await check_acting_on(session, now, person_id)
        yield session, now
