"""Where members are signed in, for who manages them. What a sign-in does in another organization is not theirs to see."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.jobs import JobQueue
from aisle.identity.logins import repository as logins
from aisle.identity.logins.devices import describe
from aisle.identity.logins.errors import LoginNotFound
from aisle.identity.members import repository
from aisle.identity.members.changing import changing
from aisle.identity.members.errors import MemberNotFound
from aisle.identity.members.mails import SIGNED_OUT
from aisle.identity.members.types import MemberLogin
from aisle.identity.types import Caller
from aisle.notifications.sending import send_mail

WHY = "ended by who manages the team"
MOST_NAMED = 5  # devices in a mail


@dataclass(frozen=True, slots=True)
class MemberLogins:
    """Lists and ends the sign-ins of members that act in the caller's organization."""

    database: Database
    jobs: JobQueue

    async def of(self, caller: Caller, person_id: UUID) -> list[MemberLogin]:
        """Return those that hold, the latest seen first. Raises MemberNotFound."""
        async with self.database.open_scope(caller.scope) as session:
            if await repository.find_member(session, person_id) is None:
                raise MemberNotFound()
            async with self.database.also(session, _theirs(caller, person_id)) as theirs:
                rows = await logins.list_acting_in(theirs, caller.organization_id)
        return [_shown(row) for row in rows]

    async def end(self, caller: Caller, person_id: UUID, login_id: UUID | None = None) -> list[UUID]:
        """End one, or all of them, and return which; the member is told by mail.

        Raises MemberNotFound, RightsExceeded, OwnersOnly; LoginNotFound for one that does not act here.
        """
        async with changing(self.database, caller, person_id) as (session, _):
            async with self.database.also(session, _theirs(caller, person_id)) as theirs:
                ended = await logins.end_acting_in(theirs, caller.organization_id, login_id, WHY)
            if login_id is not None and not ended:
                raise LoginNotFound()
            if ended:
                await self._tell(session, caller, person_id, ended)
        return [row["id"] for row in ended]

    async def _tell(self, session: Session, caller: Caller, person_id: UUID, ended: list[Any]) -> None:
        if caller.person_id != person_id:
            devices = sorted({describe(row["device"]) for row in ended})[:MOST_NAMED]
            by = {"by": caller.person_id} if caller.person_id else {}
            await send_mail(
                session, self.jobs, SIGNED_OUT, member=person_id, devices=", ".join(devices), **by
            )
        # In the organization's log alone: an entry holds the address of who acts, which is not the member's to see.
        told = {"logins": len(ended)}
        await record(session, Event("member.logins_ended", "member", person_id, after=told))


def _theirs(caller: Caller, person_id: UUID) -> Scope:
    """What is the member's own, entered by somebody else."""
    return Scope(person_id, None, caller.principal)


def _shown(row: Any) -> MemberLogin:
    return MemberLogin(
        row["id"],
        describe(row["device"]),
        row["kind"],
        tuple(row["methods"]),
        row["created_at"],
        row["seen_at"],
        row["expires_at"],
    )
