"""Ending sign-ins by their own person."""

from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope
from aisle.identity.logins import repository
from aisle.identity.logins.errors import LoginNotFound
from aisle.identity.types import Caller

BY_PERSON = "ended by the person"
REPLACED = "the browser signed in anew"


async def end_own(database: Database, caller: Caller) -> list[UUID]:
    """End the sign-in that the caller came with and return its id."""
    return await end_one(database, caller, caller.credential_id)


async def end_one(database: Database, caller: Caller, login_id: UUID) -> list[UUID]:
    """End one sign-in of the caller's own and return its id. Raises LoginNotFound for others'."""
    return await _end(database, caller, login_id, BY_PERSON)


async def _end(database: Database, caller: Caller, login_id: UUID, why: str) -> list[UUID]:
    async with database.open_scope(Scope.of_person(caller.account_id)) as session:
        if not await repository.end_login(session, login_id, why):
            raise LoginNotFound()
        await record(session, Event("login.ended", "login", login_id))
    return [login_id]


async def end_replaced(database: Database, caller: Caller) -> list[UUID]:
    """End the caller's sign-in because another took its place, and return its id. Raises LoginNotFound."""
    return await _end(database, caller, caller.credential_id, REPLACED)


async def end_others(database: Database, caller: Caller, *, own: bool = False) -> list[UUID]:
    """End all the caller's sign-ins but the one they came with, or with `own` that one, too; return which."""
    besides = None if own else caller.credential_id
    async with database.open_scope(Scope.of_person(caller.account_id)) as session:
        ended = await repository.end_logins(session, BY_PERSON, besides)
        if ended:
            await record(
                session, Event("logins.ended", "person", caller.account_id, after={"logins": len(ended)})
            )
    return ended
