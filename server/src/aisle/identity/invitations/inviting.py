"""Use cases of who invites."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.core.errors import Conflict, Forbidden, InvalidInput
from aisle.core.ids import new_id
from aisle.core.jobs import JobQueue
from aisle.core.secrets import Secrets
from aisle.core.vault import Vault
from aisle.identity.emails import DIRECTORY_KIND, read_email
from aisle.identity.invitations import repository
from aisle.identity.invitations.errors import (
    AlreadyMember,
    InvitationNotFound,
    InvitationOpen,
    TooManyInvitations,
)
from aisle.identity.invitations.types import Invitation, InvitationState, from_json, to_json
from aisle.identity.members import repository as members
from aisle.identity.members.giving import check_giving
from aisle.identity.members.granting import as_of_now
from aisle.identity.members.types import Given
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, CallerKind, Place
from aisle.notifications.sending import send_mail

DAYS = 7
MOST_A_DAY = 200
PAUSE = timedelta(minutes=1)  # between two mails of one invitation


@dataclass(frozen=True, slots=True)
class Invitations:
    """Invites people to a caller's organization."""

    database: Database
    vault: Vault
    secrets: Secrets
    jobs: JobQueue

    async def create(self, caller: Caller, email: str, roles: Sequence[Given]) -> Invitation:
        """Invite an address with roles that the caller could give.

        Raises InvalidInput, RightsExceeded, OwnersOnly, RoleNotFound, StoreNotFound, AlreadyMember, InvitationOpen,
        TooManyInvitations.
        """
        if not roles:
            raise InvalidInput("Name at least one role for the invited person.")
        email, invitation_id = read_email(email), new_id()
        email_hash = self.secrets.name_hash(DIRECTORY_KIND, email)
        async with self._changing(caller) as (session, now):
            await check_giving(session, now, roles)
            await _check_new(session, email_hash)
            sealed = await self.vault.seal_text(session, email, email_place(invitation_id))
            await repository.insert_invitation(
                session, invitation_id, email_hash, sealed, to_json(roles), now.person_id, DAYS
            )
            await self._mail(session, invitation_id)
            made = await self._get(session, invitation_id)
            after, personal = {"roles": to_json(roles)}, {"email": email}
            await record(
                session, Event("invitation.created", "invitation", invitation_id, None, after, personal)
            )
            return made

    async def list(self, caller: Caller, after: UUID | None, most: int) -> list[Invitation]:
        """Return invitations, the oldest first."""
        async with self.database.open_scope(caller.scope) as session:
            rows = await repository.list_invitations(session, after, most)
            return [await self._read(session, row) for row in rows]

    async def resend(self, caller: Caller, invitation_id: UUID) -> Invitation:
        """Send another mail; the link of the one before is dead at once. Raises InvitationNotFound, Conflict, RightsExceeded."""
        async with self._changing(caller) as (session, now):
            row = await _open(session, invitation_id)
            await check_giving(session, now, from_json(row["grants"]))
            if row["sent_at"] is not None and row["sent_at"] > datetime.now(UTC) - PAUSE:
                raise TooManyInvitations("The last mail is less than a minute old.", retry_after=60)
            await self._mail(session, invitation_id)
            made = await self._get(session, invitation_id)
            await record(session, Event("invitation.resent", "invitation", invitation_id))
            return made

    async def revoke(self, caller: Caller, invitation_id: UUID) -> None:
        """Take an invitation back. Raises InvitationNotFound, Conflict."""
        async with self._changing(caller) as (session, _):
            await _open(session, invitation_id)
            await repository.set_ended(session, invitation_id, "revoked_at")
            await record(session, Event("invitation.revoked", "invitation", invitation_id))

    @asynccontextmanager
    async def _changing(self, caller: Caller) -> AsyncIterator[tuple[Session, Caller]]:
        # The rights of who invites are looked at again on acceptance, so it has to be somebody.
        if caller.kind not in (CallerKind.MEMBER, CallerKind.OPERATOR):
            raise Forbidden("People are invited by people; sign in for this.")
        async with self.database.open_scope(caller.scope) as session:
            await members.lock_members(session)
            now = await as_of_now(session, caller)
            require(now, Action.WRITE_MEMBERS, Place(caller.organization_id))
            yield session, now

    async def _mail(self, session: Session, invitation_id: UUID) -> None:
        job_id = await send_mail(session, self.jobs, "invitation", invitation=invitation_id)
        await repository.await_mail(session, invitation_id, job_id, DAYS)

    async def _get(self, session: Session, invitation_id: UUID) -> Invitation:
        row = await repository.find_invitation(session, invitation_id)
        if row is None:
            raise InvitationNotFound()
        return await self._read(session, row)

    async def _read(self, session: Session, row: Any) -> Invitation:
        email = await self.vault.unseal_text(session, row["email_sealed"], email_place(row["id"]))
        return Invitation(
            row["id"],
            email,
            from_json(row["grants"]),
            _state(row),
            row["invited_by"],
            row["created_at"],
            row["sent_at"],
            row["expires_at"],
        )


def email_place(invitation_id: UUID) -> str:
    """Where the address of an invitation is sealed for."""
    return f"invitation.email_sealed:{invitation_id}"


async def _check_new(session: Session, email_hash: bytes) -> None:
    person_id = await repository.find_tenant(session, email_hash)
    if person_id is not None and await members.find_member(session, person_id) is not None:
        raise AlreadyMember()
    if found := await repository.find_open_for(session, email_hash):
        raise InvitationOpen(invitation_id=str(found))
    if await repository.count_today(session) >= MOST_A_DAY:
        raise TooManyInvitations(f"At most {MOST_A_DAY} are sent in 24 hours.", retry_after=3600)


async def _open(session: Session, invitation_id: UUID) -> Any:
    row = await repository.find_invitation(session, invitation_id)
    if row is None:
        raise InvitationNotFound()
    if _state(row) is not InvitationState.OPEN:
        raise Conflict(f"This invitation is not open any more: it is {_state(row)}.")
    return row


def _state(row: Any) -> InvitationState:
    if row["accepted_at"] is not None:
        return InvitationState.ACCEPTED
    if row["revoked_at"] is not None:
        return InvitationState.REVOKED
    return InvitationState.EXPIRED if row["expired"] else InvitationState.OPEN
