"""Whether a connection works, and whether it is the only way in for members of its domains."""

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Session
from aisle.identity.accounts.tools import AccountTools
from aisle.identity.federation.sign_on import repository
from aisle.identity.federation.sign_on.assigning import assign_members
from aisle.identity.federation.sign_on.types import Connection


async def switch_to(
    tools: AccountTools, session: Session, before: Connection, enabled: bool, required: bool
) -> None:
    """Set both switches of a connection, locked by the caller, and tell it in the log."""
    await repository.set_switches(session, before.id, enabled, required)
    if required:
        await assign_members(tools, session, before)
    states = [
        {"enabled": on, "required": only}
        for on, only in ((before.enabled, before.required), (enabled, required))
    ]
    await record(session, Event("sign_on.switched", "sign_on", before.id, states[0], states[1]))
