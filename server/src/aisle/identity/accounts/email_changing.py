"""Changing the address of an account: the new one has to answer, the old one is told and can take it back for a week."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.core.errors import Conflict
from aisle.core.ids import new_id
from aisle.identity.accounts import repository
from aisle.identity.accounts.limits import MAILS
from aisle.identity.accounts.memberships import copy_to_memberships
from aisle.identity.accounts.passwords import ask_to_reset
from aisle.identity.accounts.tools import AccountTools, email_place
from aisle.identity.emails import read_email
from aisle.identity.once_tokens.service import (
    OnceToken,
    Purpose,
    forget_tokens,
    forget_younger,
    place_of,
    read_token,
    reserve_token,
    spend_token,
)
from aisle.notifications.sending import send_mail

CHANGE, UNDO = timedelta(hours=2), timedelta(days=7)
TAKEN_BACK = "the change of the address was taken back"


class SameEmail(Conflict):
    """The new address is the present one."""

    code = "same_email"
    title = "This is your address already"


async def ask_to_change(tools: AccountTools, person_id: UUID, email: str) -> None:
    """Send a link to the new address; nothing changes before it is used. Raises InvalidInput, SameEmail, TooManyTries.

    Whether another account has the address is not said here: the link's use would fail.
    """
    email = read_email(email)
    await tools.attempts.take(MAILS, str(person_id))
    await tools.attempts.take(MAILS, email)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        if (await tools.get_person(session)).email == email:
            raise SameEmail("Nothing is to be changed.")
        token_id = await _reserve(tools, session, Purpose.CHANGE_EMAIL, CHANGE, email)
        await send_mail(session, tools.jobs, "change_email", token=token_id)
        await record(session, Event("email.change_asked", "person", person_id, personal={"email": email}))


async def change(tools: AccountTools, text: str) -> None:
    """Take the link of a mail to the new address as proof, and tell the old one. Raises TokenSpent, EmailTaken."""
    token = read_token(text)
    async with tools.database.open_scope(Scope.of_person(token.organization_id)) as session:
        found = await spend_token(session, token, Purpose.CHANGE_EMAIL)
        person = await tools.get_person(session, lock=True)
        old, detail = person.email, {"proven": person.email_confirmed_at is not None}
        new = await _unsealed(tools, session, found.id, found.sealed)
        await _set(tools, session, old, new)
        await forget_tokens(session, Purpose.RESET_PASSWORD, Purpose.CONFIRM_EMAIL)
        # Beside those of earlier changes: a second change must not take the way back from the first address.
        token_id = await _reserve(tools, session, Purpose.UNDO_EMAIL, UNDO, old, detail=detail, beside=True)
        await send_mail(session, tools.jobs, "email_changed", token=token_id)
        personal = {"before": old, "after": new}
        await record(session, Event("email.changed", "person", token.organization_id, personal=personal))


async def undo(tools: AccountTools, text: str) -> list[UUID]:
    """Give the account back to an old address and end every sign-in; return which. Raises TokenSpent, EmailTaken.

    Whoever changed the address was signed in. So the password goes, with every way of signing in that was set up since; a
    link to set a new one follows to the old address. If that was never proven, all of them go: somebody else may have made
    the account with it. Addresses that were left before this one keep their way back.
    """
    token = read_token(text)
    async with tools.database.open_scope(Scope.of_person(token.organization_id)) as session:
        found = await spend_token(session, token, Purpose.UNDO_EMAIL)
        wrong = (await tools.get_person(session, lock=True)).email
        right = await _unsealed(tools, session, found.id, found.sealed)
        await _set(tools, session, wrong, right)
        removed = await _take_back(session, found)
        ended = await tools.logins.end_all(session, TAKEN_BACK)
        await ask_to_reset(tools, session)
        event, after = "email.change_undone", {"removed": removed}
        personal = {"before": wrong, "after": right}
        await record(session, Event(event, "person", token.organization_id, after=after, personal=personal))
    return ended


async def _take_back(session: Session, found: OnceToken) -> int:
    await forget_tokens(session, *(one for one in Purpose if one is not Purpose.UNDO_EMAIL))
    await forget_younger(session, Purpose.UNDO_EMAIL, found.created_at)
    await repository.forget_password(session)
    return await repository.forget_planted(session, found.created_at if found.detail["proven"] else None)


async def _set(tools: AccountTools, session: Session, old: str, new: str) -> None:
    await repository.delete_address(session, tools.name_of(old))
    await repository.insert_address(session, tools.name_of(new))
    sealed = await tools.vault.seal_text(session, new, email_place(session))
    await repository.update_email(session, sealed)
    await copy_to_memberships(tools, session, email=new)


async def _reserve(
    tools: AccountTools,
    session: Session,
    purpose: Purpose,
    lifetime: timedelta,
    email: str,
    **more: Any,
) -> UUID:
    token_id = new_id()
    sealed = await tools.vault.seal_text(session, email, place_of(token_id))
    return await reserve_token(session, purpose, lifetime, token_id=token_id, sealed=sealed, **more)


async def _unsealed(tools: AccountTools, session: Session, token_id: UUID, sealed: bytes | None) -> str:
    assert sealed is not None  # every token for this purpose is made with an address
    return await tools.vault.unseal_text(session, sealed, place_of(token_id))
