"""The hosted page /c/{slug}: the chat as a page of its own, for shops that do not embed it."""

import base64
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from pathlib import Path
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import HTMLResponse, Response

from aisle.core.db import Database, Scope, Session
from aisle.core.errors import Unavailable
from aisle.identity.keys import repository as keys
from aisle.tenants import repository as tenants
from aisle.tenants.types import Store
from aisle.web import static
from aisle.web.built_page import BuiltPage, page_response, read_page
from aisle.web.deps import Parts
from aisle.web.edge.headers import permissions
from aisle.web.sample_page import Shown, sample_page
from aisle.web.static import READ, Dist
from aisle.web.widget import links
from aisle.widget import service as widget
from aisle.widget.errors import WidgetPreviewEnded
from aisle.widget.previews import Preview as Link
from aisle.widget.types import WidgetSettings

router = APIRouter(include_in_schema=False)
router.include_router(static.router)

API = "/api/v1"
Preview = Annotated[str | None, Query(max_length=200)]
PLACEHOLDER = "__AISLE_CONFIG__"
# A shopper may speak instead of typing; the browser asks them first.
HEARING = {"permissions-policy": permissions(own=("microphone",))}
SLUG = re.compile(r"[a-z0-9](-?[a-z0-9]){0,62}")
# Characters that could end the script element, or that old parsers take for line ends inside a string.
IN_SCRIPT = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}
NOTICE_STYLE = """
body { margin: 0; display: grid; place-items: center; min-block-size: 100vh; padding: 24px; box-sizing: border-box;
  color-scheme: light dark; background: Canvas; color: CanvasText; font: 1rem/1.6 ui-sans-serif, system-ui, sans-serif; }
main { max-inline-size: 34rem; }
h1 { margin: 0 0 12px; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 12px; }
"""


@dataclass(frozen=True, slots=True)
class Hosted:
    """What the page of a store is told before it asks for a session."""

    slug: str
    key: str
    name: str
    language: str
    origins: tuple[str, ...] = ()  # whose pages may frame it
    store: Store | None = None  # as its window shows it
    window: WidgetSettings | None = None


@router.api_route("/c/{slug}", methods=READ)
async def hosted_page(
    slug: str,
    request: Request,
    parts: Parts,
    dist: Dist,
    asked: Annotated[Shown, Depends()],
    preview: Preview = None,
) -> Response:
    """Serve the chat of a store as a page; with a link to a preview, a page of a shop that has the draft's window."""

    def sample(_: BuiltPage, hosted: Hosted) -> Response:
        page, policy = sample_page(hosted.slug, hosted.name, hosted.key, preview or "", asked)
        return HTMLResponse(page, headers=_headers(policy))

    if preview:
        return await page_of(slug, parts, dist, sample, preview)

    def show(frame: BuiltPage, hosted: Hosted) -> Response:
        headers = _headers(policy_for(frame, hosted)) | HEARING
        return page_response(request, fill(frame.html, hosted), headers)

    return await page_of(slug, parts, dist, show)


async def page_of(
    slug: str,
    parts: Parts,
    dist: Path,
    show: Callable[[BuiltPage, Hosted], Response],
    preview: str | None = None,
) -> Response:
    """Return a store's page as `show` makes it of the built frame, or a page that says why there is none.

    preview: a signed link; the draft's window is shown then, if the link is of this very store.
    """
    try:
        seen = links(parts).read(preview, datetime.now(UTC)) if preview else None
        hosted = await find_hosted(parts.database, slug.lower(), seen)
    except WidgetPreviewEnded:
        return _notice(404, "This preview has ended", "Ask whoever sent you the link for another one.")
    except Unavailable:
        return _notice(
            503, "Just a moment", "The assistant cannot be reached right now. Please try again in a minute."
        )
    if hosted is None:
        return _notice(
            404,
            "There is no shop at this address",
            "The address may be mistyped, or the shop has closed its assistant. The link on the shop’s own pages is the safest way in.",
        )
    frame = await read_page(dist)
    if frame is None:
        return _notice(
            503,
            "The chat window is not built yet",
            "This server has the shop, but not the page’s files. Run make widget in the checkout, then load this page again.",
        )
    return show(frame, hosted)


def policy_for(frame: BuiltPage, hosted: Hosted) -> str:
    """Return the page's policy: besides this server, the pages frame it that may use the store's keys."""
    around = " ".join(["'self'", *hosted.origins])
    return (
        f"default-src 'none'; script-src 'self'{frame.script}; style-src 'self'{frame.style}; connect-src 'self'; "
        f"img-src 'self' https: data:; base-uri 'none'; form-action 'none'; frame-ancestors {around}"
    )


def fill(frame: str, hosted: Hosted) -> str:
    """Put a store's settings into the built page, so that no text of theirs can end the script element."""
    config = {
        "slug": hosted.slug,
        "key": hosted.key,
        "api": API,
        "name": hosted.name,
        "language": hosted.language,
        **(ways_in(hosted.window) if hosted.window else {}),
    }
    return fill_with(frame, config)


def ways_in(window: WidgetSettings) -> dict[str, Any]:
    """Return how a shopper may ask beside typing, in the frame and on the page alike."""
    return {"voice": window.voice, "photo": window.photo}


def fill_with(frame: str, config: dict[str, Any]) -> str:
    """Put settings into the built page, so that no text of them can end the script element."""
    return frame.replace(PLACEHOLDER, json.dumps(config, ensure_ascii=False).translate(IN_SCRIPT))


async def find_hosted(database: Database, slug: str, seen: Link | None = None) -> Hosted | None:
    """Return what a store's page is told; None where there is no such store, or it has no key for its page.

    seen: a link to its draft, which is shown then. Raises WidgetPreviewEnded for another store's.
    """
    address = await tenants.find_address(database, slug) if SLUG.fullmatch(slug) else None
    if address is None:
        return None
    if seen and (seen.organization_id, seen.store_id) != (address.organization_id, address.store_id):
        raise WidgetPreviewEnded()
    async with database.open_scope(
        Scope(address.organization_id, address.store_id, "hosted-page")
    ) as session:
        store = await tenants.find_store(session, address.store_id)
        key = await keys.find_hosted_key(session, address.store_id)
        origins = await keys.list_origins(session, address.store_id)
        window = await _window(session, draft=seen is not None)
    if store is None or key is None:
        return None
    shown = widget.dressed(store, window)
    return Hosted(store.slug, key, store.name, store.language, tuple(origins), shown, window)


async def _window(session: Session, *, draft: bool) -> WidgetSettings:
    if draft:
        return (await widget.get_draft(session)).settings
    release = await widget.find_live(session)
    return release.settings if release else WidgetSettings()


def _notice(status: int, title: str, text: str) -> HTMLResponse:
    digest = base64.b64encode(hashlib.sha256(NOTICE_STYLE.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    page = f"""<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(title)}</title>
<style>{NOTICE_STYLE}</style>
</head>
<body>
<main><h1>{escape(title)}</h1><p>{escape(text)}</p></main>
</body>
</html>
"""
    return HTMLResponse(page, status, headers=_headers(policy))


def _headers(policy: str) -> dict[str, str]:
    return {"content-security-policy": policy, "cache-control": "no-store"}
