"""The chat as shops embed it: the page in the widget's frame, which has no origin of its own.

The loader on a shop's page shows it in a frame without `allow-same-origin`, and the policy sent with it says the same, so
that it has no origin wherever it is opened: no storage, no cookie, no way to the page around it but messages. It is told
what it needs to be drawn, so that nothing has to be asked for before a shopper's first message.
"""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from aisle.core.settings import Settings
from aisle.tenants.types import Store
from aisle.web.built_page import BuiltPage, page_response
from aisle.web.deps import Parts, own_origin
from aisle.web.pages import API, Hosted, Preview, fill_with, page_of, ways_in
from aisle.web.sessions import look_of
from aisle.web.static import READ, Dist
from aisle.widget.types import WidgetSettings

router = APIRouter(include_in_schema=False)

SANDBOX = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox allow-downloads"
# Long enough for a visit's pages, short enough that a new look is there soon.
KEPT = "public, max-age=60"


@router.api_route("/c/{slug}/frame", methods=READ)
async def framed_page(
    slug: str, request: Request, parts: Parts, dist: Dist, preview: Preview = None
) -> Response:
    """Serve the chat of a store for the frame on the store's own pages; with a link, the draft of it."""

    own = own_origin(request, parts)

    def show(frame: BuiltPage, hosted: Hosted) -> Response:
        headers = {
            "content-security-policy": _policy(frame, hosted, own),
            "cache-control": "no-store" if preview else KEPT,
        }
        return page_response(request, fill_with(frame.html, _config(hosted, parts.settings, own)), headers)

    return await page_of(slug, parts, dist, show, preview)


def _config(hosted: Hosted, settings: Settings, own: str) -> dict[str, Any]:
    """Return what the frame is told. The key stays out: the page around the frame has it, and an origin to use it from."""
    return {
        "slug": hosted.slug,
        "api": API,
        "name": hosted.name,
        "language": hosted.language,
        "origins": [*dict.fromkeys((own, settings.base_url, *hosted.origins))],
        **({"look": _look(hosted.store, settings)} if hosted.store else {}),
        **(_ways(hosted.window) if hosted.window else {}),
    }


def _ways(window: WidgetSettings) -> dict[str, Any]:
    """Return what the merchant chose for the window beside its colours and words."""
    return {
        "title": window.title,
        "logo": window.logo,
        "avatar": window.avatar,
        "consent": window.consent.text,
        **ways_in(window),
    }


def _look(store: Store, settings: Settings) -> dict[str, Any]:
    return {
        "store": look_of(store).model_dump(mode="json"),
        "retention_days": store.conversation_days(settings.conversation_days),
        "max_message_length": settings.question_max_characters,
    }


def _policy(frame: BuiltPage, hosted: Hosted, host: str) -> str:
    """Return the frame's policy. Not every browser knows who 'self' is where there is no origin, so the server is named, too."""
    own = f"'self' {host}"
    around = " ".join(["'self'", *hosted.origins])
    return (
        f"default-src 'none'; script-src {own}{frame.script}; style-src {own}{frame.style}; connect-src {own}; img-src {own} https: data:; "
        f"base-uri 'none'; form-action 'none'; frame-ancestors {around}; {SANDBOX}"
    )
