"""GET /v1/models: every name that may stand as `model`, with what it is good for."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Path

from aisle.bootstrap.resources import Resources
from aisle.identity.policy import allow
from aisle.identity.types import Action, Caller, Place
from aisle.llm.catalogue import ModelCard
from aisle.llm.ports import ManagedEmbedder
from aisle.providers.views import KNOWN_PROVIDERS, OTHER
from aisle.tenants import repository as tenants
from aisle.web.deps import Parts
from aisle.web.openai import assistant_names
from aisle.web.openai.callers import Reader
from aisle.web.openai.directory import embedder_names, models_of, own_embedders
from aisle.web.openai.errors import ModelNotFound

router = APIRouter(tags=["openai"])
UNKNOWN_DAY = 0  # nobody says when a model was made, and the field must be there
ModelName = Annotated[str, Path(description="As the list has it; it may hold slashes.", max_length=300)]
Json = dict[str, Any]


@router.get("/models", summary="List models, as OpenAI's clients ask")
async def list_models(parts: Parts, caller: Reader) -> Json:
    """Return models that write, embedders, and the assistants of stores in which the caller may chat."""
    return {"object": "list", "data": await _models(parts, caller)}


@router.get("/models/{model_name:path}", summary="Read a model, as OpenAI's clients ask")
async def read_model(model_name: ModelName, parts: Parts, caller: Reader) -> Json:
    """Return one model of the list."""
    found = next((one for one in await _models(parts, caller) if one["id"] == model_name), None)
    if found is None:
        raise ModelNotFound(model_name)
    return found


async def _models(parts: Resources, caller: Caller) -> list[Json]:
    writing = await models_of(parts, caller)
    models = [_shape(name, _owner(one.card), "chat", **_sizes(one.card)) for name, one in writing.items()]
    embedders = _embedders(parts, await own_embedders(parts, caller))
    return [*models, *embedders, *await _assistants(parts, caller)]


def _embedders(parts: Resources, own: Mapping[str, ManagedEmbedder]) -> Iterator[Json]:
    for name, recipe in embedder_names(parts).items():
        if name not in own:
            yield _shape(name, "aisle", "embedding", dimensions=parts.embedders[recipe].dimensions)
    for name, embedder in own.items():
        yield _shape(name, OTHER, "embedding", dimensions=embedder.dimensions)


async def _assistants(parts: Resources, caller: Caller) -> list[Json]:
    found = []
    async with parts.database.open_scope(caller.scope) as session:
        stores = await tenants.list_states(session)
    for store in stores:
        place = Place(caller.organization_id, store.store_id)
        if store.suspended_at is None and allow(caller, Action.CHAT, place):
            there = caller.in_store(store.store_id)
            release = await assistant_names.release_in(parts, there, store.slug)
            name = assistant_names.model_name(store.slug, release)
            found.append(_shape(name, "aisle", "assistant"))
    return found


def _owner(card: ModelCard) -> str:
    """Return the provider; the name of an address of the operator's own is nobody's business."""
    return card.provider if card.provider in KNOWN_PROVIDERS else OTHER


def _sizes(card: ModelCard) -> Json:
    return {"context_tokens": card.context_tokens, "most_output_tokens": card.most_output_tokens}


def _shape(name: str, owner: str, kind: str, **more: Any) -> Json:
    """owner: whose prices it has. kind: chat, embedding or assistant."""
    extension = {"kind": kind, **{field: value for field, value in more.items() if value is not None}}
    return {
        "id": name,
        "object": "model",
        "created": UNKNOWN_DAY,
        "owned_by": owner,
        "aisle": extension,
    }
