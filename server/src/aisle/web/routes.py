"""A start-up check: every route says which right it needs, or is on the short list of public ones."""

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

PUBLIC = frozenset(
    {
        "/",
        "/health",
        "/ready",
        "/metrics",
        "/openapi.json",
        "/c/{slug}",
        "/c/{slug}/frame",
        "/static/{path:path}",
        "/account",
        "/account/{view}",
        "/console/{path:path}",
        "/s",
        "/s/{path:path}",
        "/onboarding/{path:path}",
        "/sign-in",
        "/sign-up",
        "/forgot",
        "/reset",
        "/invite",
    }
)
PUBLIC_PREFIXES = ("/demo/", "/docs", "/redoc")


class UndeclaredRoute(RuntimeError):
    """A route that nobody has given a right."""


def check_policies(app: FastAPI) -> None:
    """Raise UndeclaredRoute for a route with neither a right nor a place on the public list."""
    # The application's own list holds routers, not what is in them: only the contexts name every route.
    routes = [
        (str(route.path), getattr(route, "dependant", None)) for route in iter_route_contexts(app.routes)
    ]
    bare = [path for path, needs in routes if not _is_public(path) and not (needs and _has_action(needs))]
    if bare:
        raise UndeclaredRoute(f"Routes without a declared right: {', '.join(sorted(bare))}")


def _is_public(path: str) -> bool:
    return path in PUBLIC or path.startswith(PUBLIC_PREFIXES)


def _has_action(dependant: Dependant) -> bool:
    return any(hasattr(part.call, "action") or _has_action(part) for part in dependant.dependencies)
