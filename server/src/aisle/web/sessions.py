"""POST /sessions: a publishable key on a listed origin becomes an anonymous shopper."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.assistants import service as assistants
from aisle.core.db import Session
from aisle.identity.shoppers.service import Consent
from aisle.identity.types import Action, Caller
from aisle.tenants import service as tenants
from aisle.tenants.theme import theme_of
from aisle.tenants.types import Contact, Store
from aisle.web.bodies import MOST_JSON, bytes_of, checked, json_body, parsed
from aisle.web.deps import Parts, may
from aisle.web.once.declaring import exempt
from aisle.web.shopper_identity import ShopperShown, shown
from aisle.web.text import Storable
from aisle.widget import service as widgets

router = APIRouter(tags=["sessions"])


class StoreLook(BaseModel):
    """What a page needs to know to look and speak like the store."""

    name: str
    slug: str
    currency: str
    language: str
    mark: str
    brand: dict[str, dict[str, str]]
    greeting: str
    suggestions: list[str]
    privacy_url: str | None
    contact: Contact


class AssistantLook(BaseModel):
    """What the assistant is called."""

    name: str


class NewSession(BaseModel):
    """A shopper's token; keep it in the page's own storage."""

    token: str
    session_id: UUID
    expires_at: datetime
    retention_days: int
    max_message_length: int
    store: StoreLook
    assistant: AssistantLook


class ConsentBody(BaseModel):
    """What the shopper answered before anything was stored."""

    given: bool = Field(strict=True)
    words_version: Storable = Field(min_length=1, max_length=40)
    language: Storable = Field(pattern="^[a-z]{2}(-[A-Za-z0-9]{2,8})?$")


class SessionBody(BaseModel):
    """What may be sent along."""

    consent: ConsentBody | None = None


@router.post(
    "/sessions",
    status_code=201,
    summary="Start an anonymous shopper session",
    openapi_extra=json_body(
        SessionBody, {"consent": {"given": True, "words_version": "1", "language": "en"}}
    ),
)
@exempt("A publishable key is everybody's: a repeated reply would hand one shopper's token to another.")
async def start_session(
    request: Request, parts: Parts, caller: Annotated[Caller, Depends(may(Action.START_SESSION))]
) -> NewSession:
    """Return a token for chatting, reading products and opening citations of its own conversations.

    There need be no body; a `consent` is kept with what is said in the session.
    """
    raw = await bytes_of(request, MOST_JSON)
    said = checked(SessionBody, parsed(raw)).consent if raw.strip() else None
    consent = Consent(said.given, said.words_version, said.language) if said else None
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        release = await assistants.get_live_release(session)
        store = await dressed(session, store)
    shopper = await parts.shopper_sessions.start(caller, consent)
    return NewSession(
        token=shopper.token,
        session_id=shopper.session_id,
        expires_at=shopper.expires_at,
        retention_days=store.conversation_days(parts.settings.conversation_days),
        max_message_length=parts.settings.question_max_characters,
        store=look_of(store),
        assistant=AssistantLook(name=release.name),
    )


class CurrentSession(BaseModel):
    """What a page that kept its token asks for when it is opened again: the store may look different by now."""

    session_id: UUID | None
    shopper: ShopperShown | None  # once proven
    retention_days: int
    max_message_length: int
    store: StoreLook
    assistant: AssistantLook


@router.get("/sessions/current", summary="Read the store of a kept token")
async def current_session(
    parts: Parts, caller: Annotated[Caller, Depends(may(Action.READ_SESSION))]
) -> CurrentSession:
    """Return the store's look, greeting and contact as they are now. For shoppers."""
    async with parts.database.open_scope(caller.scope) as session:
        store = await tenants.get_store(session, session.tenant[1])
        release = await assistants.get_live_release(session)
        proven = await parts.shoppers.joiner.find(session, caller)
        store = await dressed(session, store)
    return CurrentSession(
        session_id=caller.session_id,
        shopper=shown(proven) if proven else None,
        retention_days=store.conversation_days(parts.settings.conversation_days),
        max_message_length=parts.settings.question_max_characters,
        store=look_of(store),
        assistant=AssistantLook(name=release.name),
    )


async def dressed(session: Session, store: Store) -> Store:
    """Return the store with what its window has in the place of its own settings."""
    live = await widgets.find_live(session)
    return widgets.dressed(store, live.settings) if live else store


def look_of(store: Store) -> StoreLook:
    """Shape a store for the page."""
    settings = store.settings
    return StoreLook(
        name=store.name,
        slug=store.slug,
        currency=store.currency,
        language=store.language,
        mark=settings.mark,
        brand=theme_of(settings.brand_color),
        greeting=settings.greeting,
        suggestions=list(settings.suggestions),
        privacy_url=settings.privacy_url,
        contact=settings.contact,
    )
