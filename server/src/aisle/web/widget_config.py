"""What the window on a shop's page asks for before anybody says anything: the live look, for everyone to keep."""

import hashlib
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import BaseModel

from aisle.core.db import Scope, Session
from aisle.core.errors import Unauthorized
from aisle.identity.tokens import PUBLIC_PREFIX
from aisle.identity.types import Action, Caller
from aisle.tenants import service as tenants
from aisle.tenants.theme import theme_of
from aisle.tenants.types import Contact, Store
from aisle.web.deps import Bearer, Parts, caller_of, marked, open_to_everyone, own_origin
from aisle.web.text import Storable
from aisle.web.widget import links
from aisle.widget import service, sightings
from aisle.widget.types import Nudge, Suggestions, WidgetRelease, WidgetSettings

router = APIRouter(tags=["widget"])
KEEP = "public, max-age=300, stale-while-revalidate=86400"
WITH_LINK = Depends(open_to_everyone("whoever has the link; it is signed, and ends"))


class WidgetStore(BaseModel):
    """Whose window it is."""

    slug: str
    name: str
    language: str
    currency: str


class Launcher(BaseModel):
    """The closed window. label: None for the window's own words in the shopper's language."""

    label: str | None
    position: Literal["start", "end"]
    offset_x: int
    offset_y: int
    z_index: int
    hidden_paths: list[str]


class WidgetTheme(BaseModel):
    """Colours of both modes, computed from one."""

    mode: Literal["light", "dark", "auto"]
    light: dict[str, str]
    dark: dict[str, str]
    font: str | None
    radius: int
    animation: bool


class WidgetConsent(BaseModel):
    """Whether a shopper has to agree first, and to which words."""

    required: bool
    text: str | None


class WidgetConfig(BaseModel):
    """All that the window has to know of a store. version: the number of the release, 0 before the first."""

    version: int
    store: WidgetStore
    languages: list[str]
    launcher: Launcher
    theme: WidgetTheme
    title: str | None
    mark: str
    logo: str | None
    avatar: str | None
    greeting: str
    suggestions: list[Suggestions]
    nudge: Nudge | None
    consent: WidgetConsent
    retention_days: int
    privacy_url: str | None
    contact: Contact
    voice: bool
    photo: bool
    orders: bool = False  # looking orders up, and a live person, are not served yet
    person: bool = False


async def _by_key(request: Request, parts: Parts, credentials: Bearer) -> Caller:
    """A publishable key counts in the address, too: it is public, and a request without headers needs no preflight."""
    named = request.query_params.get("key", "")
    if credentials is None and not named.startswith(PUBLIC_PREFIX):
        raise Unauthorized("Send the store's publishable key as `key`.")
    token = credentials.credentials if credentials else named
    return await caller_of(request, token, parts, Action.READ_LOOK)


@router.get("/widget/config", response_model=WidgetConfig, summary="Read the window's look")
async def read_config(
    request: Request,
    parts: Parts,
    caller: Annotated[Caller, Depends(marked(_by_key, Action.READ_LOOK))],
    key: Annotated[Storable | None, Query(max_length=200, description="The publishable key.")] = None,
) -> Response:
    """Return the live look for a page of a listed origin. It may be kept for five minutes; `If-None-Match` asks anew."""
    origin = request.headers.get("origin")
    async with parts.database.open_scope(caller.scope) as session:
        config = await live_config(session, parts.settings.conversation_days)
        if origin is not None and origin.lower() != own_origin(request, parts).lower():
            await sightings.note(session, origin.lower())
    return kept(request, config)


@router.get(
    "/widget/preview", response_model=WidgetConfig, dependencies=[WITH_LINK], summary="Read a previewed look"
)
async def read_preview(
    parts: Parts, link: Annotated[Storable, Query(max_length=200, description="As it was made.")]
) -> WidgetConfig:
    """Return the draft's look for whoever has a link to it."""
    seen = links(parts).read(link, datetime.now(UTC))
    async with parts.database.open_scope(Scope(seen.organization_id, seen.store_id, "preview")) as session:
        store = await tenants.get_store(session, seen.store_id)
        draft = await service.get_draft(session)
    release = WidgetRelease(draft.live.number, draft.settings)
    return config_of(store, release, parts.settings.conversation_days)


async def live_config(session: Session, usual_days: int) -> WidgetConfig:
    """Return what the store's window shows now; for the hosted page, too. usual_days: for which chats are kept."""
    store = await tenants.get_store(session, session.tenant[1])
    release = await service.find_live(session) or WidgetRelease(0, WidgetSettings())
    return config_of(store, release, usual_days)


def config_of(store: Store, release: WidgetRelease, usual_days: int) -> WidgetConfig:
    """Shape a release; what it leaves open is the store's own. usual_days: for which chats are kept."""
    settings, own = release.settings, service.dressed(store, release.settings).settings
    colours = theme_of(own.brand_color)
    own_suggestions = (Suggestions(texts=own.suggestions),) if own.suggestions else ()
    return WidgetConfig(
        version=release.number,
        store=WidgetStore(slug=store.slug, name=store.name, language=store.language, currency=store.currency),
        languages=list(settings.languages) or [store.language],
        launcher=_launcher(settings),
        theme=WidgetTheme(
            mode=settings.mode, light=colours["light"], dark=colours["dark"], **_style(settings)
        ),
        title=settings.title,
        mark=own.mark,
        logo=settings.logo,
        avatar=settings.avatar,
        greeting=own.greeting,
        suggestions=list(settings.suggestions or own_suggestions),
        nudge=settings.nudge,
        consent=WidgetConsent(required=settings.consent.required, text=settings.consent.text),
        retention_days=store.conversation_days(usual_days),
        privacy_url=own.privacy_url,
        contact=own.contact,
        voice=settings.voice,
        photo=settings.photo,
    )


def kept(request: Request, config: WidgetConfig) -> Response:
    """Answer with the look, or that it is as it was."""
    body = config.model_dump_json().encode()
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"etag": tag, "cache-control": KEEP, "vary": "origin"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    return Response(body, media_type="application/json", headers=headers)


def _launcher(settings: WidgetSettings) -> Launcher:
    return Launcher(
        label=settings.label,
        position=settings.position,
        offset_x=settings.offset_x,
        offset_y=settings.offset_y,
        z_index=settings.z_index,
        hidden_paths=list(settings.hidden_paths),
    )


def _style(settings: WidgetSettings) -> dict[str, Any]:
    return {"font": settings.font, "radius": settings.radius, "animation": settings.animation}
