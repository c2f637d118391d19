"""What keeps the audit log in order: what is personal is erased, what is too old goes."""

from collections.abc import Iterable
from uuid import UUID

from aisle.audit import repository
from aisle.core.db import Session

AT_ONCE = 5_000


async def erase_person(
    session: Session, person_id: UUID, kinds: Iterable[str] = ("member", "person", "visitor")
) -> int:
    """Erase names and addresses in what a person did, or what was done to them, in the session's tenant.

    The entries stay, and the chain holds: it was made of salted hashes of what goes. Returns how many entries changed.
    """
    actors = [f"{kind}:{person_id}" for kind in kinds]
    return await repository.erase_personal(session, actors, [str(person_id)])


async def forget_old(session: Session, days: int) -> int:
    """Drop a batch of entries older than so many days, from the chain's beginning on; return how many went."""
    return await repository.forget(session, days, AT_ONCE)
