"""An assistant's settings: a draft, releases of it, and what may be chosen."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Query, Request, Response
from pydantic import BaseModel, ConfigDict, Field

from aisle.articles.diffing import diff
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
    weights_of,
)
from aisle.assistants.variables import VARIABLES
from aisle.core.errors import InvalidInput
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["assistant"])
Reader = Annotated[Caller, Depends(may(Action.READ_ASSISTANT))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_ASSISTANT))]
Which = Annotated[str, Query(pattern="^(draft|live|[1-9][0-9]{0,8})$")]
IfMatch = Annotated[
    Storable | None, Header(max_length=100, description="The `ETag` that the changes were made to.")
]
Number = Annotated[int, Field(ge=1, le=LARGEST, strict=True)]


class SettingsBody(BaseModel):
    """Settings to change; what is left out stays as it is."""

    model_config = ConfigDict(extra="forbid")

    tone: Tone = Tone.FRIENDLY
    words: Storable = Field(
        "",
        description="The merchant's own words on manner; at most 2,000 characters. `{store}` and the other names of"
        " `/assistant/variables` are filled in for each answer.",
    )
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
    refuses: list[Storable] = Field(
        [], description="Topics that are refused: a message with all words of one. At most 30."
    )
    refusal: Storable = Field("", description="What is said then; empty for the usual words.")
    avoids: list[Storable] = Field(
        [], description="Words that no sentence of an answer may hold. At most 50."
    )
    least_evidence: float = Field(
        0.0, allow_inf_nan=False, description="The score, 0 to 1, below which no passage is used."
    )
    source_weights: dict[Storable, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        {},
        description="By a source's id how much its passages count: 0 for not at all, 1 as found, at most 3.",
    )

    def changes(self) -> dict[str, Any]:
        """Return what was sent, as the service takes it."""
        sent = {name: getattr(self, name) for name in self.model_fields_set}
        lists = {name: tuple(sent[name]) for name in ("languages", "refuses", "avoids") if name in sent}
        weights = {"source_weights": weights_of(sent["source_weights"])} if "source_weights" in sent else {}
        return sent | lists | weights


class PublishBody(BaseModel):
    """Publishes only where no one else did in between."""

    model_config = ConfigDict(extra="forbid")

    expected: Number = Field(description="The number of the release that answers now, as far as you know.")
    note: Storable = Field("", max_length=500, description="Why, for those who read the history.")


@router.get("/assistant", summary="Read the assistant's settings")
async def read_assistant(response: Response, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return the draft, the live release, and what publishing would change. `ETag` is the draft's revision."""
    async with parts.database.open_scope(caller.scope) as session:
        draft = await service.get_draft(session)
    response.headers["etag"] = etag_of(draft.revision)
    return draft_json(draft)


@router.patch(
    "/assistant",
    summary="Change the assistant's draft",
    openapi_extra=json_body(SettingsBody, {"tone": "plain", "languages": ["en", "de"], "model": "quote"}),
)
async def change_assistant(
    request: Request, response: Response, parts: Parts, caller: Writer, if_match: IfMatch = None
) -> dict[str, Any]:
    """Change settings of the draft; shoppers notice nothing until it is published.

    With `If-Match` only while the draft is at that revision: otherwise nobody's text is overwritten, and the problem holds
    what the draft says now.
    """
    revision = revision_of(if_match)
    body = await body_of(request, SettingsBody)
    names = await parts.models.choosable(caller.organization_id, parts.chat_models.names)
    async with parts.database.open_scope(caller.scope) as session:
        draft = await service.change_draft(session, body.changes(), names, revision)
    response.headers["etag"] = etag_of(draft.revision)
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


@router.get("/assistant/variables", summary="List variables of the assistant's words")
async def list_variables(caller: Reader) -> dict[str, Any]:
    """Return the names that `words` may hold in braces; each answer has its values in their place."""
    return {"items": [{"name": name} for name in VARIABLES]}


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


@router.get("/assistant/releases/{number}", summary="Read a release")
async def read_release(number: str, parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return one release with its settings, who made it, when and why."""
    async with parts.database.open_scope(caller.scope) as session:
        return release_json(await service.get_release(session, number_of(number)))


@router.get("/assistant/diff", summary="Compare two states of the assistant")
async def compare_assistant(
    parts: Parts, caller: Reader, before: Which = "live", after: Which = "draft"
) -> dict[str, Any]:
    """Return each setting that differs, with both values; long texts word by word, too.

    `before` and `after` are `draft`, `live` or the number of a release.
    """
    async with parts.database.open_scope(caller.scope) as session:
        was, now = [await service.find_settings(session, one) for one in (before, after)]
    left, right = service.differences(was.settings, now.settings)
    return {
        "before": {"which": before, "number": was.number},
        "after": {"which": after, "number": now.number},
        "items": [difference_json(name, left[name], right[name]) for name in right],
    }


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
        return release_json(await service.publish(session, body.expected, names, body.note))


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
        return release_json(await service.roll_back(session, wanted, body.expected, names, body.note))


def number_of(text: str) -> int:
    """Read a release's number from a path; what cannot be one answers like one that is absent."""
    if text.isascii() and text.isdigit() and len(text) <= 10 and int(text) <= LARGEST:
        return int(text)
    raise ReleaseNotFound("The assistant has no release of this number.")


def etag_of(revision: int) -> str:
    """Return the entity tag of a draft's revision."""
    return f'"{revision}"'


def revision_of(tag: str | None) -> int | None:
    """Read the revision out of an `If-Match`; None where none is sent, or any will do. Raises InvalidInput."""
    if tag is None or tag.strip() == "*":
        return None
    text = tag.strip().removeprefix("W/").strip('"')
    if text.isascii() and text.isdigit() and len(text) <= 9:
        return int(text)
    raise InvalidInput("`If-Match` is the `ETag` that was sent with the draft.")


def difference_json(name: str, before: Any, after: Any) -> dict[str, Any]:
    """Shape what one setting was and is."""
    told = {"name": name, "before": before, "after": after}
    if not (isinstance(before, str) and isinstance(after, str)):
        return told
    return told | {"words": [{"op": one.op, "text": one.text} for one in diff(before, after)]}


def draft_json(draft: Draft) -> dict[str, Any]:
    """Shape a draft beside the live release."""
    return {
        "name": draft.live.name,
        "draft": settings_to_json(draft.settings),
        "changed_at": draft.changed_at,
        "changed_by": draft.changed_by,
        "differs": draft.differs,
        "revision": draft.revision,
        "live": {"number": draft.live.number, "settings": settings_to_json(draft.live.settings)},
    }


def release_json(one: PastRelease) -> dict[str, Any]:
    """Shape a release."""
    return {
        "number": one.release.number,
        "live": one.is_live,
        "settings": settings_to_json(one.release.settings),
        "restores": one.restores,
        "note": one.note,
        "created_at": one.created_at,
        "created_by": one.created_by,
    }
