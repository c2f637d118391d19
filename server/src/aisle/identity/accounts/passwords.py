"""Changing a password that is known, and setting one anew by a link."""

from datetime import timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.core.errors import InvalidInput
from aisle.identity.accounts import repository
from aisle.identity.accounts.limits import MAILS, PASSWORDS, client_counted
from aisle.identity.accounts.password_context import words_around
from aisle.identity.accounts.password_rules import check_password
from aisle.identity.accounts.signing_in import require_password
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.emails import read_email
from aisle.identity.once_tokens.service import (
    Purpose,
    find_token,
    forget_tokens,
    read_token,
    reserve_token,
    spend_token,
)
from aisle.identity.tokens import KeyText
from aisle.notifications.sending import send_mail

RESET = timedelta(minutes=30)
# Whoever was in the account may have asked for these; the links are in mailboxes that nobody knows of.
ENDED_BY_CHANGE = (Purpose.RESET_PASSWORD, Purpose.SECOND_STEP, Purpose.CHANGE_EMAIL)
CHANGED, RESET_DONE = "the password was changed", "the password was reset"


async def change_password(
    tools: AccountTools, person_id: UUID, login_id: UUID, current: str | None, new: str
) -> list[UUID]:
    """Set another password, end all other sign-ins, tell the person, and return which sign-ins ended.

    current: needed of who has a password. Raises WrongPassword, PasswordRefused, TooManyTries, HashingBusy.
    """
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        person, around = await tools.get_person(session), await words_around(tools, session)
    if person.password_hash is not None:
        if current is None:
            raise InvalidInput("Send your present password as current_password.")
        await require_password(tools, person_id, current)
    password = await check_password(new, (person.name, person.email), tools.breached, around)
    hashed = await tools.hasher.hash(password)
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        await repository.update_password(session, hashed)
        await forget_tokens(session, *ENDED_BY_CHANGE)
        ended = await tools.logins.end_all(session, CHANGED, besides=login_id)
        await send_mail(session, tools.jobs, "password_changed", login=login_id)
        await record(session, Event("password.changed", "person", person_id, after={"ended": len(ended)}))
    return ended


async def forgot(tools: AccountTools, email: str) -> None:
    """Send a link to set a new password, if the address has an account; the caller is not told.

    Raises InvalidInput, TooManyTries: the same for every address.
    """
    email = read_email(email)
    await tools.attempts.take(tools.limits.clients, client_counted())
    await tools.attempts.take(MAILS, email)
    async with tools.evening.out():
        person_id = await repository.find_tenant(tools.database, tools.name_of(email))
        if person_id is not None:
            await _send_link(tools, person_id)


async def reset(tools: AccountTools, text: str, new: str) -> list[UUID]:
    """Set a new password by the link of a mail, and end every sign-in; return which.

    Of fifty who use the link at once, one succeeds. The mail proves the address: if nothing did before, whatever else
    signs in to this account was put there by somebody who may not own it, and goes. Raises TokenSpent, PasswordRefused,
    HashingBusy.
    """
    token = read_token(text)
    hashed = await _hashed(tools, token, new)
    async with tools.database.open_scope(Scope.of_person(token.organization_id)) as session:
        await spend_token(session, token, Purpose.RESET_PASSWORD)
        await repository.update_password(session, hashed)
        removed = await _take_over(session)
        ended = await tools.logins.end_all(session, RESET_DONE)
        await send_mail(session, tools.jobs, "password_changed")
        after = {"ended": len(ended), "removed": removed}
        await record(session, Event("password.reset", "person", token.organization_id, after=after))
    await tools.attempts.forget(PASSWORDS, str(token.organization_id))
    return ended


async def _send_link(tools: AccountTools, person_id: UUID) -> None:
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        await ask_to_reset(tools, session)
        await record(session, Event("password.reset_asked", "person", person_id))


async def ask_to_reset(tools: AccountTools, session: Session) -> None:
    """Have a link to set a new password sent to the session's person; earlier links work no more."""
    token_id = await reserve_token(session, Purpose.RESET_PASSWORD, RESET)
    await send_mail(session, tools.jobs, "reset_password", token=token_id)


async def _hashed(tools: AccountTools, token: KeyText, new: str) -> str:
    """Judge and hash the new password while no transaction is open; the token is only looked at."""
    async with tools.database.open_scope(Scope.of_person(token.organization_id)) as session:
        await find_token(session, token, Purpose.RESET_PASSWORD)
        person, around = await tools.get_person(session), await words_around(tools, session)
    password = await check_password(new, (person.name, person.email), tools.breached, around)
    return await tools.hasher.hash(password)


async def _take_over(session: Session) -> int:
    if await repository.confirm_email(session):
        await forget_tokens(session, *Purpose)
        return await repository.forget_planted(session)
    # An address that was left keeps its way back, or whoever changed it would close that with a new password.
    await forget_tokens(session, *(one for one in Purpose if one is not Purpose.UNDO_EMAIL))
    return 0
