"""Keys: made within the rights of whoever makes them, shown once, listed, rotated, revoked."""

from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.core.errors import InvalidInput
from aisle.identity.keys.types import Key, KeyKind, WantedKey
from aisle.identity.types import Action, Caller, NewKey
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_across, places_named, uuid_of
from aisle.web.moments import AwareMoment
from aisle.web.pagination import Cursor, Limit, decode_cursor, encode_cursor
from aisle.web.text import Storable

router = APIRouter(tags=["keys"])
Reader = Annotated[Caller, Depends(may_across(Action.READ_KEYS))]
Writer = Annotated[Caller, Depends(may_across(Action.WRITE_KEYS))]
EXAMPLE = {"kind": "secret", "name": "Importer", "stores": ["my-shop"], "scopes": ["read", "documents.write"]}


class KeyBody(BaseModel):
    """A key to be made. Without `stores` it holds in the key's own store, or in the whole organization."""

    model_config = ConfigDict(extra="forbid")

    kind: KeyKind
    name: Annotated[Storable, Field(max_length=100)] = ""
    stores: list[Annotated[Storable, Field(max_length=100)]] = Field(default_factory=list, max_length=100)
    scopes: list[Annotated[Storable, Field(max_length=60)]] = Field(default_factory=list, max_length=100)
    origins: list[Annotated[Storable, Field(max_length=300)]] = Field(default_factory=list, max_length=50)
    expires_at: AwareMoment | None = None


class RotationBody(BaseModel):
    """hours: how long the old key works beside the new one; 0 ends it at once."""

    model_config = ConfigDict(extra="forbid")

    hours: Annotated[float, Field(ge=0, le=24 * 30)] = 24
    expires_at: AwareMoment | None = None


class MadeKey(BaseModel):
    """A new key; `key` is shown this once."""

    id: UUID
    key: str
    kind: str


class ListedKey(BaseModel):
    """A key without its secret. `stores`: ids; empty for the whole organization."""

    id: UUID
    kind: str
    name: str
    prefix: str
    stores: list[UUID]
    scopes: list[str]
    origins: list[str]
    made_by: UUID | None
    made_by_key: UUID | None
    state: str
    created_at: datetime
    expires_at: datetime | None
    last_used_at: datetime | None
    replaced_by: UUID | None


@router.get("/keys", summary="List keys")
async def list_keys(parts: Parts, caller: Reader, cursor: Cursor = None, limit: Limit = 25) -> dict[str, Any]:
    """Return the keys of the places whose keys you may read, the oldest first; a secret is never shown again."""
    position = decode_cursor("keys", cursor, UUID)
    found = await parts.keys.list(caller, position[0] if position else None, limit + 1)
    shown = found[:limit]
    next_cursor = encode_cursor("keys", shown[-1].id if len(found) > limit else None)
    return {"items": [_shape(one) for one in shown], "next_cursor": next_cursor}


@router.post(
    "/keys",
    status_code=201,
    dependencies=[Verified],
    summary="Make a key",
    openapi_extra=json_body(KeyBody, EXAMPLE),
)
async def create_key(request: Request, parts: Parts, caller: Writer) -> MadeKey:
    """Make a key that may do no more than you may, now and as long as it lives."""
    body = await body_of(request, KeyBody)
    if body.kind is KeyKind.SECRET and not body.scopes:
        raise InvalidInput(
            "Name the key's scopes: read, write, chat, or single actions such as documents.write."
        )
    own = (caller.store_id,) if caller.store_id else ()
    stores = await places_named(parts, caller, body.stores) or own
    wanted = WantedKey(body.kind, body.name, stores, tuple(body.scopes), tuple(body.origins), body.expires_at)
    return _made(await parts.keys.create(caller, wanted))


@router.get("/keys/{key_id}", summary="Read a key")
async def read_key(key_id: str, parts: Parts, caller: Reader) -> ListedKey:
    """Return one key, without its secret."""
    return _shape(await parts.keys.get(caller, uuid_of(key_id)))


@router.delete("/keys/{key_id}", status_code=204, summary="Revoke a key")
async def revoke_key(key_id: str, parts: Parts, caller: Writer) -> None:
    """End one key for good; it opens nothing after 30 seconds at most."""
    await parts.keys.revoke(caller, uuid_of(key_id))


@router.post(
    "/keys/{key_id}/rotate",
    status_code=201,
    dependencies=[Verified],
    summary="Rotate a key",
    openapi_extra=json_body(RotationBody, {"hours": 24}),
)
async def rotate_key(key_id: str, request: Request, parts: Parts, caller: Writer) -> MadeKey:
    """Make a key like this one, which works on for some hours so that programs can change over."""
    await parts.keys.get(caller, uuid_of(key_id))
    body = await body_of(request, RotationBody)
    made = await parts.keys.rotate(caller, uuid_of(key_id), timedelta(hours=body.hours), body.expires_at)
    return _made(made)


def _made(key: NewKey) -> MadeKey:
    return MadeKey(id=key.id, key=key.token, kind=key.kind)


def _shape(key: Key) -> ListedKey:
    return ListedKey(
        id=key.id,
        kind=key.kind,
        name=key.name,
        prefix=key.prefix,
        stores=list(key.stores),
        scopes=list(key.scopes),
        origins=list(key.origins),
        made_by=key.maker.person_id,
        made_by_key=key.maker.key_id,
        state=key.state,
        created_at=key.created_at,
        expires_at=key.expires_at,
        last_used_at=key.last_used_at,
        replaced_by=key.replaced_by,
    )
