"""What endpoints are handed: the process's parts, and the caller who may do this."""

from collections.abc import Awaitable, Callable, Iterable
from functools import lru_cache
from ipaddress import ip_address
from typing import Annotated
from urllib.parse import urlsplit
from uuid import UUID

from fastapi import Depends, Path, Request
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from starlette.requests import HTTPConnection

from aisle.bootstrap.resources import Resources
from aisle.core.client import current_client
from aisle.core.db import Scope
from aisle.core.errors import Forbidden, NotFound, Unauthorized
from aisle.core.ids import id_text
from aisle.core.telemetry import add_facts
from aisle.identity.logins.errors import SignOnOnly, VerificationNeeded
from aisle.identity.policy import check_factor, require
from aisle.identity.types import Action, Caller, Place
from aisle.llm.gateway import Payer
from aisle.llm.gateway.calls import pay_as
from aisle.tenants import repository as tenants
from aisle.tenants.errors import StoreNotFound, StoreSuspended
from aisle.tenants.types import StoreState
from aisle.web.admission import admit
from aisle.web.own_pages import check_csrf, check_organization, check_own_page, cookie_of
from aisle.web.rate_limits import count_stranger

bearer = HTTPBearer(
    auto_error=False,
    description="A secret key, a publishable key, a shopper token, or an access token of a person.",
)
Bearer = Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)]

LOCAL_NAMES = ("localhost", "localhost.localdomain")


def resources_of(request: Request) -> Resources:
    """Return the parts of this process."""
    return request.app.state.resources  # type: ignore[no-any-return]


Parts = Annotated[Resources, Depends(resources_of)]


async def caller_of(request: Request, token: str | None, parts: Resources, action: Action) -> Caller:
    """Recognise the caller, let it act in the store that the path names, and check the right there.

    Raises Unauthorized, Forbidden, StoreNotFound.
    """
    caller = await _acting(request, token, parts)
    if name := request.path_params.get("store"):
        caller = await in_named_store(parts, caller, name)
    require(caller, action)
    _remember(caller)
    return caller


async def _acting(request: Request, token: str | None, parts: Resources) -> Caller:
    """Recognise who acts in an organization, and that it is the one that their page shows."""
    caller = await _recognised(request, token, parts)
    check_organization(request, caller.organization_id)
    return caller


async def _recognised(request: Request, token: str | None, parts: Resources) -> Caller:
    """Recognise who brings a bearer token, or else the cookie of a browser on a page of ours."""
    own = own_origin(request, parts)
    if token:
        caller = await parts.authenticator.recognise(token, _page_of(request, own), own)
    else:
        caller = await _recognised_by_cookie(request, parts, own)
    request.state.caller = caller
    add_facts(caller=caller.principal)
    return caller


def _page_of(request: Request, own: str) -> str | None:
    """Return the origin of the page that asks. What a page of ours only reads names none; no script can write the other header."""
    is_ours = request.headers.get("sec-fetch-site") == "same-origin"
    return request.headers.get("origin") or (own if is_ours else None)


async def _recognised_by_cookie(request: Request, parts: Resources, own: str) -> Caller:
    cookie = cookie_of(request)
    if cookie is None:
        raise Unauthorized("Send “Authorization: Bearer …” with a key or a token, or sign in.")
    check_own_page(request, own)
    caller = await parts.authenticator.recognise(cookie, request.headers.get("origin"), own)
    check_csrf(request, parts.logins.csrf_token(caller.credential_id))
    return caller


def _remember(caller: Caller) -> None:
    pay_as(Payer.of(caller, current_client().request_id))
    store = caller.store_id
    add_facts(
        organization_id=id_text(caller.organization_id), store_id=id_text(store) if store else str(store)
    )


