"""What endpoints are handed: the process's parts, and the caller who may do this."""

from collections.abc import Awaitable, Callable
from ipaddress import ip_address
from typing import Annotated
from uuid import UUID

import structlog
from fastapi import Depends, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from aisle.bootstrap.resources import Resources
from aisle.core.db import Scope
from aisle.core.errors import NotFound, Unauthorized
from aisle.identity.policy import require
from aisle.identity.types import Action, Caller
from aisle.tenants import repository as tenants
from aisle.tenants.errors import StoreNotFound

bearer = HTTPBearer(auto_error=False, description="A secret key, a publishable key, or a shopper token.")
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]

LOCAL_NAMES = ("localhost", "localhost.localdomain")


def resources_of(request: Request) -> Resources:
    """Return the parts of this process."""
    return request.app.state.resources  # type: ignore[no-any-return]


Parts = Annotated[Resources, Depends(resources_of)]


async def caller_of(request: Request, token: str | None, parts: Resources, action: Action) -> Caller:
    """Recognise the caller and check the right. Raises Unauthorized, Forbidden."""
    if not token:
        raise Unauthorized("Send “Authorization: Bearer …” with a key or a shopper token.")
    caller = await parts.authenticator.recognise(
        token, request.headers.get("origin"), own_origin(request, parts)
    )
    require(caller, action)
    structlog.contextvars.bind_contextvars(
        organization_id=str(caller.organization_id), store_id=str(caller.store_id)
    )
    return caller


def may_across(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Like `may`, for routes that say themselves which stores they are about: keys of a whole organization pass too."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        return await caller_of(request, credentials.credentials if credentials else None, parts, action)

    check.action = action  # type: ignore[attr-defined]
    return check


async def scope_of_store(parts: Resources, caller: Caller, name: str) -> Scope:
    """Return the scope of a store that the caller may act in. name: slug or id.

    Raises StoreNotFound for every other: another store's name is no more than an unknown one.
    """
    address = await tenants.find_address(parts.database, name)
    mine = address is not None and address.organization_id == caller.organization_id
    if address is None or not mine or caller.store_id not in (None, address.store_id):
        raise StoreNotFound(f"There is no store “{name}” that this key may read.")
    return Scope(address.organization_id, address.store_id, caller.scope.principal)


def may(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Return a dependency that lets through callers with the right to an action, and marks the route with it."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        caller = await caller_of(request, credentials.credentials if credentials else None, parts, action)
        if caller.store_id is None:
            raise NotFound("This key is for the whole organization; make one for a store with --store.")
        return caller

    check.action = action  # type: ignore[attr-defined]
    return check


def declares(action: Action) -> Callable[[], None]:
    """Mark a socket's route with its right; the socket checks it itself, with the first message if need be."""

    def nothing() -> None: ...

    nothing.action = action  # type: ignore[attr-defined]
    return nothing


def own_origin(request: HTTPConnection, parts: Resources) -> str:
    """Return the origin under which this server is seen: the public address, or else the one the browser used.

    A name that is neither this machine's nor the configured one is not believed: whoever owns it could point it here
    (DNS rebinding). Addresses in numbers cannot be pointed.
    """
    host = request.url.hostname or ""
    if parts.settings.public_url or not (host in (*LOCAL_NAMES, parts.settings.host) or _is_address(host)):
        return parts.settings.base_url
    scheme = {"ws": "http", "wss": "https"}.get(request.url.scheme, request.url.scheme)
    return f"{scheme}://{request.headers.get('host', '')}"


def _is_address(host: str) -> bool:
    try:
        return bool(ip_address(host.strip("[]")))
    except ValueError:
        return False


def uuid_of(text: str) -> UUID:
    """Read an id from a path; one that cannot be an id answers like one that is absent."""
    try:
        return UUID(text)
    except ValueError:
        raise NotFound() from None
