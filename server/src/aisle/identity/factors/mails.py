"""Mails that tell a person what became of their factors."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from aisle.core.db import Session
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.factors.tools import FactorTools
from aisle.notifications.sending import send_mail
from aisle.notifications.types import Letter, Maker, Sending, Value

ADDED, REMOVED, CODE_USED = "factor_added", "factor_removed", "recovery_code_used"
WORDS = {
    "totp": "an authenticator app",
    "passkey": "a passkey",
    "all": "every second factor",
    "recovery": "new recovery codes",
}


async def tell(tools: FactorTools, session: Session, template: str, **ids: str) -> None:
    """Have a mail sent to the session's person once the transaction is kept."""
    await send_mail(session, tools.accounts.jobs, template, **ids)


@dataclass(frozen=True, slots=True)
class FactorMails:
    """Makes the mails."""

    accounts: AccountTools

    def makers(self) -> Mapping[str, Maker]:
        """Return who makes which mail, by template."""
        return {ADDED: self.changed, REMOVED: self.changed, CODE_USED: self.code_used}

    async def changed(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter:
        """That a factor is new, or gone."""
        return await self._letter(session, factor=WORDS[ids["factor"]])

    async def code_used(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter:
        """That somebody used a recovery code."""
        return await self._letter(session, left=ids["left"])

    async def _letter(self, session: Session, **values: Value) -> Letter:
        person = await self.accounts.get_person(session)
        return Letter(person.email, {"name": person.name, "at": datetime.now(UTC), **values}, person.language)
