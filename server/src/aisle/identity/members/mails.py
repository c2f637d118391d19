"""The mail that tells a member that somebody else ended their sign-ins."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity.members import repository
from aisle.identity.members.joining import email_place
from aisle.notifications.types import Letter, Sending
from aisle.tenants.repository import find_organization_name

SIGNED_OUT = "signed_out"
A_PROGRAM = "a program of the organization"


@dataclass(frozen=True, slots=True)
class MemberMails:
    """Makes the mails."""

    vault: Vault

    async def signed_out(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """Return who ended what; None for somebody who is no member any more."""
        member_id = UUID(ids["member"])
        member = await repository.find_member(session, member_id)
        name = await find_organization_name(session)
        if member is None or name is None:
            return None
        to = await self.vault.unseal_text(session, member["email_sealed"], email_place(member_id))
        who = await self._name_of(session, ids.get("by"))
        values = {"name": member["name"], "organization": name, "who": who, "devices": ids["devices"]}
        return Letter(to, values)

    async def _name_of(self, session: Session, person_id: str | None) -> str:
        found = await repository.find_member(session, UUID(person_id)) if person_id else None
        return found["name"] if found else A_PROGRAM
