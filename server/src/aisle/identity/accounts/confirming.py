"""Proving that an address is one's own. Nothing waits for it but going live."""

from datetime import timedelta
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository
from aisle.identity.accounts.limits import MAILS
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.once_tokens.service import Purpose, read_token, reserve_token, spend_token
from aisle.notifications.sending import send_mail

CONFIRM = timedelta(days=7)


async def ask_to_confirm(tools: AccountTools, session: Session) -> None:
    """Have a link sent to the address of the session's person; earlier links work no more."""
    token_id = await reserve_token(session, Purpose.CONFIRM_EMAIL, CONFIRM)
    await send_mail(session, tools.jobs, "confirm_email", token=token_id)


async def resend(tools: AccountTools, person_id: UUID) -> None:
    """Have the link sent again; nothing happens for an address that is confirmed. Raises TooManyTries."""
    await tools.attempts.take(MAILS, str(person_id))
    async with tools.database.open_scope(Scope.of_person(person_id)) as session:
        if (await tools.get_person(session)).email_confirmed_at is None:
            await ask_to_confirm(tools, session)


async def confirm(tools: AccountTools, text: str) -> None:
    """Take the link of a mail as proof. Raises TokenSpent."""
    token = read_token(text)
    async with tools.database.open_scope(Scope.of_person(token.organization_id)) as session:
        await spend_token(session, token, Purpose.CONFIRM_EMAIL)
        if await repository.confirm_email(session):
            await record(session, Event("email.confirmed", "person", token.organization_id))