def may(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Return a dependency that lets through callers with the right to an action in one store: their own, or the path's."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        caller = await caller_of(request, credentials.credentials if credentials else None, parts, action)
        if caller.store_id is None:
            raise NotFound(
                "Name the store: /api/v1/stores/{slug or id}/…, or use a key that is bound to one."
            )
        return caller

    return marked(check, action)


def may_anywhere(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Like `may`, and without a store in the whole organization, for those whose right reaches so far."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        return await caller_of(request, credentials.credentials if credentials else None, parts, action)

    return marked(check, action)


def may_across(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Like `may`, for routes that say themselves which stores they are about: each is checked by `scope_of_store`."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        caller = await somewhere(request, parts, credentials, action)
        _remember(caller)
        return caller

    return marked(check, action)


async def somewhere(request: Request, parts: Resources, credentials: Bearer, action: Action) -> Caller:
    """Recognise a caller who may do this in some place at least. Raises Unauthorized, Forbidden."""
    caller = await _acting(request, credentials.credentials if credentials else None, parts)
    if not any(action in grant.actions for grant in caller.grants):
        require(caller, action)
    return caller


def may_in_organization(action: Action) -> Callable[..., Awaitable[Caller]]:
    """Return a dependency for what concerns a whole organization: a grant for single stores is not enough."""

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        caller = await _acting(request, credentials.credentials if credentials else None, parts)
        require(caller, action, Place(caller.organization_id))
        _remember(caller)
        return caller

    dependency = marked(check, action)
    dependency.organization_wide = True  # type: ignore[attr-defined]
    return dependency


def may_own(action: Action, *, by_sign_on: bool = False) -> Callable[..., Awaitable[Caller]]:
    """Return a dependency for what people do with their own account: it hands over the person, outside any organization.

    by_sign_on: also for who came through an organization's single sign-on, which does not speak for the account.
    """

    async def check(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        caller = await _recognised(request, credentials.credentials if credentials else None, parts)
        if caller.person_id is None:
            raise Forbidden("This is for people who are signed in; keys and shoppers have no account.")
        if caller.connection_id is not None and not by_sign_on:
            raise SignOnOnly()
        person = Caller.of_person(caller.person_id, caller.credential_id, caller.connection_id)
        require(person, action)
        return person

    return marked(check, action)


async def recently_verified(request: Request, parts: Parts, credentials: Bearer) -> None:
    """A dependency for what a stolen sign-in must not do: within ten minutes the person has proven to be there.

    Put it beside the right that a route needs. Keys pass: what they may do was decided by a person who had to prove it.
    Raises VerificationNeeded.
    """
    caller = await _recognised(request, credentials.credentials if credentials else None, parts)
    if caller.person_id is None:
        return
    async with parts.database.open_scope(Scope.of_person(caller.person_id)) as session:
        if not await parts.logins.is_verified(session, caller.credential_id):
            raise VerificationNeeded("Send your password or a second factor to /api/v1/auth/verify first.")


Verified = Depends(recently_verified)


def open_to_everyone(why: str) -> Callable[..., Awaitable[None]]:
    """Mark a route that needs no credential. why: read by people who review the list of such routes."""

    async def counted(request: Request, parts: Parts) -> None:
        await count_stranger(request, parts)

    counted.action = None  # type: ignore[attr-defined]
    counted.why = why  # type: ignore[attr-defined]
    return counted


def named_store(store: Annotated[str, Path(description="Slug or id.", max_length=100)]) -> None:
    """Describe the part of the path that `may` reads."""


def marked(check: Callable[..., Awaitable[Caller]], action: Action) -> Callable[..., Awaitable[Caller]]:
    """Make a check of a caller a dependency that says which right it is for, and counts who comes."""

    async def checked(request: Request, parts: Parts, credentials: Bearer) -> Caller:
        try:
            caller = await check(request, parts, credentials)
        except Unauthorized:
            await count_stranger(request, parts)  # who guesses is counted, too
            raise
        return await admit(request, parts, caller)

    checked.action = action  # type: ignore[attr-defined]
    return checked


async def in_named_store(parts: Resources, caller: Caller, name: str) -> Caller:
    """Return the caller acting in a store of its organization. name: slug or id.

    Raises StoreNotFound for every other: another store's name is no more than an unknown one. Raises StoreSuspended.
    """
    store = await reached_store(parts, caller, name)
    if store.suspended_at is not None:
        raise StoreSuspended()
    return caller.in_store(store.store_id)


async def reached_store(parts: Resources, caller: Caller, name: str) -> StoreState:
    """Return which store a name means, suspended or not. Raises StoreNotFound for what the caller does not reach."""
    check_factor(caller)
    async with parts.database.open_scope(caller.scope, keep_plans=True) as session:
        store = await tenants.find_state(session, name)
    if store is None or not any(grant.store_id in (None, store.store_id) for grant in caller.grants):
        raise StoreNotFound(f"There is no store “{name}” that you may see.")
    return store


async def places_named(parts: Resources, caller: Caller, names: Iterable[str]) -> tuple[UUID, ...]:
    """Return the ids of stores that a body names. Raises StoreNotFound for those that the caller does not reach."""
    found = [(await in_named_store(parts, caller, name)).store_id for name in dict.fromkeys(names)]
    return tuple(dict.fromkeys(store_id for store_id in found if store_id is not None))


async def scope_of_store(parts: Resources, caller: Caller, name: str, action: Action) -> Scope:
    """Return the scope of a store that the caller may do this in. Raises StoreNotFound, Forbidden."""
    there = await in_named_store(parts, caller, name)
    require(there, action)
    return there.scope


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
    settings, scheme = parts.settings, request.scope.get("scheme", "http")
    named = request.headers.get("host", "")
    return _origin_of(scheme, named, settings.public_url, settings.base_url, settings.host)


@lru_cache(maxsize=256)
def _origin_of(scheme: str, named: str, public_url: str | None, base_url: str, own_host: str) -> str:
    """named: the Host header."""
    host = urlsplit(f"//{named}").hostname or ""
    if public_url or not (host in (*LOCAL_NAMES, own_host) or _is_address(host)):
        return base_url
    page = {"ws": "http", "wss": "https"}.get(scheme, scheme)
    return f"{page}://{named}"


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
