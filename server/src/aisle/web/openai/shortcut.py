"""The straight way of a chat completion: past the web framework, whose own work would be most of the cost of a call.

The framework has the same route and describes it; this takes from it what a program with a secret key sends without an
Idempotency-Key, and asks the same functions in the same order. Everything else goes on to the framework.
"""

from collections.abc import Callable

from fastapi import FastAPI, Request
from fastapi.routing import RouteContext, iter_route_contexts
from fastapi.security import HTTPAuthorizationCredentials
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from aisle.bootstrap.resources import Resources
from aisle.core.errors import AisleError
from aisle.identity.tokens import SECRET_PREFIX
from aisle.web.errors import answer_to, answer_to_fault, answer_to_nobody
from aisle.web.openai.callers import spender
from aisle.web.openai.completions import answered

PATH = "/v1/chat/completions"
SCHEME = "bearer "


class Shortcut:
    """Pure ASGI around the framework's application."""

    def __init__(self, app: FastAPI, parts: Callable[[], Resources]) -> None:
        """app: has the route, and everything else. parts: of the process, once they are open."""
        self.app, self._parts = app, parts
        self._route = _route_of(app)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        token = _token(scope) if scope["type"] == "http" and scope["path"] == PATH else None
        if token is None:
            await self.app(scope, receive, send)
            return
        scope.update(app=self.app, route=self._route, endpoint=self._route.endpoint, path_params={})
        request = Request(scope, receive, send)
        response = await self._answer(request, token)
        try:
            await response(scope, receive, send)
        except ClientDisconnect:
            return  # nobody is there any more

    async def _answer(self, request: Request, token: str) -> Response:
        credentials = HTTPAuthorizationCredentials(scheme="Bearer", credentials=token)
        parts = self._parts()
        try:
            caller = await spender(request, parts, credentials)
            return await answered(request, parts, caller, credentials)
        except AisleError as error:
            return await answer_to(request, error)
        except ClientDisconnect as error:
            return await answer_to_nobody(request, error)
        except Exception as error:
            return await answer_to_fault(request, error)


def _route_of(app: FastAPI) -> RouteContext:
    return next(one for one in iter_route_contexts(app.routes) if str(one.path) == PATH)


def _token(scope: Scope) -> str | None:
    """Return the secret key of a request that goes this way, None for every other."""
    if scope["method"] != "POST" or "attempt" in scope.get("state", {}):
        return None
    named = [value for name, value in scope["headers"] if name == b"authorization"]
    text = named[0].decode("latin-1") if len(named) == 1 else ""
    token = text[len(SCHEME) :].strip()
    is_bearer = text[: len(SCHEME)].lower() == SCHEME
    return token if is_bearer and token.startswith(SECRET_PREFIX) else None
