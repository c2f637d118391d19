"""What mails about accounts say. Each is made when it is sent, so that no address and no token waits in a job."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.logins import repository as logins
from aisle.identity.logins.devices import describe
from aisle.identity.once_tokens import repository as once_tokens
from aisle.identity.once_tokens.service import NewToken, Purpose, arm_token, place_of
from aisle.notifications.types import Letter, Maker, Sending, Value

# Tokens stand behind the #, which browsers send to no server.
PAGES: Mapping[Purpose, str] = {
    Purpose.CONFIRM_EMAIL: "/account/confirm",
    Purpose.RESET_PASSWORD: "/account/reset",
    Purpose.CHANGE_EMAIL: "/account/email",
    Purpose.UNDO_EMAIL: "/account/undo",
}


def makers_of_accounts(tools: AccountTools) -> Mapping[str, Maker]:
    """Return who makes these mails, by template."""
    mails = AccountMails(tools)
    return {
        "confirm_email": mails.confirm,
        "reset_password": mails.reset,
        "change_email": mails.change,
        "email_changed": mails.changed,
        "password_changed": mails.password,
        "new_sign_in": mails.new_device,
    }


class AccountMails:
    """Makes the mails about one installation's accounts."""

    def __init__(self, tools: AccountTools) -> None:
        self._tools = tools

    async def confirm(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """A link that proves the address."""
        return await self._with_link(session, ids, sending, Purpose.CONFIRM_EMAIL)

    async def reset(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """A link to set a new password."""
        return await self._with_link(session, ids, sending, Purpose.RESET_PASSWORD)

    async def change(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """A link to the new address, which proves it."""
        to = await self._sealed_address(session, UUID(ids["token"]))
        return await self._with_link(session, ids, sending, Purpose.CHANGE_EMAIL, to)

    async def changed(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """To the old address: what happened, and a link that takes it back."""
        to = await self._sealed_address(session, UUID(ids["token"]))
        return await self._with_link(session, ids, sending, Purpose.UNDO_EMAIL, to, at=datetime.now(UTC))

    async def password(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter:
        """That the password is another now."""
        login = await self._login(session, ids)
        device = describe(login["device"]) if login else "a link in a mail"
        return await self._letter(session, at=datetime.now(UTC), device=device)

    async def new_device(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """That somebody signed in with a program that was not seen before."""
        login = await self._login(session, ids)
        if login is None:
            return None
        where = {"device": describe(login["device"]), "address": login["address"] or "an unknown address"}
        return await self._letter(session, at=login["created_at"], **where)

    async def _login(self, session: Session, ids: Mapping[str, str]) -> Any | None:
        return await logins.find_any(session, UUID(ids["login"])) if "login" in ids else None

    async def _with_link(
        self,
        session: Session,
        ids: Mapping[str, str],
        sending: Sending,
        purpose: Purpose,
        to: str | None = None,
        **values: Value,
    ) -> Letter | None:
        token = await arm_token(session, UUID(ids["token"]), purpose, sending.secret("link"))
        if token is None:
            return None
        link = _link(sending, purpose, token)
        return await self._letter(session, to, link=link, until=token.expires_at, **values)

    async def _letter(self, session: Session, to: str | None = None, **values: Value) -> Letter:
        person = await self._tools.get_person(session)
        return Letter(to or person.email, {"name": person.name, **values}, person.language)

    async def _sealed_address(self, session: Session, token_id: UUID) -> str | None:
        sealed = await once_tokens.find_sealed(session, token_id)
        if sealed is None:
            return None
        return await self._tools.vault.unseal_text(session, sealed, place_of(token_id))


def _link(sending: Sending, purpose: Purpose, token: NewToken) -> str:
    return f"{sending.base_url}{PAGES[purpose]}#token={token.text}"
