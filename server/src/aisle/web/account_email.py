"""Proving an address, and changing it."""

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict

from aisle.identity.accounts import confirming, email_changing
from aisle.web.account import Owner
from aisle.web.account_password import LinkToken
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, Verified, open_to_everyone
from aisle.web.sign_in import Email

router = APIRouter(prefix="/auth/email", tags=["account"])
BY_LINK = Depends(open_to_everyone("the link of the mail is the credential"))


class NewEmail(BaseModel):
    """Another address."""

    model_config = ConfigDict(extra="forbid")

    email: Email


class Link(BaseModel):
    """What the link of a mail says."""

    model_config = ConfigDict(extra="forbid")

    token: LinkToken


@router.post(
    "",
    status_code=202,
    dependencies=[Verified],
    summary="Ask to change your address",
    openapi_extra=json_body(NewEmail, {"email": "ada@pike.example"}),
)
async def ask_to_change(body: NewEmail, parts: Parts, caller: Owner) -> None:
    """Send a link to the new address. Nothing changes before it is used."""
    await email_changing.ask_to_change(parts.accounts, caller.account_id, body.email)


@router.post(
    "/change",
    status_code=204,
    dependencies=[BY_LINK],
    summary="Change the address by a link",
    openapi_extra=json_body(Link, {"token": "aisle_ot_…"}),
)
async def change(body: Link, parts: Parts) -> None:
    """Take the new address, and tell the old one how to take it back within a week."""
    await email_changing.change(parts.accounts, body.token.get_secret_value())


@router.post(
    "/undo",
    status_code=204,
    dependencies=[BY_LINK],
    summary="Take a change of address back",
    openapi_extra=json_body(Link, {"token": "aisle_ot_…"}),
)
async def undo(body: Link, parts: Parts) -> None:
    """Give the account back to the old address; every sign-in ends."""
    ended = await email_changing.undo(parts.accounts, body.token.get_secret_value())
    parts.authenticator.forget_credentials(ended)


@router.post(
    "/confirm",
    status_code=204,
    dependencies=[BY_LINK],
    summary="Confirm an address by a link",
    openapi_extra=json_body(Link, {"token": "aisle_ot_…"}),
)
async def confirm(body: Link, parts: Parts) -> None:
    """Take the link as proof that the address is the account's."""
    await confirming.confirm(parts.accounts, body.token.get_secret_value())


@router.post("/resend", status_code=202, summary="Have the link to confirm sent again")
async def resend(parts: Parts, caller: Owner) -> None:
    """Send it once more; links that were sent before work no longer."""
    await confirming.resend(parts.accounts, caller.account_id)
