"""The mail of an invitation, made when it is sent: no address and no token waits in a job."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.core.db import Session
from aisle.core.vault import Vault
from aisle.identity import tokens
from aisle.identity.invitations import repository
from aisle.identity.invitations.accepting import PREFIX
from aisle.identity.invitations.inviting import email_place
from aisle.notifications.types import Letter, Sending

PAGE = "/account/invitation"  # the token stands behind the #, which browsers send to no server


@dataclass(frozen=True, slots=True)
class InvitationMails:
    """Makes the mails of invitations."""

    vault: Vault

    async def make(self, session: Session, ids: Mapping[str, str], sending: Sending) -> Letter | None:
        """Return the mail with a link that works once; None when a newer mail or an end has come between."""
        row = await repository.find_open(session, UUID(ids["invitation"]))
        if row is None or row["mail_job_id"] != sending.job_id:
            return None
        token, secret_hash = tokens.make_key(
            PREFIX, session.scope.organization_id, row["id"], sending.secret("link")
        )
        await repository.arm(session, row["id"], secret_hash)
        values = {
            "organization": row["organization"],
            "inviter": row["inviter"] or "The operator of this service",
            "link": f"{sending.base_url}{PAGE}#token={token}",
            "until": row["expires_at"],
        }
        to = await self.vault.unseal_text(session, row["email_sealed"], email_place(row["id"]))
        return Letter(to, values)
