"""Rights that are bound by other rights: a key has no more than its maker has at the moment, a member gives no more than they have."""

from collections.abc import Iterable
from uuid import UUID

from aisle.identity.errors import RightsExceeded
from aisle.identity.policy import allow
from aisle.identity.types import Action, Caller, Grant, Place


def bounded(wanted: Iterable[Grant], by: Iterable[Grant]) -> tuple[Grant, ...]:
    """Return what both allow, at the places that both reach."""
    limits = tuple(by)
    return tuple(
        Grant(one.store_id if limit.store_id is None else limit.store_id, one.actions & limit.actions)
        for one in wanted
        for limit in limits
        if _meet(one.store_id, limit.store_id)
    )


def covers(caller: Caller, grants: Iterable[Grant]) -> bool:
    """Whether the caller may do all of this itself, at each of the places."""
    return all(
        allow(caller, action, Place(caller.organization_id, grant.store_id))
        for grant in grants
        for action in grant.actions
    )


def _meet(one: UUID | None, other: UUID | None) -> bool:
    return one is None or other is None or one == other


def require_covering(caller: Caller, grants: Iterable[Grant]) -> None:
    """Raise RightsExceeded, naming what is missing, unless the caller may do all of this itself."""
    wanted = tuple(grants)
    if not covers(caller, wanted):
        lacking = sorted({str(one) for grant in wanted for one in _lacking(caller, grant)})
        raise RightsExceeded(f"You do not have {', '.join(lacking)} there yourself.")


def _lacking(caller: Caller, grant: Grant) -> Iterable[Action]:
    place = Place(caller.organization_id, grant.store_id)
    return (action for action in grant.actions if not allow(caller, action, place))
