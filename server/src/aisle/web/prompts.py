"""What models are told: the shipped prompts, and what an organization puts in their place."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.prompts.checking import MOST_CHARACTERS
from aisle.prompts.service import KnownPrompt
from aisle.prompts.types import Override
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, may_across, may_in_organization
from aisle.web.once.declaring import exempt
from aisle.web.pagination import LARGEST, Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["prompts"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_PROMPTS))]
Writer = Annotated[Caller, Depends(may_in_organization(Action.WRITE_PROMPTS))]
Name = Annotated[Storable, Path(max_length=100)]
LONGEST_NOTE, LONGEST_VALUE = 500, 4_000
OWN = "{{tone}} Use the metric system. Write about {{sentences}} sentences in {{language}}."


class OverrideBody(BaseModel):
    """A text in the place of a prompt's. `{{name}}` is filled in; nothing else is."""

    model_config = ConfigDict(extra="forbid")

    text: Storable = Field(max_length=4 * MOST_CHARACTERS)
    note: Storable = Field("", max_length=LONGEST_NOTE, description="Why.")


class PromptRollback(BaseModel):
    """version: the one to go back to; 0 is the shipped text."""

    model_config = ConfigDict(extra="forbid")

    version: int = Field(ge=0, le=LARGEST, strict=True)


class PreviewBody(BaseModel):
    """What to try out. Without `text` the one that is used; values that are left out are samples."""

    model_config = ConfigDict(extra="forbid")

    text: Storable | None = Field(None, max_length=4 * MOST_CHARACTERS)
    values: dict[Storable, Annotated[Storable, Field(max_length=LONGEST_VALUE)]] = Field(
        default_factory=dict, max_length=50
    )


class ListedPrompt(BaseModel):
    """A prompt. override: the version of the organization's own text; null where the shipped one is used."""

    name: str
    version: int
    owner: str
    purpose: str
    overridable: bool
    override: int | None


class PromptVariable(BaseModel):
    """Something that is filled in. required: a text has to name it."""

    name: str
    meaning: str
    required: bool
    sample: str


class PromptOverride(BaseModel):
    """One version of the organization's own text. text: null for back to the shipped one."""

    version: int
    text: str | None
    based_on: int
    note: str
    made_at: datetime | None
    made_by: str | None


class ShownPrompt(ListedPrompt):
    """A prompt, whole. before, after: guards that nobody overrides. diff: what the organization's text changes."""

    changed: str
    before: str
    text: str
    after: str
    variables: list[PromptVariable]
    newest_override: PromptOverride | None
    diff: str


class PromptPreview(BaseModel):
    """What a model would be told. tokens: about how many it takes."""

    text: str
    tokens: int


@router.get("/prompts", summary="List prompts")
async def list_prompts(parts: Parts, caller: Reader) -> dict[str, Any]:
    """Return every prompt, with which of them the organization overrides."""
    return {"items": [ListedPrompt(**_listed(one)) for one in await parts.prompts.list(caller)]}


@router.get("/prompts/{prompt}", summary="Read a prompt")
async def read_prompt(prompt: Name, parts: Parts, caller: Reader) -> ShownPrompt:
    """Return a prompt, the organization's text, and how the two differ."""
    return shown(await parts.prompts.get(caller, prompt))


@router.put(
    "/prompts/{prompt}", summary="Override a prompt", openapi_extra=json_body(OverrideBody, {"text": OWN})
)
async def put_prompt(prompt: Name, request: Request, parts: Parts, caller: Writer) -> ShownPrompt:
    """Put a text in the place of a prompt's. It is used by every process after half a minute at most."""
    await parts.prompts.get(caller, prompt)
    body = await body_of(request, OverrideBody)
    return shown(await parts.prompts.put(caller, prompt, body.text, body.note))


@router.get("/prompts/{prompt}/history", summary="List a prompt's own versions")
async def list_history(
    prompt: Name, parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25
) -> dict[str, Any]:
    """Return the versions of the organization's text, the newest first, with who made them and when."""
    position = decode_cursor("prompt history", cursor, int)
    found = await parts.prompts.history(caller, prompt, position[0] if position else None, limit + 1)
    items = [_override(one) for one in found[:limit]]
    next_cursor = encode_cursor("prompt history", items[-1].version if len(found) > limit else None)
    return {"items": items, "next_cursor": next_cursor}


@router.post(
    "/prompts/{prompt}/rollback",
    summary="Go back to an earlier text",
    openapi_extra=json_body(PromptRollback, {"version": 0}),
)
async def roll_back(prompt: Name, request: Request, parts: Parts, caller: Writer) -> ShownPrompt:
    """Make a new version of an earlier one, or of the shipped text."""
    await parts.prompts.get(caller, prompt)
    body = await body_of(request, PromptRollback)
    return shown(await parts.prompts.roll_back(caller, prompt, body.version))


@router.post(
    "/prompts/{prompt}/preview",
    summary="Try a prompt out",
    openapi_extra=json_body(PreviewBody, {"values": {}}),
)
@exempt("It changes nothing and asks no model.")
async def preview(prompt: Name, request: Request, parts: Parts, caller: Reader) -> PromptPreview:
    """Return a prompt as a model would be told it, with sample values where none are sent."""
    await parts.prompts.get(caller, prompt)
    body = await body_of(request, PreviewBody)
    found = await parts.prompts.preview(caller, prompt, body.text, body.values)
    return PromptPreview(text=found.text, tokens=found.tokens)


def shown(known: KnownPrompt) -> ShownPrompt:
    """Return a prompt as it is answered."""
    prompt = known.prompt
    variables = [
        PromptVariable(name=name, meaning=one.meaning, required=one.required, sample=one.sample)
        for name, one in prompt.variables.items()
    ]
    return ShownPrompt(
        **_listed(known),
        changed=prompt.changed,
        before=prompt.before,
        text=prompt.text,
        after=prompt.after,
        variables=variables,
        newest_override=_override(known.override) if known.override else None,
        diff=known.diff,
    )


def _listed(known: KnownPrompt) -> dict[str, Any]:
    prompt, own = known.prompt, known.override
    return {
        "name": prompt.name,
        "version": prompt.version,
        "owner": prompt.owner,
        "purpose": prompt.purpose,
        "overridable": prompt.overridable,
        "override": own.version if own and own.text is not None else None,
    }


def _override(one: Override) -> PromptOverride:
    return PromptOverride(
        version=one.version,
        text=one.text,
        based_on=one.based_on,
        note=one.note,
        made_at=one.made_at,
        made_by=one.made_by,
    )
