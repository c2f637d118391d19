"""An organization's own routes: which of the models it can use are asked for what."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from aisle.audit.service import record
from aisle.audit.types import Event
from aisle.core.db import Database
from aisle.core.settings.outside import Purposes
from aisle.core.settings.routes import RouteSettings
from aisle.identity.types import Caller
from aisle.llm.gateway import Gateway, Purpose, RoutePolicy
from aisle.llm.routes import repository
from aisle.llm.routes.described import ROUTES, own_policies, policy_of, routes_of
from aisle.llm.routes.errors import ModelRouteRefused
from aisle.llm.routes.own import OwnPolicies

Routes = dict[Purposes, RouteSettings]


@dataclass(frozen=True, slots=True)
class CanaryState:
    """A canary that is at work. is_stopped: because it failed too often, in this process."""

    purpose: Purpose
    model: str
    share: float
    is_stopped: bool


@dataclass(frozen=True, slots=True)
class RouteView:
    """Routes as an organization sees them.

    Attributes:
        routes: Its own, by purpose.
        models: Names that it can use.
        canaries: Those at work for its calls.
    """

    routes: Routes
    models: tuple[str, ...]
    canaries: tuple[CanaryState, ...]


@dataclass(frozen=True, slots=True)
class ModelRoutes:
    """Works on the routes of a caller's organization."""

    database: Database
    policies: OwnPolicies
    gateway: Gateway

    async def read(self, caller: Caller) -> RouteView:
        """Return the organization's routes, the models they may name, and how canaries do."""
        async with self.database.open_scope(caller.scope) as session:
            routes = routes_of(await repository.find_routes(session))
        return await self._view(caller.organization_id, routes)

    async def change(self, caller: Caller, routes: Mapping[Purposes, RouteSettings]) -> RouteView:
        """Put these routes in place of all the organization had. Raises ModelRouteRefused."""
        names = frozenset((await self.gateway.reach(caller.organization_id)).endpoints)
        for purpose, route in routes.items():
            if unknown := sorted(policy_of(route).names - names):
                raise ModelRouteRefused(f"{purpose}: there is no model “{unknown[0]}” that you can use.")
        wanted = ROUTES.dump_python(dict(routes), mode="json", exclude_defaults=True)
        async with self.database.open_scope(caller.scope) as session:
            before = await repository.find_routes(session, lock=True)
            await repository.write_routes(session, wanted)
            event = Event("model_routes.changed", "organization", caller.organization_id, before, wanted)
            await record(session, event)
        self.policies.forget(caller.organization_id)
        return await self._view(caller.organization_id, dict(routes))

    async def _view(self, organization_id: UUID, routes: Routes) -> RouteView:
        reach = await self.gateway.reach(organization_id)
        own = own_policies(routes, self.policies.installation.of)
        at_work = {**self.policies.installation.of, **own}
        canaries = (self._state(purpose, organization_id, one) for purpose, one in at_work.items())
        return RouteView(routes, tuple(sorted(reach.endpoints)), tuple(filter(None, canaries)))

    def _state(self, purpose: Purpose, organization_id: UUID, policy: RoutePolicy) -> CanaryState | None:
        if policy.canary is None:
            return None
        setter = organization_id if policy.is_own else None
        watch = self.gateway.router.canaries.watch(purpose, setter, policy.canary)
        return CanaryState(
            purpose, policy.canary.model, policy.canary.share, watch.is_stopped(organization_id)
        )
