"""Second factors: set up, used at the second step, and to prove again to be there."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from aisle.core.db import Scope
from aisle.identity.factors import asking, enrolling, proving, repository
from aisle.identity.factors.types import Factor, FactorKind, Proof
from aisle.identity.logins.types import LoginKind
from aisle.web.account import Owner, Reader
from aisle.web.bodies import body_of, json_body
from aisle.web.code_pictures import CodePicture, picture_of
from aisle.web.deps import Parts, Verified, open_to_everyone, uuid_of
from aisle.web.factor_pages import Options, asks, own_page
from aisle.web.renewing import renew_cookie
from aisle.web.signed_in import NO_STORE, SecondStep, SignedIn, check_page, hand_out

router = APIRouter(prefix="/auth", tags=["factors"])
STEP = Depends(open_to_everyone("the challenge of the first step is the credential; guesses are counted"))
Name = Annotated[str, StringConstraints(max_length=200)]
Code = Annotated[SecretStr, Field(max_length=100)]
Challenge = Annotated[SecretStr, Field(max_length=1_000, description="From the answer to the first step.")]
Answer = Annotated[dict[str, Any], Field(description="What navigator.credentials answered, as JSON.")]


class ProofBody(BaseModel):
    """One of these: a code of an authenticator app, a recovery code, or a passkey's answer."""

    model_config = ConfigDict(extra="forbid")

    code: Code | None = None
    recovery_code: Code | None = None
    passkey: Answer | None = None

    def proof(self) -> Proof:
        """Return it as the service takes it."""
        code = self.code.get_secret_value() if self.code else None
        recovery = self.recovery_code.get_secret_value() if self.recovery_code else None
        return Proof(code, recovery, self.passkey)


class StepBody(ProofBody):
    """The challenge of the first step, and a proof."""

    challenge: Challenge


class ChallengeBody(BaseModel):
    """The challenge of the first step."""

    model_config = ConfigDict(extra="forbid")

    challenge: Challenge


class NameBody(BaseModel):
    """How a factor is called."""

    model_config = ConfigDict(extra="forbid")

    name: Name = ""


class CodeBody(BaseModel):
    """A code of an authenticator app."""

    model_config = ConfigDict(extra="forbid")

    code: Code


class FactorShown(BaseModel):
    """A factor without what it proves with."""

    id: UUID
    kind: FactorKind
    name: str
    created_at: datetime
    used_at: datetime | None


class FactorsShown(BaseModel):
    """What is set up."""

    items: list[FactorShown]
    recovery_codes_left: int


class AuthenticatorMade(BaseModel):
    """What an authenticator app needs, shown this once. It counts after a code of it was sent to /confirm."""

    id: UUID
    secret: str
    uri: str = Field(description="otpauth address: a link on the phone, or the content of a picture.")
    picture: CodePicture | None = Field(description="The address as a QR code. Null: it is too long for one.")


class FactorAdded(BaseModel):
    """A factor that works now. recovery_codes: shown this once, with the first factor."""

    id: UUID
    recovery_codes: list[str]


class RecoveryCodes(BaseModel):
    """Ten codes for one use each, shown this once."""

    recovery_codes: list[str]


@router.post(
    "/second-step",
    dependencies=[STEP],
    summary="Take the second step of a sign-in",
    openapi_extra=json_body(StepBody, {"challenge": "aisle_ot_…", "code": "123456"}),
)
async def take_step(request: Request, response: Response, parts: Parts) -> SignedIn | SecondStep:
    """Sign in after the first step with a code, a recovery code or a passkey."""
    body = await body_of(request, StepBody)
    page = own_page(request, parts)
    issued = await proving.take_second_step(
        parts.factors, body.challenge.get_secret_value(), body.proof(), page
    )
    check_page(request, parts, "cookie" if issued.kind is LoginKind.BROWSER else "tokens")
    return await hand_out(request, parts, response, issued)


@router.post(
    "/second-step/passkey-options",
    dependencies=[STEP],
    summary="Ask a passkey for the second step",
    openapi_extra=json_body(ChallengeBody, {"challenge": "aisle_ot_…"}),
)
async def step_options(request: Request, parts: Parts) -> Options:
    """Return what to hand to navigator.credentials.get."""
    body = await body_of(request, ChallengeBody)
    challenge = body.challenge.get_secret_value()
    return asks(await asking.options_of_step(parts.factors, challenge, own_page(request, parts)))


