"""Turns sign-ins away at the door while the line for hashing is full: a flood of them must not be felt in chats.

Nothing is read, parsed, looked up or written for such a request; the use cases ask once more for those that came by.
"""

from collections.abc import Callable

from starlette.types import ASGIApp, Receive, Scope, Send

from aisle.identity.accounts.errors import HashingBusy
from aisle.identity.accounts.ports import PasswordHasher
from aisle.web.errors import from_error, remember_problem

PATHS = frozenset({"/api/v1/auth/sign-in", "/api/v1/auth/sign-up"})


class FullLine:
    """Pure ASGI. hasher: returns the process's own, once it is open."""

    def __init__(self, app: ASGIApp, hasher: Callable[[], PasswordHasher]) -> None:
        self.app, self._hasher = app, hasher

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] in PATHS and scope["method"] == "POST":
            try:
                self._hasher().check_room()
            except HashingBusy as error:
                remember_problem(scope, error.code)
                await from_error(error, _request_id(scope))(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _request_id(scope: Scope) -> str:
    return str(scope.get("state", {}).get("request_id", ""))
