"""An address that somebody signed up with and never proved goes to who proves it.

Otherwise whoever signs up first with a stranger's address waits in the account for its owner to come (Sudhodanan and
Paverd, "Pre-hijacked accounts", 2022). Nothing of the unproven account is handed over; it only loses the address.
"""

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Scope, Session
from aisle.identity.accounts import repository as accounts
from aisle.identity.accounts.memberships import copy_to_memberships
from aisle.identity.accounts.tools import AccountTools, email_place
from aisle.identity.federation.errors import AccountExists
from aisle.identity.once_tokens.service import Purpose, forget_tokens

NOWHERE = "address-given-up.invalid"  # mail to this domain goes nowhere (RFC 2606)


async def free_address(tools: AccountTools, session: Session, email: str) -> None:
    """Take an address from an account that never proved it, in the session's transaction.

    Raises AccountExists when the account did prove it.
    """
    name = tools.name_of(email)
    owner_id = await accounts.find_tenant(tools.database, name)
    if owner_id is None:
        return
    async with tools.database.also(session, Scope.of_person(owner_id)) as theirs:
        if (await tools.get_person(theirs, lock=True)).email_confirmed_at is not None:
            raise AccountExists()
        await accounts.delete_address(theirs, name)
        await forget_tokens(theirs, Purpose.CONFIRM_EMAIL, Purpose.RESET_PASSWORD, Purpose.UNDO_EMAIL)
        await _rename(tools, theirs)
        await record(theirs, Event("email.lost", "person", owner_id, personal={"email": email}))


async def _rename(tools: AccountTools, session: Session) -> None:
    """Leave the account an address that nobody has; its own person may set another."""
    nowhere = f"{session.scope.organization_id.hex}@{NOWHERE}"
    sealed = await tools.vault.seal_text(session, nowhere, email_place(session))
    await session.execute(
        "UPDATE person SET email_sealed = $2, email_confirmed_at = NULL WHERE person_id = $1",
        session.scope.organization_id,
        sealed,
    )
    await copy_to_memberships(tools, session, email=nowhere)
