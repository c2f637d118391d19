"""Keys with which a shop's server signs who its customer is."""

from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, Field

from aisle.identity.shoppers.keys.types import Algorithm, NewShopperKey
from aisle.identity.types import Action, Caller
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may, uuid_of
from aisle.web.text import Storable

router = APIRouter(tags=["shopper keys"])
Reader = Annotated[Caller, Depends(may(Action.READ_KEYS))]
Writer = Annotated[Caller, Depends(may(Action.WRITE_KEYS))]
PEM = Field(None, max_length=4000, description="PEM; not for HS256.")


class NewKeyBody(BaseModel):
    """How the shop's server will sign."""

    algorithm: Algorithm = Algorithm.HS256
    public_key: Storable | None = PEM


class RotateBody(BaseModel):
    """How long the old key holds beside the new one."""

    overlap_hours: float = Field(24, ge=0, le=168)
    public_key: Storable | None = PEM


class KeyShown(BaseModel):
    """A key without its secret."""

    id: UUID
    algorithm: Algorithm
    public_key: str | None
    created_at: datetime
    expires_at: datetime | None
    revoked_at: datetime | None


class KeysShown(BaseModel):
    """The newest hundred, newest first."""

    items: list[KeyShown]


class KeyMade(BaseModel):
    """A new key. The id is what tokens name as `kid`; the secret is shown this once."""

    id: UUID
    algorithm: Algorithm
    secret: str | None


@router.post(
    "/shopper-keys",
    status_code=201,
    dependencies=[Verified],
    summary="Make a key that signs who a shopper is",
    openapi_extra=json_body(NewKeyBody, {"algorithm": "HS256"}),
)
async def create_key(request: Request, parts: Parts, caller: Writer) -> KeyMade:
    """Return a shared secret, this once; or keep the public half of a pair whose private half stays with the shop."""
    body = await body_of(request, NewKeyBody)
    async with parts.database.open_scope(caller.scope) as session:
        return _made(await parts.shoppers.keys.create(session, body.algorithm, body.public_key))


@router.get("/shopper-keys", summary="List the keys that sign who a shopper is")
async def list_keys(parts: Parts, caller: Reader) -> KeysShown:
    """Return the store's keys; a secret is never shown again."""
    async with parts.database.open_scope(caller.scope) as session:
        found = await parts.shoppers.keys.list(session)
    return KeysShown(items=[KeyShown.model_validate(one, from_attributes=True) for one in found])


@router.post(
    "/shopper-keys/{shopper_key_id}/rotate",
    status_code=201,
    dependencies=[Verified],
    summary="Put a new key in a key's place",
    openapi_extra=json_body(RotateBody, {"overlap_hours": 24}),
)
async def rotate_key(shopper_key_id: str, request: Request, parts: Parts, caller: Writer) -> KeyMade:
    """Return the new key; the old one holds for the overlap, so that no shopper notices."""
    key_id = uuid_of(shopper_key_id)
    async with parts.database.open_scope(caller.scope) as session:
        await parts.shoppers.keys.check(session, key_id)
    body = await body_of(request, RotateBody)
    overlap = timedelta(hours=body.overlap_hours)
    async with parts.database.open_scope(caller.scope) as session:
        return _made(await parts.shoppers.keys.rotate(session, key_id, overlap, body.public_key))


@router.delete("/shopper-keys/{shopper_key_id}", status_code=204, summary="Revoke a key at once")
async def revoke_key(shopper_key_id: str, parts: Parts, caller: Writer) -> None:
    """End a key: what it signed is not accepted any more. Sessions that were joined by it stay joined."""
    async with parts.database.open_scope(caller.scope) as session:
        await parts.shoppers.keys.revoke(session, uuid_of(shopper_key_id))


def _made(key: NewShopperKey) -> KeyMade:
    return KeyMade(id=key.id, algorithm=key.algorithm, secret=key.secret)
