"""The cookie of a sign-in that was begun: it binds the answer to the browser, for ten minutes."""

from typing import Literal

from fastapi import Request, Response

from aisle.identity.federation.pending import LIFETIME, Pending
from aisle.identity.federation.tools import FederationTools

COOKIE = "__Host-aisle_pending"


def pending_of(request: Request) -> str | None:
    """Return the cookie's value; nothing where it was sent twice, since then somebody else set one."""
    sent = [
        part.strip().partition("=")[2]
        for header in request.headers.getlist("cookie")
        for part in header.split(";")
        if part.strip().partition("=")[0] == COOKIE
    ]
    return sent[0] if len(sent) == 1 else None


def set_pending(
    response: Response, tools: FederationTools, pending: Pending, *, posted: bool = False
) -> None:
    """Keep a sealed sign-in in the browser. posted: the answer is posted from another site, which Lax cookies do not see."""
    same_site: Literal["none", "lax"] = "none" if posted else "lax"
    seconds = int(LIFETIME.total_seconds())
    sealed = tools.pending.seal(pending)
    response.set_cookie(
        COOKIE, sealed, max_age=seconds, path="/", secure=True, httponly=True, samesite=same_site
    )


def clear_pending(response: Response) -> None:
    """Have the browser forget it."""
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")
