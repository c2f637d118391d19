"""Letting Aisle into a shop with a browser: where it goes, and what it brings back.

The browser comes back to a page of ours (/account/consent) that knows nothing. Whoever began brings what it carries to the API,
with their own credential, so that nobody can be made to finish what somebody else began.
"""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.sources.oauth.service import Going
from aisle.sources.oauth.states import LONGEST
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may, uuid_of
from aisle.web.once.declaring import repeats
from aisle.web.source_models import ConnectedSource
from aisle.web.source_shapes import source_shape
from aisle.web.text import Storable

router = APIRouter(tags=["sources"])
Writer = Annotated[Caller, Depends(may(Action.WRITE_SOURCES))]
LONGEST_CODE = 4_000


class ConsentAddress(BaseModel):
    """Where the browser of whoever lets Aisle in has to go."""

    location: str
    redirect: str = Field(
        description="Where it comes back to; the OAuth client has to allow exactly this address."
    )
    expires_at: datetime


class ConsentBody(BaseModel):
    """What the browser brought back, out of the address that it came to."""

    model_config = ConfigDict(extra="forbid")

    state: Storable = Field(min_length=1, max_length=LONGEST)
    code: Storable = Field(min_length=1, max_length=LONGEST_CODE)


def consent_shape(going: Going) -> ConsentAddress:
    """Shape where a browser goes."""
    return ConsentAddress(location=going.location, redirect=going.redirect, expires_at=going.expires)


@router.post("/sources/{source_id}/oauth", dependencies=[Verified], summary="Begin to let Aisle in")
@repeats("makes another address; the one before counts as well, until it is used")
async def begin_consent(source_id: str, parts: Parts, caller: Writer) -> ConsentAddress:
    """Return the address at which a person lets Aisle into the shop; it counts once, for ten minutes and for this caller."""
    return consent_shape(await parts.sources.consents.begin(caller.scope, uuid_of(source_id)))


@router.post(
    "/sources/{source_id}/oauth/finish",
    response_model=ConnectedSource,
    summary="Finish letting Aisle in",
    openapi_extra=json_body(ConsentBody, {"state": "…", "code": "4/0Ab…"}),
)
@repeats("a consent counts once by itself")
async def finish_consent(source_id: str, request: Request, parts: Parts, caller: Writer) -> dict[str, Any]:
    """Make sealed tokens of what the browser brought, and have the source read."""
    consents = parts.sources.consents
    await parts.sources.service.get(caller.scope, uuid_of(source_id))
    body = await body_of(request, ConsentBody)
    return source_shape(await consents.finish(caller.scope, uuid_of(source_id), body.state, body.code))
