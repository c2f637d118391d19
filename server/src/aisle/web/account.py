"""Who is signed in, proving it once more, and what people set of themselves."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Response
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from aisle.identity.accounts import signing_in
from aisle.identity.accounts.profile import Entrance, change_profile, look_at_oneself
from aisle.identity.policy import effective
from aisle.identity.types import Action, Caller
from aisle.web.bodies import json_body
from aisle.web.deps import Parts, may_own
from aisle.web.renewing import renew_cookie
from aisle.web.sign_in import Password
from aisle.web.signed_in import NO_STORE

router = APIRouter(prefix="/auth", tags=["account"])
Reader = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT))]
Comer = Annotated[Caller, Depends(may_own(Action.READ_ACCOUNT, by_sign_on=True))]
Owner = Annotated[Caller, Depends(may_own(Action.WRITE_ACCOUNT))]


class PersonShown(BaseModel):
    """A person as they see themselves."""

    id: UUID
    name: str
    email: str
    email_confirmed: bool
    language: str
    has_password: bool


class Rights(BaseModel):
    """What a person may do in an organization, or in one store of it."""

    store_id: UUID | None
    actions: list[str]


class OrganizationShown(BaseModel):
    """An organization that the person can enter."""

    id: UUID
    name: str
    current: bool
    rights: list[Rights]


class LoginShown(BaseModel):
    """The sign-in that the request came with."""

    id: UUID
    methods: list[str]
    verified_at: datetime
    expires_at: datetime


class SessionShown(BaseModel):
    """Everything that a page needs to know of who is signed in."""

    person: PersonShown
    login: LoginShown
    organizations: list[OrganizationShown]
    second_steps: list[str] = Field(description="totp, passkey, recovery: those that are set up.")
    csrf_token: str = Field(description="Send it as X-CSRF-Token with each change that a cookie signs.")


class PasswordAgain(BaseModel):
    """That it is still the same person."""

    model_config = ConfigDict(extra="forbid")

    password: Password


class ProfileChange(BaseModel):
    """What is left out stays."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=500)] | None = None
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")] | None = None


@router.get("/session", summary="Read who is signed in")
async def read_session(response: Response, parts: Parts, caller: Comer) -> SessionShown:
    """Return the person, their organizations and rights, and the token that changes need."""
    response.headers.update(NO_STORE)
    found = await look_at_oneself(parts.accounts, caller)
    person, login = found.person, found.login
    return SessionShown(
        person=PersonShown(
            id=person.id,
            name=person.name,
            email=person.email,
            email_confirmed=person.email_confirmed_at is not None,
            language=person.language,
            has_password=person.password_hash is not None,
        ),
        login=LoginShown(**{name: login[name] for name in LoginShown.model_fields}),
        organizations=[_organization(one, login["organization_id"]) for one in found.organizations],
        second_steps=found.second_steps,
        csrf_token=parts.logins.csrf_token(caller.credential_id),
    )


@router.post(
    "/verify",
    status_code=204,
    summary="Prove once more that it is you",
    openapi_extra=json_body(PasswordAgain, {"password": "seven otters juggle plums"}),
)
async def verify(body: PasswordAgain, response: Response, parts: Parts, caller: Owner) -> None:
    """Send the password; for ten minutes this sign-in may then do what needs a recent proof. A browser gets a new cookie.

    Who has a second factor sends that to /auth/verify/factor instead.
    """
    password = body.password.get_secret_value()
    await signing_in.verify_password(parts.accounts, caller.account_id, caller.credential_id, password)
    await renew_cookie(response, parts, caller)


@router.patch(
    "/account",
    status_code=204,
    summary="Change name or language",
    openapi_extra=json_body(ProfileChange, {"name": "Ada Pike", "language": "en"}),
)
async def change_account(body: ProfileChange, parts: Parts, caller: Owner) -> None:
    """Set the name that others see, or the language of mails."""
    await change_profile(parts.accounts, caller.account_id, body.name, body.language)


def _organization(one: Entrance, current: UUID | None) -> OrganizationShown:
    rights = [Rights(store_id=grant.store_id, actions=sorted(effective(grant))) for grant in one.grants]
    return OrganizationShown(
        id=one.organization_id, name=one.name, current=one.organization_id == current, rights=rights
    )
