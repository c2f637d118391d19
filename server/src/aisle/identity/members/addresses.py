"""Whom to write to about an organization."""

from collections.abc import Sequence
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity.members import repository
from aisle.identity.members.granting import grants_of
from aisle.identity.members.joining import email_place
from aisle.identity.types import Action
from aisle.identity.visits.repository import list_owner_ids


async def list_owners(session: Session) -> list[UUID]:
    """Return the owners of the session's organization who are not left out."""
    return await list_owner_ids(session)


async def address_of(session: Session, vault: Vault, member_id: UUID) -> str | None:
    """Return a member's address; None for somebody who is no member any more."""
    member = await repository.find_member(session, member_id)
    if member is None:
        return None
    return await vault.unseal_text(session, member["email_sealed"], email_place(member_id))


async def members_among(session: Session, people: Sequence[UUID]) -> list[UUID]:
    """Return those people who are members of the session's organization and not left out, in their order."""
    rows = [await repository.find_member(session, person_id) for person_id in people]
    return [row["person_id"] for row in rows if row is not None and row["suspended_at"] is None]


async def members_who_may(session: Session, action: Action) -> list[UUID]:
    """Return the members who may do something in the session's store, by a role there or in the whole organization."""
    places = (None, session.tenant[1])
    found = []
    for person_id in await repository.list_person_ids(session):
        grants = await grants_of(session, person_id)
        if any(action in grant.actions and grant.store_id in places for grant in grants):
            found.append(person_id)
    return found
