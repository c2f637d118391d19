"""One's own sign-ins, by device."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from aisle.core.db import Scope
from aisle.identity.logins import ending, repository
from aisle.identity.logins.devices import describe
from aisle.web.account import Owner, Reader
from aisle.web.deps import Parts, Verified, uuid_of
from aisle.web.own_pages import clear_cookie
from aisle.web.signed_in import NO_STORE

router = APIRouter(prefix="/auth/logins", tags=["account"])


class LoginItem(BaseModel):
    """One sign-in on one device."""

    id: UUID
    device: str = Field(description="As the program calls itself, in words.")
    program: str
    address: str | None
    kind: str = Field(description="browser or token")
    methods: list[str]
    created_at: datetime
    seen_at: datetime
    expires_at: datetime
    current: bool


class LoginList(BaseModel):
    """The latest seen first."""

    items: list[LoginItem]


class EndedLogins(BaseModel):
    """How many sign-ins ended."""

    ended: int


@router.get("", summary="List your sign-ins")
async def list_logins(response: Response, parts: Parts, caller: Reader) -> LoginList:
    """Return the sign-ins that hold, with device and address."""
    response.headers.update(NO_STORE)
    async with parts.database.open_scope(Scope.of_person(caller.account_id)) as session:
        rows = await repository.list_logins(session)
    return LoginList(items=[_item(row, caller.credential_id) for row in rows])


@router.delete("", dependencies=[Verified], summary="End your other sign-ins")
async def end_others(
    response: Response,
    parts: Parts,
    caller: Owner,
    own: Annotated[bool, Query(description="End this one, too.")] = False,
) -> EndedLogins:
    """End every sign-in but this one. Within 30 seconds none of them opens anything."""
    ended = await ending.end_others(parts.database, caller, own=own)
    parts.authenticator.forget_credentials(ended)
    if own:
        clear_cookie(response)
    return EndedLogins(ended=len(ended))


@router.delete("/{login_id}", status_code=204, dependencies=[Verified], summary="End one of your sign-ins")
async def end_one(login_id: str, parts: Parts, caller: Owner) -> None:
    """End one sign-in of your own."""
    ended = await ending.end_one(parts.database, caller, uuid_of(login_id))
    parts.authenticator.forget_credentials(ended)


def _item(row: Any, current: UUID) -> LoginItem:
    same = {
        name: row[name]
        for name in ("id", "address", "kind", "methods", "created_at", "seen_at", "expires_at")
    }
    return LoginItem(
        **same, device=describe(row["device"]), program=row["device"], current=row["id"] == current
    )
