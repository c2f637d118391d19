"""A start-up check: every route says which right it needs, or is on the short list of public ones."""

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute

PUBLIC = frozenset({"/health", "/ready", "/metrics", "/c/{slug}", "/static/{path:path}"})
PUBLIC_PREFIXES = ("/demo",)


class UndeclaredRoute(RuntimeError):
    """A route that nobody has given a right."""


def check_policies(app: FastAPI) -> None:
    """Raise UndeclaredRoute for a route with neither a right nor a place on the public list."""
    bare = [
        route.path
        for route in app.routes
        if isinstance(route, APIRoute) and not _is_public(route.path) and not _has_action(route.dependant)
    ]
    if bare:
        raise UndeclaredRoute(f"Routes without a declared right: {', '.join(sorted(bare))}")


def _is_public(path: str) -> bool:
    return path in PUBLIC or path.startswith(PUBLIC_PREFIXES)


def _has_action(dependant: Dependant) -> bool:
    return any(hasattr(part.call, "action") or _has_action(part) for part in dependant.dependencies)