@router.post(
    "/verify/factor",
    status_code=204,
    summary="Prove with a factor that it is you",
    openapi_extra=json_body(ProofBody, {"code": "123456"}),
)
async def verify_factor(request: Request, response: Response, parts: Parts, caller: Owner) -> None:
    """For ten minutes this sign-in may do what needs a recent proof; it counts as made with that factor, too."""
    body = await body_of(request, ProofBody)
    page = own_page(request, parts)
    await proving.verify(parts.factors, caller.account_id, caller.credential_id, body.proof(), page)
    await renew_cookie(response, parts, caller)


@router.post("/verify/passkey-options", summary="Ask a passkey to prove that it is you")
async def verify_options(request: Request, parts: Parts, caller: Owner) -> Options:
    """Return what to hand to navigator.credentials.get."""
    page = own_page(request, parts)
    return asks(await asking.options_to_prove(parts.factors, caller.account_id, page))


@router.get("/factors", summary="List your factors")
async def list_factors(response: Response, parts: Parts, caller: Reader) -> FactorsShown:
    """Return authenticator apps and passkeys, and how many recovery codes are left."""
    response.headers.update(NO_STORE)
    async with parts.database.open_scope(Scope.of_person(caller.account_id)) as session:
        found, left = await repository.list_factors(session), await repository.codes_left(session)
    return FactorsShown(items=[_shown(one) for one in found], recovery_codes_left=left)


@router.post(
    "/factors/authenticator",
    status_code=201,
    dependencies=[Verified],
    summary="Begin with an authenticator app",
    openapi_extra=json_body(NameBody, {"name": "My phone"}),
)
async def begin_authenticator(
    response: Response, request: Request, parts: Parts, caller: Owner
) -> AuthenticatorMade:
    """Return the secret for an app, this once."""
    body = await body_of(request, NameBody)
    response.headers.update(NO_STORE)
    made = await enrolling.begin_authenticator(parts.factors, caller, body.name)
    return AuthenticatorMade(id=made.id, secret=made.secret, uri=made.uri, picture=picture_of(made.uri))


@router.post(
    "/factors/{factor_id}/confirm",
    dependencies=[Verified],
    summary="Confirm an authenticator app",
    openapi_extra=json_body(CodeBody, {"code": "123456"}),
)
async def confirm(
    factor_id: str, response: Response, request: Request, parts: Parts, caller: Owner
) -> FactorAdded:
    """Send the first code of the app; from here on it is asked for when you sign in."""
    body = await body_of(request, CodeBody)
    response.headers.update(NO_STORE)
    code = body.code.get_secret_value()
    added = await enrolling.confirm_authenticator(parts.factors, caller, uuid_of(factor_id), code)
    parts.authenticator.forget_credentials([caller.credential_id])
    return FactorAdded(id=added.id, recovery_codes=list(added.recovery_codes))


@router.post("/factors/recovery-codes", dependencies=[Verified], summary="Make new recovery codes")
async def renew_codes(response: Response, parts: Parts, caller: Owner) -> RecoveryCodes:
    """Return ten codes, this once; those that you had work no more."""
    response.headers.update(NO_STORE)
    return RecoveryCodes(recovery_codes=list(await enrolling.renew_codes(parts.factors, caller)))


@router.patch(
    "/factors/{factor_id}",
    status_code=204,
    dependencies=[Verified],
    summary="Name a factor",
    openapi_extra=json_body(NameBody, {"name": "My phone"}),
)
async def rename(factor_id: str, request: Request, parts: Parts, caller: Owner) -> None:
    """Give a factor another name."""
    body = await body_of(request, NameBody)
    await enrolling.rename(parts.factors, caller, uuid_of(factor_id), body.name)


@router.delete("/factors/{factor_id}", status_code=204, dependencies=[Verified], summary="Remove a factor")
async def remove(factor_id: str, parts: Parts, caller: Owner) -> None:
    """Take a factor away. The last one stays while a role of yours needs it."""
    await enrolling.remove(parts.factors, caller, uuid_of(factor_id))


def _shown(factor: Factor) -> FactorShown:
    return FactorShown.model_validate(factor, from_attributes=True)
