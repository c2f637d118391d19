"""Which members a connection is the way in for: those whose address is of its domains."""

from uuid import UUID

from aisle.core.db import Session
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.types import Connection
from aisle.identity.members.joining import email_place

PAGE = 500


async def assign_members(tools: AccountTools, session: Session, connection: Connection) -> None:
    """Let members with addresses of the connection's domains belong to it. session: of the organization."""
    after = UUID(int=0)
    while rows := await repository.list_unassigned(session, after, PAGE):
        theirs = []
        for row in rows:
            email = await tools.vault.unseal_text(session, row["email_sealed"], email_place(row["person_id"]))
            if email.rpartition("@")[2] in connection.verified:
                theirs.append(row["person_id"])
        await repository.assign(session, theirs, connection.id)
        after = rows[-1]["person_id"]
