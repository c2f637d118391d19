"""Whether a caller may give roles, or act on who has them."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from aisle.core.db import Session
from aisle.identity.bounding import covers, require_covering
from aisle.identity.errors import RightsExceeded
from aisle.identity.members import repository, roles_repository
from aisle.identity.members.errors import OwnersOnly, RoleNotFound
from aisle.identity.members.types import Given
from aisle.identity.roles import OWNER, ROLES, grantable
from aisle.identity.types import Caller, CallerKind, Grant
from aisle.tenants.errors import StoreNotFound


async def grants_given(session: Session, roles: Iterable[Given]) -> list[Grant]:
    """Return what these roles hold, at their places. Raises RoleNotFound, StoreNotFound for what is not the organization's."""
    wanted = list(roles)
    own = {row["id"]: grantable(row["actions"]) for row in await roles_repository.list_roles(session)}
    await _check_stores(session, {one.store_id for one in wanted if one.store_id is not None})
    return [Grant(one.store_id, _actions(one, own)) for one in wanted]


async def check_giving(session: Session, caller: Caller, roles: Sequence[Given]) -> None:
    """Raise RightsExceeded or OwnersOnly unless the caller may give these roles; nobody gives more than they have."""
    grants = await grants_given(session, roles)
    if any(is_owning(one) for one in roles):
        await check_owner(session, caller)
    require_covering(caller, grants)


async def check_acting_on(session: Session, caller: Caller, person_id: UUID) -> None:
    """Raise OwnersOnly or RightsExceeded where the member has more rights than the caller; suspension does not lessen them."""
    rows = await repository.list_roles(session, [person_id])
    if any(is_owning(given_of(row)) for row in rows):
        await check_owner(session, caller)
    if not covers(caller, [Grant(row["store_id"], _row_actions(row)) for row in rows]):
        raise RightsExceeded("This member may do more than you, so somebody with more rights has to do this.")


async def check_owner(session: Session, caller: Caller) -> None:
    """Raise OwnersOnly unless the caller is an owner, or the operator of the machine; a key of an owner's is not."""
    if caller.kind is CallerKind.OPERATOR:
        return
    by_person = caller.kind is CallerKind.MEMBER and caller.person_id is not None
    if not by_person or not await repository.is_owner(session, caller.person_id):  # type: ignore[arg-type]
        raise OwnersOnly()


def is_owning(given: Given) -> bool:
    """Whether this makes somebody an owner of the organization."""
    return given.role == OWNER and given.store_id is None


def given_of(row: Any) -> Given:
    """Read a row of a member's role."""
    return Given(row["role"], row["role_id"], row["store_id"])


def _actions(given: Given, own: dict[UUID, Any]) -> frozenset[Any]:
    if given.role is not None and given.role in ROLES:
        return ROLES[given.role]
    if given.role_id is not None and given.role_id in own:
        return own[given.role_id]  # type: ignore[no-any-return]
    raise RoleNotFound(f"There is no role “{given.role or given.role_id}”; GET /roles lists them.")


def _row_actions(row: Any) -> frozenset[Any]:
    return grantable(row["actions"]) if row["role"] is None else ROLES.get(row["role"], frozenset())


async def _check_stores(session: Session, stores: set[UUID]) -> None:
    known = await roles_repository.known_stores(session, stores)
    if unknown := stores - known:
        raise StoreNotFound(f"There is no store “{min(map(str, unknown))}” that you may see.")
