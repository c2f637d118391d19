"""The mail that tells the owners of an organization that an operator entered it."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.jobs import JobQueue
from aisle.core.vault import Vault
from aisle.identity.members import repository as members
from aisle.identity.members.joining import email_place
from aisle.identity.visits import repository
from aisle.notifications.sending import send_mail
from aisle.notifications.types import Letter, Sending
from aisle.tenants.repository import find_organization_name

BEGAN = "visit_began"


async def tell_owners(session: Session, jobs: JobQueue, visit_id: UUID) -> None:
    """Have a mail sent to each owner of the session's organization once the visit is kept."""
    for owner in await repository.list_owner_ids(session):
        await send_mail(session, jobs, BEGAN, visit=visit_id, owner=owner)


@dataclass(frozen=True, slots=True)
class VisitMails:
    """Makes the mails."""

    vault: Vault

    async def began(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """Return who entered, why and until when; None for somebody who is no member any more."""
        owner = UUID(ids["owner"])
        visit = await repository.find_visit(session, UUID(ids["visit"]))
        member = await members.find_member(session, owner)
        name = await find_organization_name(session)
        if visit is None or member is None or name is None:
            return None
        to = await self.vault.unseal_text(session, member["email_sealed"], email_place(owner))
        values = {
            "organization": name,
            "operator": visit["name"],
            "reason": visit["reason"],
            "until": visit["expires_at"],
        }
        return Letter(to, values)
