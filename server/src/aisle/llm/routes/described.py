"""From a description of a route to its policy, and back; an organization's own, within the installation's ceilings."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import structlog
from pydantic import TypeAdapter, ValidationError

from aisle.core.settings.outside import Purposes
from aisle.core.settings.routes import CanarySettings, EnsembleSettings, RouteSettings, ShadowSettings
from aisle.llm.catalogue import Ability
from aisle.llm.gateway import Canary, Ensemble, Prefer, Purpose, RoutePolicy, Settle, Shadow

ROUTES: TypeAdapter[dict[Purposes, RouteSettings]] = TypeAdapter(dict[Purposes, RouteSettings])
log = structlog.get_logger()


def policy_of(route: RouteSettings, *, is_own: bool = False) -> RoutePolicy:
    """Return what a description says. is_own: an organization's."""
    return RoutePolicy(
        route.models,
        route.first,
        Prefer(route.prefer),
        route.most_cost,
        frozenset(Ability(name) for name in route.needs),
        route.slowest,
        route.hard,
        route.hard_from,
        _shadow(route.shadow),
        _canary(route.canary),
        _ensemble(route.ensemble),
        is_own,
    )


def routes_of(stored: Any) -> dict[Purposes, RouteSettings]:
    """Read what an organization has stored; what cannot be read is none."""
    if stored is None:
        return {}
    try:
        return ROUTES.validate_python(stored)
    except ValidationError:
        log.warning("llm.organization_routes_unreadable")
        return {}


def own_policies(
    routes: Mapping[Purposes, RouteSettings], installation: Mapping[Purpose, RoutePolicy]
) -> dict[Purpose, RoutePolicy]:
    """Return an organization's policies. It can be stricter with itself than the installation, never laxer."""
    found = {Purpose(name): policy_of(route, is_own=True) for name, route in routes.items()}
    return {purpose: _within(one, installation.get(purpose)) for purpose, one in found.items()}


def _within(own: RoutePolicy, ours: RoutePolicy | None) -> RoutePolicy:
    if ours is None:
        return own
    ceilings = [one.most_cost for one in (own, ours) if one.most_cost is not None]
    return replace(own, most_cost=min(ceilings, default=None), needs=own.needs | ours.needs)


def _shadow(one: ShadowSettings | None) -> Shadow | None:
    return Shadow(one.model, one.share, one.at_once) if one else None


def _canary(one: CanarySettings | None) -> Canary | None:
    return Canary(one.model, one.share, one.most_failures) if one else None


def _ensemble(one: EnsembleSettings | None) -> Ensemble | None:
    return Ensemble(one.models, Settle(one.settle), one.judge) if one else None
