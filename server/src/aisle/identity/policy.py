"""The one place that says who may do what, and where: for routes, tools, jobs, exports and streams."""

from aisle.core.errors import Forbidden
from aisle.identity.errors import SecondFactorNeeded
from aisle.identity.types import Action, Caller, Grant, Place

# What concerns a whole organization: a grant for one store names it in vain.
ORGANIZATION_WIDE = frozenset(
    {
        Action.WRITE_SCHEMAS,
        Action.WRITE_PROMPTS,
        Action.WRITE_MODELS,
        Action.WRITE_BUDGETS,
        Action.READ_MEMBERS,
        Action.WRITE_MEMBERS,
        Action.WRITE_ROLES,
        Action.READ_ORGANIZATION,
        Action.WRITE_ORGANIZATION,
        Action.DELETE_ORGANIZATION,
        Action.WRITE_SIGN_ON,
        Action.READ_AUDIT,
    }
)


def effective(grant: Grant) -> frozenset[Action]:
    """Return the actions of a grant that can be done where it holds."""
    return grant.actions - ORGANIZATION_WIDE if grant.store_id else grant.actions


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


def check_factor(caller: Caller) -> None:
    """Raise SecondFactorNeeded for whom nothing but a second factor is in the way."""
    if caller.needs_factor:
        raise SecondFactorNeeded(
            "Set up an authenticator app or a passkey on the account page, or prove the one you have to /api/v1/auth/verify/factor."
        )


def require(caller: Caller, action: Action, place: Place | None = None) -> None:
    """Raise Forbidden unless the caller may do this, there or where it acts already."""
    if not allow(caller, action, place or caller.place):
        check_factor(caller)
        raise Forbidden(f"This {caller.kind} credential may not do {action} here.")
