"""Keeping a transaction open beyond its scope, so that what is said of it is stored with it.

A request that may be sent twice stores its reply in the transaction of its effect: both are kept, or neither. The reply
is known only after the scope was left, so for such requests somebody holds the transaction until then.
"""

from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Protocol

from aisle.core.db.context import Scope
from aisle.core.db.session import Session

if TYPE_CHECKING:
    from aisle.core.db.database import Database


class Holder(Protocol):
    """Holds at most one transaction of one task."""

    async def session_for(self, database: "Database", scope: Scope, one_view: bool) -> Session | None:
        """Return the held session where a scope can go on in it; else end what is held and return None."""

    async def hold(self, database: "Database", session: Session, connection: Any) -> bool:
        """Take over a transaction whose work is done; False leaves the commit to the scope."""

    async def drop(self) -> None:
        """Roll back what is held."""


_present: ContextVar[Holder | None] = ContextVar("holder", default=None)


def present_holder() -> Holder | None:
    """Return who holds transactions here, if anybody."""
    return _present.get()


def set_holder(holder: Holder | None) -> None:
    """Say who holds transactions from here on, in this task and those that it starts."""
    _present.set(holder)
