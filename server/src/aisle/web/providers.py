"""Providers that an organization brings: its own addresses and keys of models. No answer ever holds a key."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request
from pydantic import BaseModel, ConfigDict, Field

from aisle.identity.types import Action, Caller
from aisle.llm.catalogue import Ability
from aisle.providers.addresses import url_of
from aisle.providers.types import OwnModel, Provider, ProviderKind
from aisle.web.bodies import body_of, json_body
from aisle.web.deps import Parts, Verified, may_in_organization, uuid_of
from aisle.web.once.declaring import repeats
from aisle.web.provider_bodies import ProviderBody, ProviderKeyBody, ProviderStateBody, ProviderTestBody

router = APIRouter(tags=["providers"])
Manager = Annotated[Caller, Depends(may_in_organization(Action.WRITE_MODELS))]
EXAMPLE = {
    "name": "Our OpenAI",
    "kind": "openai",
    "key": "sk-what-the-provider-gave-you",
    "models": [{"name": "our-mini", "called": "gpt-4.1-mini"}],
}


class OwnPriceShown(BaseModel):
    """What a million tokens cost, as the organization says."""

    model_config = ConfigDict(from_attributes=True)

    input: Decimal
    output: Decimal
    cached_read: Decimal | None
    cached_write: Decimal | None
    reasoning: Decimal | None
    currency: str


class OwnModelShown(BaseModel):
    """A model of a provider, as it was sent."""

    name: str
    called: str
    shadows: bool
    context_tokens: int | None
    most_output_tokens: int | None
    can: list[Ability]
    cannot: list[Ability]
    price: OwnPriceShown | None
    dimensions: int | None = Field(description="Of its vectors, where it embeds.")


class ProviderShown(BaseModel):
    """A provider without its key."""

    id: UUID
    name: str
    kind: ProviderKind
    base_url: str = Field(description="Where its models are asked.")
    key_header: str | None
    has_key: bool
    key_tail: str | None = Field(description="The last characters of a key that is long enough.")
    key_set_at: datetime | None
    suspended_at: datetime | None
    created_at: datetime
    models: list[OwnModelShown]


class ProvidersShown(BaseModel):
    """The organization's providers."""

    items: list[ProviderShown]


class ProviderTried(BaseModel):
    """What one call to a model came to."""

    model: str
    works: bool
    code: str | None = Field(description="Of what went wrong; the list of errors says what it means.")
    detail: str
    seconds: float


@router.get("/providers", summary="List providers")
async def list_providers(parts: Parts, caller: Manager) -> ProvidersShown:
    """Return the organization's own providers, the oldest first."""
    return ProvidersShown(items=[_shape(one) for one in await parts.providers.service.list(caller)])


@router.post(
    "/providers",
    status_code=201,
    dependencies=[Verified],
    summary="Add a provider",
    openapi_extra=json_body(ProviderBody, EXAMPLE),
)
async def add_provider(request: Request, parts: Parts, caller: Manager) -> ProviderShown:
    """Add a provider; its models can be named at once. The key is sealed and never shown again."""
    body = await body_of(request, ProviderBody)
    return _shape(await parts.providers.service.add(caller, body.wanted(), body.secret()))


@router.get("/providers/{provider_id}", summary="Read a provider")
async def read_provider(provider_id: str, parts: Parts, caller: Manager) -> ProviderShown:
    """Return one provider."""
    return _shape(await parts.providers.service.get(caller, uuid_of(provider_id)))


@router.put(
    "/providers/{provider_id}",
    dependencies=[Verified],
    summary="Change a provider",
    openapi_extra=json_body(ProviderBody, EXAMPLE),
)
async def change_provider(provider_id: str, request: Request, parts: Parts, caller: Manager) -> ProviderShown:
    """Put settings and models in the place of those before. The key stays as long as kind and address do."""
    service = parts.providers.service
    await service.get(caller, uuid_of(provider_id))
    body = await body_of(request, ProviderBody)
    return _shape(await service.change(caller, uuid_of(provider_id), body.wanted(), body.secret()))


@router.put(
    "/providers/{provider_id}/key",
    dependencies=[Verified],
    summary="Change a provider's key",
    openapi_extra=json_body(ProviderKeyBody, {"key": "sk-the-new-one"}),
)
async def change_key(provider_id: str, request: Request, parts: Parts, caller: Manager) -> ProviderShown:
    """Put a key in the place of the one before; calls under way end with the old one."""
    service = parts.providers.service
    await service.get(caller, uuid_of(provider_id))
    body = await body_of(request, ProviderKeyBody)
    key = body.key.get_secret_value() if body.key else None
    return _shape(await service.set_key(caller, uuid_of(provider_id), key))


@router.put(
    "/providers/{provider_id}/state",
    summary="Suspend a provider, or let it go on",
    openapi_extra=json_body(ProviderStateBody, {"suspended": True}),
)
async def change_state(provider_id: str, request: Request, parts: Parts, caller: Manager) -> ProviderShown:
    """Suspended, its models are asked by nobody, and what is under way there is broken off: here at once, in other processes within 15 seconds."""
    service = parts.providers.service
    await service.get(caller, uuid_of(provider_id))
    body = await body_of(request, ProviderStateBody)
    return _shape(await service.switch(caller, uuid_of(provider_id), suspended=body.suspended))


@router.post(
    "/providers/{provider_id}/test",
    dependencies=[Verified],
    summary="Try a provider",
    openapi_extra=json_body(ProviderTestBody, {"model": "our-mini"}),
)
@repeats("asks again; a call is accounted for each time it is made")
async def test_provider(provider_id: str, request: Request, parts: Parts, caller: Manager) -> ProviderTried:
    """Ask one of its models for a single word, and say what happened."""
    await parts.providers.service.get(caller, uuid_of(provider_id))
    body = await body_of(request, ProviderTestBody)
    tried = await parts.providers.test(caller, uuid_of(provider_id), body.model, request.state.request_id)
    return ProviderTried.model_validate(tried, from_attributes=True)


@router.delete(
    "/providers/{provider_id}", status_code=204, dependencies=[Verified], summary="Delete a provider"
)
async def delete_provider(provider_id: str, parts: Parts, caller: Manager) -> None:
    """Delete a provider with its key; its models are gone, and what is under way there is broken off."""
    await parts.providers.service.delete(caller, uuid_of(provider_id))


def _shape(one: Provider) -> ProviderShown:
    return ProviderShown(
        id=one.id,
        name=one.name,
        kind=one.kind,
        base_url=url_of(one.kind, one.base_url),
        key_header=one.key_header,
        has_key=one.key_set_at is not None,
        key_tail=one.key_tail,
        key_set_at=one.key_set_at,
        suspended_at=one.suspended_at,
        created_at=one.created_at,
        models=[_model(model) for model in one.models],
    )


def _model(one: OwnModel) -> OwnModelShown:
    return OwnModelShown(
        name=one.name,
        called=one.called,
        shadows=one.shadows,
        context_tokens=one.context_tokens,
        most_output_tokens=one.most_output_tokens,
        can=sorted(one.can),
        cannot=sorted(one.cannot),
        price=OwnPriceShown.model_validate(one.price) if one.price else None,
        dimensions=one.dimensions,
    )
