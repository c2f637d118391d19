"""The cookie of people who are signed in, and the proofs that a request comes from a page of ours.

A browser sends the cookie by itself, whoever asked it to. It therefore counts on our own pages alone, never on requests
from elsewhere; and where something is changed, three things have to agree: the Origin, what the browser says of where the
request comes from (Fetch Metadata), and a token that foreign pages cannot read.
"""

import hmac
from uuid import UUID

from fastapi import Request, Response

from aisle.core.errors import Conflict, Forbidden

COOKIE = "__Host-aisle_session"
TOKEN_HEADER = "x-csrf-token"  # noqa: S105
ORGANIZATION_HEADER = "x-aisle-organization"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OURS = frozenset({"same-origin", "none"})  # none: typed, or from a bookmark


class ForeignPage(Forbidden):
    """A page of another origin used the sign-in of the person who looks at it."""

    code = "foreign_page"
    title = "This can only be done from a page of this server"


class CsrfTokenMissing(Forbidden):
    """A change with a cookie came without its proof."""

    code = "csrf_token_missing"
    title = "The header X-CSRF-Token is missing or not this sign-in's"


class OtherOrganization(Conflict):
    """A page was opened in one organization, and another page led the sign-in into a second one."""

    code = "other_organization"
    title = "This sign-in acts in another organization now"


def cookie_of(request: Request) -> str | None:
    """Return the cookie's value; nothing where it was sent twice, since then somebody else set one."""
    sent = [
        part.strip().partition("=")[2]
        for header in request.headers.getlist("cookie")
        for part in header.split(";")
        if part.strip().partition("=")[0] == COOKIE
    ]
    return sent[0] if len(sent) == 1 and sent[0] else None


def set_cookie(response: Response, value: str, seconds: int) -> None:
    """Keep a sign-in in the browser, out of reach of scripts and of other hosts."""
    response.set_cookie(COOKIE, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax")


def clear_cookie(response: Response) -> None:
    """Have the browser forget the sign-in, and what it kept of answers to it."""
    response.headers["clear-site-data"] = (
        '"cache"'  # not storage: shoppers' chats of the same origin lie there
    )
    response.delete_cookie(COOKIE, path="/", secure=True, httponly=True, samesite="lax")


def check_own_page(request: Request, own: str) -> None:
    """Raise ForeignPage unless the request can come from a page of ours. own: our origin."""
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    changes = request.method not in SAFE
    if (origin is None and changes) or (origin is not None and origin.lower() != own.lower()):
        raise ForeignPage("A sign-in kept in a cookie counts on our own pages alone; elsewhere send a token.")
    if site is not None and site not in ({"same-origin"} if changes else OURS):
        raise ForeignPage("The browser says that another site asked for this.")


def check_csrf(request: Request, token: str) -> None:
    """Raise CsrfTokenMissing when something is changed without the token. token: the one of this sign-in."""
    sent = request.headers.get(TOKEN_HEADER, "")
    if request.method not in SAFE and not hmac.compare_digest(sent.encode(), token.encode()):
        raise CsrfTokenMissing("GET /api/v1/auth/session says it.")


def check_organization(request: Request, acts_in: UUID) -> None:
    """Raise OtherOrganization when a page says that it shows another organization than the one the sign-in acts in.

    Tabs share a cookie. Without this, what was meant for one organization would be done to the other.
    """
    said = request.headers.get(ORGANIZATION_HEADER)
    if said is not None and said != str(acts_in):
        raise OtherOrganization("Load the page anew; what it shows belongs to another organization.")
