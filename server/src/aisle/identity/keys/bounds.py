"""What a key may do at this moment: what it names, bound by whoever made it, up the whole chain of makers."""

from typing import Any
from uuid import UUID

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unauthorized
from aisle.identity.bounding import bounded
from aisle.identity.keys import repository
from aisle.identity.members.granting import grants_of
from aisle.identity.roles import FIXED, actions_of
from aisle.identity.types import CallerKind, Grant

REFUSED = "The bearer token is not valid, has expired or was revoked."
LONGEST_CHAIN = 4  # keys that were made by keys; longer ones are not made, and open nothing


async def grants_of_key(session: Session, row: Any, depth: int = 0) -> tuple[Grant, ...]:
    """Return what a key may do now. Raises Unauthorized when one of its makers is suspended, gone or revoked."""
    if row["maker_key"] is None and row["maker"] is None:
        return named_grants(row)
    if row["kind"] == CallerKind.PUBLISHABLE_KEY:
        # Its only right is nobody's own: it stands as long as its maker reaches the store.
        reached = bounded([Grant(row["store_id"], frozenset())], await _makers(session, row, depth))
        return named_grants(row) if reached else _refuse()
    return bounded(named_grants(row), await _makers(session, row, depth))


async def chain_length(session: Session, key_id: UUID | None) -> int:
    """Return how many keys stand above one that this key would make."""
    length = 0
    while key_id is not None and length <= LONGEST_CHAIN:
        row = await repository.find_key(session, key_id)
        key_id, length = row["maker_key"] if row else None, length + 1
    return length


async def check_stands(database: Database, organization_id: UUID, key_id: UUID) -> None:
    """Raise Unauthorized unless a key and all who made it are in force: what was begun with it ends with it."""
    async with database.open_scope(Scope(organization_id, None, "authenticator"), keep_plans=True) as session:
        row = await repository.find_key(session, key_id)
        if row is None:
            _refuse()
        await grants_of_key(session, row)


def named_grants(row: Any) -> tuple[Grant, ...]:
    """Return what a key names, whoever made it."""
    kind = CallerKind(row["kind"])
    actions = FIXED[kind] if kind is CallerKind.PUBLISHABLE_KEY else actions_of(row["scopes"])
    places = list(row["stores"]) or [row["store_id"]]
    return tuple(Grant(place, actions) for place in places)


async def _makers(session: Session, row: Any, depth: int) -> tuple[Grant, ...]:
    if row["maker_key"] is not None:
        parent = await repository.find_key(session, row["maker_key"])
        if parent is None or depth >= LONGEST_CHAIN:
            return _refuse()
        return await grants_of_key(session, parent, depth + 1)
    return await grants_of(session, row["maker"]) or _refuse()


def _refuse() -> tuple[Grant, ...]:
    raise Unauthorized(REFUSED)
