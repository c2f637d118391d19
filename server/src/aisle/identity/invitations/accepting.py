"""Use cases of who is invited."""

import hmac
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Scope, Session
from aisle.core.errors import AisleError
from aisle.core.vault import Vault
from aisle.identity import tokens
from aisle.identity.invitations import repository
from aisle.identity.invitations.errors import AlreadyMember, InvitationForAnother, InvitationSpent
from aisle.identity.invitations.inviting import email_place
from aisle.identity.invitations.types import Offer, from_json
from aisle.identity.members import repository as members
from aisle.identity.members.giving import check_giving, grants_given
from aisle.identity.members.granting import grants_of
from aisle.identity.members.joining import join
from aisle.identity.members.types import Given, Newcomer
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, CallerKind, Place

PREFIX = "aisle_iv_"


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Reads the links of invitations."""

    database: Database
    vault: Vault

    async def read(self, token: str) -> Offer:
        """Return what a link offers. Raises InvitationSpent."""
        text = _read(token)
        async with self.database.open_scope(Scope(text.organization_id, None, "invited")) as session:
            return await self._offer(session, await _find(session, text))

    async def accept(self, person: Caller, token: str) -> Offer:
        """Make a person a member. The mail reached their address, so that counts as confirmed.

        Raises InvitationSpent, InvitationForAnother, AlreadyMember.
        """
        text = _read(token)
        assert person.person_id is not None
        async with self.database.open_scope(Scope(text.organization_id, None, person.principal)) as session:
            await members.lock_members(session)
            row = await _find(session, text)
            if await repository.find_tenant(session, row["email_hash"]) != person.person_id:
                raise InvitationForAnother()
            roles = from_json(row["grants"])
            await _check_inviter(session, row["invited_by"], roles)
            offer = await self._offer(session, row)
            await self._join(session, person.person_id, offer.email, roles)
            await repository.set_ended(session, row["id"], "accepted_at")
            await record(session, Event("invitation.accepted", "invitation", row["id"]))
            return offer

    async def _join(self, session: Session, person_id: UUID, email: str, roles: tuple[Given, ...]) -> None:
        async with self.database.also(session, Scope.of_person(person_id)) as theirs:
            name = await repository.confirm_person(theirs)
        newcomer = Newcomer(person_id, name, email)
        if not await join(self.database, self.vault, session, newcomer, roles, "invitation"):
            raise AlreadyMember()

    async def _offer(self, session: Session, row: Any) -> Offer:
        email = await self.vault.unseal_text(session, row["email_sealed"], email_place(row["id"]))
        inviter = row["inviter"] or "The operator of this service"
        organization_id = session.scope.organization_id
        return Offer(organization_id, row["organization"], inviter, email, row["expires_at"])


def _read(token: str) -> tokens.KeyText:
    text = tokens.read_key(token, PREFIX)
    if text is None:
        raise InvitationSpent()
    return text


async def _find(session: Session, text: tokens.KeyText) -> Any:
    row = await repository.find_open(session, text.key_id)
    known = (row["secret_hash"] if row else None) or bytes(32)
    if not hmac.compare_digest(known, text.secret_hash) or row is None:
        raise InvitationSpent()
    return row


async def _check_inviter(session: Session, inviter: UUID | None, roles: tuple[Given, ...]) -> None:
    """Raise InvitationSpent unless who invited could give these roles today: who lost the right invited nobody."""
    try:
        await grants_given(session, roles)
        if inviter is None:  # the operator of the machine
            return
        organization_id, grants = session.scope.organization_id, await grants_of(session, inviter)
        now = Caller(CallerKind.MEMBER, organization_id, None, inviter, grants, person_id=inviter)
        require(now, Action.WRITE_MEMBERS, Place(organization_id))
        await check_giving(session, now, roles)
    except AisleError:
        raise InvitationSpent() from None
