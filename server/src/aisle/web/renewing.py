"""A new proof gives a browser a new cookie, and the one before opens nothing any more (OWASP ASVS 5.0, 7.2.4)."""

from contextlib import suppress

from fastapi import Request, Response

from aisle.bootstrap.resources import Resources
from aisle.core.errors import AisleError
from aisle.identity.logins import ending
from aisle.identity.logins.errors import LoginNotFound
from aisle.identity.types import Caller
from aisle.web.own_pages import cookie_of, set_cookie


async def end_before(request: Request, parts: Resources) -> None:
    """End the sign-in whose cookie the browser brought, whoever's it was: the new one takes its place."""
    before = await _signed_in_before(request, parts)
    if before is None:
        return
    with suppress(LoginNotFound):  # it ended a moment ago
        ended = await ending.end_replaced(parts.database, before)
        parts.authenticator.forget_credentials(ended)


async def _signed_in_before(request: Request, parts: Resources) -> Caller | None:
    cookie = cookie_of(request)
    if cookie is None:
        return None
    try:
        caller = await parts.authenticator.recognise(cookie, None, "")
    except AisleError:
        return None
    return caller if caller.person_id is not None else None


async def renew_cookie(response: Response, parts: Resources, caller: Caller) -> None:
    """Give a browser that has proven to be there another secret for its sign-in; programs renew theirs by refreshing."""
    async with parts.database.open_scope(caller.scope) as session:
        renewed = await parts.logins.renew(session, caller.credential_id)
    parts.authenticator.forget_credentials([caller.credential_id])
    if renewed is not None:
        set_cookie(response, renewed.secret, renewed.seconds)
