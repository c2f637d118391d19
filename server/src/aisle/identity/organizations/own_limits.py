"""The rate limits that an organization sets for itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database, Session
from aisle.core.limits.own import tightened, written
from aisle.core.limits.rules import RuleWish, stricter
from aisle.core.limits.types import Rule
from aisle.identity.limiting import CallerLimits
from aisle.identity.members.granting import as_of_now
from aisle.identity.organizations import repository
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller, Place
from aisle.tenants.errors import OrganizationNotFound

SETTING = "rate_limits"


@dataclass(frozen=True, slots=True)
class LimitsView:
    """Rules as an organization sees them. in_force: the installation's, with its own where those are tighter or new."""

    installation: tuple[Rule, ...]
    own: tuple[Rule, ...]
    in_force: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class OwnLimits:
    """Works on the rules of a caller's organization."""

    database: Database
    limits: CallerLimits

    async def read(self, caller: Caller) -> LimitsView:
        """Return the rules that hold for the organization, and where they come from."""
        async with self.database.open_scope(caller.scope) as session:
            return self._view((await _get(session))["settings"].get(SETTING))

    async def change(self, caller: Caller, wishes: Mapping[str, RuleWish]) -> LimitsView:
        """Put rules in place of all that the organization had of its own. Raises LaxerRule, NothingCounted, InvalidInput."""
        after = written(tightened(self.limits.rules, wishes))
        async with self.database.open_scope(caller.scope) as session:
            now = await as_of_now(session, caller)
            require(now, Action.WRITE_ORGANIZATION, Place(caller.organization_id))
            row = await _get(session, lock=True)
            settings = row["settings"]
            await repository.update_organization(session, row["name"], {**settings, SETTING: after})
            told = ("organization", caller.organization_id, settings.get(SETTING), after)
            await record(session, Event("rate_limits.changed", *told))
        self.limits.forget(caller.organization_id)
        return self._view(after)

    def _view(self, own: Any) -> LimitsView:
        rules = self.limits.rules
        wanted = stricter(rules, own)
        mine = tuple(one for one in wanted if isinstance(own, dict) and one.name in own)
        return LimitsView(rules, mine, wanted if rules else ())


async def _get(session: Session, *, lock: bool = False) -> Any:
    row = await repository.find_organization(session, lock=lock)
    if row is None:
        raise OrganizationNotFound()
    return row
