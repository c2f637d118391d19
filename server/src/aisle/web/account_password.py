"""Changing a password, and setting a new one by a link in a mail."""

from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field, SecretStr

from aisle.identity.accounts import passwords
from aisle.web.account import Owner
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, Verified, open_to_everyone
from aisle.web.sign_in import Email, Password

router = APIRouter(prefix="/auth/password", tags=["account"])
FORGOTTEN = Depends(
    open_to_everyone("who forgot a password has no credential; limited per address and client")
)
BY_LINK = Depends(open_to_everyone("the link of the mail is the credential"))
LinkToken = Annotated[SecretStr, Field(max_length=1_000, description="What stands behind # in the link.")]


class PasswordChange(BaseModel):
    """The present password, and another."""

    model_config = ConfigDict(extra="forbid")

    current_password: Password | None = Field(None, description="Needed of who has one.")
    new_password: Password


class Forgotten(BaseModel):
    """Whose password is gone."""

    model_config = ConfigDict(extra="forbid")

    email: Email


class Reset(BaseModel):
    """What the link says, and a new password."""

    model_config = ConfigDict(extra="forbid")

    token: LinkToken
    new_password: Password


@router.post(
    "",
    status_code=204,
    dependencies=[Verified],
    summary="Change your password",
    openapi_extra=json_body(
        PasswordChange,
        {"current_password": "seven otters juggle plums", "new_password": "a kite above nine chimneys"},
    ),
)
async def change_password(body: PasswordChange, parts: Parts, caller: Owner) -> None:
    """Set another password. All your other sign-ins end, and a mail says so."""
    current = body.current_password.get_secret_value() if body.current_password else None
    ended = await passwords.change_password(
        parts.accounts, caller.account_id, caller.credential_id, current, body.new_password.get_secret_value()
    )
    parts.authenticator.forget_credentials(ended)


@router.post(
    "/forgot",
    status_code=202,
    dependencies=[FORGOTTEN],
    summary="Ask for a new password",
    openapi_extra=json_body(Forgotten, {"email": "ada@shop.example"}),
)
async def forgot(body: Forgotten, parts: Parts) -> None:
    """Send a link to the address, if it has an account. The answer is the same if it has none."""
    await passwords.forgot(parts.accounts, body.email)


@router.post(
    "/reset",
    status_code=204,
    dependencies=[BY_LINK],
    summary="Set a new password by a link",
    openapi_extra=json_body(Reset, {"token": "aisle_ot_…", "new_password": "a kite above nine chimneys"}),
)
async def reset(body: Reset, parts: Parts) -> None:
    """Set a new password. The link works once, for half an hour; every sign-in of the account ends."""
    ended = await passwords.reset(
        parts.accounts, body.token.get_secret_value(), body.new_password.get_secret_value()
    )
    parts.authenticator.forget_credentials(ended)
