"""The policies of each organization, remembered for half a minute: the gateway asks for them with every call."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from aisle.core.db import Database, Scope
from aisle.core.errors import Unavailable
from aisle.llm.gateway import Call, Purpose, RoutePolicy, RoutingPolicies
from aisle.llm.routes import repository
from aisle.llm.routes.described import own_policies, routes_of

REMEMBER_SECONDS, AWAY_SECONDS = 30.0, 1.0
REMEMBER_MOST = 10_000
Own = Mapping[Purpose, RoutePolicy]


@dataclass(slots=True)
class OwnPolicies:
    """The installation's policies, and those that organizations set for themselves, which stand before them."""

    installation: RoutingPolicies
    database: Database
    clock: Callable[[], float] = time.monotonic
    _known: dict[UUID, tuple[float, Own]] = field(default_factory=dict)

    def policy(self, purpose: Purpose) -> RoutePolicy:
        """Return the installation's policy."""
        return self.installation.policy(purpose)

    async def of_call(self, call: Call) -> RoutePolicy:
        """Return the policy of a call; that of the installation where its payer has none, or nobody can say."""
        organization_id = call.payer.organization_id
        own = await self._own(organization_id) if organization_id is not None else {}
        return own.get(call.purpose) or self.installation.policy(call.purpose)

    def forget(self, organization_id: UUID) -> None:
        """Read an organization's policies anew with its next call."""
        self._known.pop(organization_id, None)

    async def _own(self, organization_id: UUID) -> Own:
        until, own = self._known.get(organization_id, (0.0, {}))
        if until > self.clock():
            return own
        remember = REMEMBER_SECONDS
        try:
            async with self.database.open_scope(Scope(organization_id, None)) as session:
                stored = await repository.find_routes(session)
            own = own_policies(routes_of(stored), self.installation.of)
        except Unavailable:  # those that were known hold on
            remember = AWAY_SECONDS
        if len(self._known) >= REMEMBER_MOST:
            self._known.clear()
        self._known[organization_id] = (self.clock() + remember, own)
        return own
