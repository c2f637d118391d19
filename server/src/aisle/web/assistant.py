"""An assistant's settings: a draft, releases of it, and what may be chosen."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.assistants import service
from aisle.assistants.errors import ReleaseNotFound
from aisle.assistants.tones import TONES
from aisle.assistants.types import (
    QUOTE,
    Draft,
    KeptAnswers,
    Length,
    PastRelease,
    Tone,
    Unsupported,
    settings_to_json,
)
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["assistant"])
Reader = Annotated[Caller, Depends(may(Action.READ_ASSISTANT))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_ASSISTANT))]
Number = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]


class SettingsBody(BaseModel):
    """Settings to change; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    tone: Tone = Tone.FRIENDLY
    words: Storable = Field("", description="The merchant's own words on manner; at most 2,000 characters.")
    length: Length = Length.MEDIUM
    languages: list[Storable] = Field(
        [], description="Codes; the first for shoppers of any other. None: any."
    )
    unsupported: Unsupported = Unsupported.DROP
    model: Storable | None = Field(
        None, description="`quote` for none; null for the installation's usual one."
    )
    falls_back: bool = Field(True, strict=True, description="Whether to quote when the model fails.")
    kept_answers: KeptAnswers = Field(
        KeptAnswers.OFF,
        description="Which questions of anonymous shoppers an answer given before may answer.",
    )

    def changes(self) -> dict[str, Any]:
        """Return what was sent, as the service takes it."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        return sent | ({"languages": tuple(sent["languages"])} if "languages" in sent else {})


class PublishBody(BaseModel):
    """Publishes only where no one else did in between."""

    model_config = ConfigDict(extra="forbid")

    expected: Number = Field(description="The number of the release that answers now, as far as you know.")


@router.get("/assistant", summary="Read the assistant's settings")
async def read_assistant(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the draft, the live release, and what publishing would change."""
    async with parts.database.open_scope(caller.scope) as session:
        return draft_json(await service.get_draft(session))


@router.patch(
    "/assistant",
    summary="Change the assistant's draft",
    openapi_extra=json_body(SettingsBody, {"tone": "plain", "languages": ["en", "de"], "model": "quote"}),
)
async def change_assistant(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Change settings of the draft; shoppers notice nothing until it is published."""
    body = await body_of(request, SettingsBody)
    names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
    async with parts.database.open_scope(caller.scope) as session:
        draft = await service.change_draft(session, body.changes(), names)
        return draft_json(draft)


@router.get("/assistant/models", summary="List models that may be chosen")
async def list_models(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the names; `quote` asks no model. `usual` answers where an assistant chooses none."""
    models = parts.chat_models
    usual = next((name for name in models.names if models.find(name) == models.default), QUOTE)
    names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
    return {"items": [{"name": name} for name in (QUOTE, *names)], "usual": usual}


@router.get("/assistant/tones", summary="List tones")
async def list_tones(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return each tone with what a model is told of it, and how one answer sounds in it."""
    return {
        "items": [{"tone": one.tone, "words": one.words, "example": one.example} for one in TONES.values()]
    }


@router.get("/assistant/releases", summary="List releases")
async def list_releases(
    parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return releases, the newest first, with who made each and when."""
    position = decode_cursor("releases", cursor, int)
    async with parts.database.open_scope(caller.scope) as session:
        found = await service.list_releases(session, position[0] if position else None, limit + 1)
    shown = found[:limit]
    last = shown[-1].release.number if len(found) > limit else None
    return {"items": [release_json(one) for one in shown], "next_cursor": encode_cursor("releases", last)}


@router.post(
    "/assistant/releases",
    status_code=201,
    summary="Publish the draft",
    openapi_extra=json_body(PublishBody, {"expected": 1}),
)
async def publish_draft(request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Make the draft the live release; the next message is answered under it."""
    body = await body_of(request, PublishBody)
    names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
    async with parts.database.open_scope(caller.scope) as session:
        return release_json(await service.publish(session, body.expected, names))


@router.post(
    "/assistant/releases/{number}/rollback",
    status_code=201,
    summary="Go back to a release",
    openapi_extra=json_body(PublishBody, {"expected": 2}),
)
async def roll_back(number: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Make a new live release with the settings of an earlier one; a draft stays as it is."""
    wanted = number_of(number)
    async with parts.database.open_scope(caller.scope) as session:
        await service.get_release(session, wanted)
    body = await body_of(request, PublishBody)
    names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
    async with parts.database.open_scope(caller.scope) as session:
        return release_json(await service.roll_back(session, wanted, body.expected, names))


def number_of(text: str) -> int:
    """Read a release's number from a path; what cannot be one answers like one that is absent."""
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST:
        return int(text)
    raise ReleaseNotFound("The assistant has no release of this number.")


def draft_json(draft: Draft) -> dict[str, Any]:
    """Shape a draft beside the live release."""
    return {
        "name": draft.live.name,
        "draft": settings_to_json(draft.settings),
        "changed_at": draft.changed_at,
        "changed_by": draft.changed_by,
        "differs": draft.differs,
        "live": {"number": draft.live.number, "settings": settings_to_json(draft.live.settings)},
    }


def release_json(one: PastRelease) -> dict[str, Any]:
    """Shape a release."""
    return {
        "number": one.release.number,
        "live": one.is_live,
        "settings": settings_to_json(one.release.settings),
        "restores": one.restores,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }
