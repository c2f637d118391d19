"""What owners are told of their single sign-on."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity.federation.sign_on import repository
from aisle.identity.members.joining import email_place
from aisle.notifications.types import Letter, Sending

LAPSED = "domain_lapsed"


@dataclass(frozen=True, slots=True)
class SignOnMails:
    """Makes the mails."""

    vault: Vault

    async def lapsed(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """That a domain is no longer proven; None for who is no member any more."""
        person_id = UUID(ids["person"])
        row = await repository.find_address(session, person_id)
        if row is None:
            return None
        to = await self.vault.unseal_text(session, row["email_sealed"], email_place(person_id))
        return Letter(to, {"organization": row["organization"], "domain": ids["domain"]})
