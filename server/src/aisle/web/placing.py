"""The features' routes where the API has them, each directly in the application's list.

The framework's own way, routers within routers, looks through the routes of every router again on each level; with
several hundred routes that took longer than most requests themselves.
"""

import inspect
from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.params import Depends
from fastapi.routing import APIRoute, APIWebSocketRoute
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

OTHERWISE = ("path", "endpoint", "dependencies")
KEPT = tuple(name for name in inspect.signature(APIRoute).parameters if name not in OTHERWISE)


class PlacedRoute(APIRoute):
    """A feature's route below a prefix. Logs and idempotency keys go on to know it as the feature named it."""

    def __init__(self, route: APIRoute, prefix: str, dependencies: Sequence[Depends] = ()) -> None:
        """dependencies: asked for before the route's own."""
        kept: dict[str, Any] = {name: getattr(route, name) for name in KEPT}
        asked = [*dependencies, *route.dependencies]
        super().__init__(prefix + route.path, route.endpoint, dependencies=asked, **kept)
        self._named = route
        self._begins, self._ends = self.path.partition("{")[0], self.path.rpartition("}")[2]

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Compare what is fixed in the path first: almost every route is ruled out by that."""
        path = scope["path"]
        if not scope.get("root_path") and not (path.startswith(self._begins) and path.endswith(self._ends)):
            return Match.NONE, {}
        match, found = super().matches(scope)
        if match is not Match.NONE:
            found["route"] = self._named
        return match, found


def placed(router: APIRouter, prefix: str, dependencies: Sequence[Depends] = ()) -> list[BaseRoute]:
    """Return a feature's routes below a prefix, in their order. dependencies: asked for before a route's own."""
    return [_placed(route, prefix, dependencies) for route in router.routes]


def _placed(route: BaseRoute, prefix: str, dependencies: Sequence[Depends]) -> BaseRoute:
    if isinstance(route, APIRoute):
        return PlacedRoute(route, prefix, dependencies)
    if isinstance(route, APIWebSocketRoute):
        asked = [*dependencies, *route.dependencies]
        return APIWebSocketRoute(prefix + route.path, route.endpoint, name=route.name, dependencies=asked)
    raise TypeError(f"{route!r} is no route of a feature.")
