"""The one place that says who may do what, and where: for routes, tools, jobs, exports and streams."""

from aisle.core.errors import Forbidden
from aisle.identity.types import Action, Caller, Place


def allow(caller: Caller, action: Action, place: Place) -> bool:
    """Whether the caller may do this there.

    A grant for a store reaches that store alone; one without a store reaches the organization and all its stores.
    """
    if place.organization_id != caller.organization_id:
        return False
    return any(
        action in grant.actions and grant.store_id in (None, place.store_id) for grant in caller.grants
    )


def allowed(caller: Caller, place: Place) -> frozenset[Action]:
    """Return everything the caller may do there."""
    return frozenset(action for action in Action if allow(caller, action, place))


def require(caller: Caller, action: Action, place: Place | None = None) -> None:
    """Raise Forbidden unless the caller may do this, there or where it acts already."""
    if not allow(caller, action, place or caller.place):
        raise Forbidden(f"This {caller.kind} credential may not do {action} here.")
