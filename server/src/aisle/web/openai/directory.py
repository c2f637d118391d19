"""Which model a name means, for whom. What a caller may not ask is no different from what does not exist."""

from collections.abc import Mapping

from aisle.bootstrap.resources import Resources
from aisle.identity.types import Caller
from aisle.llm.gateway import Endpoint
from aisle.llm.ports import ManagedEmbedder
from aisle.web.openai.errors import ModelNotFound

EMBEDDER = "embedder:"


async def models_of(parts: Resources, caller: Caller) -> Mapping[str, Endpoint]:
    """Return the models that write, by the names that a caller's organization knows them by."""
    reach = await parts.chat_models.gateway.reach(caller.organization_id)
    return {name: one for name, one in reach.endpoints.items() if _is_to_be_asked(parts, name, one)}


def _is_to_be_asked(parts: Resources, name: str, one: Endpoint) -> bool:
    """Models that judge, or stand for none that assistants may choose, have names of ours in the gateway."""
    models = parts.chat_models
    return name in models.by_name or one is not models.gateway.endpoints.get(name)


async def get_model(parts: Resources, caller: Caller, name: str) -> Endpoint:
    """Return a model that writes. Raises ModelNotFound."""
    reach = await parts.chat_models.gateway.reach(caller.organization_id)
    found = reach.endpoints.get(name)
    if found is None or not _is_to_be_asked(parts, name, found):
        raise ModelNotFound(name)
    return found


def embedder_names(parts: Resources) -> Mapping[str, str]:
    """Return the embedders' names in recipes by those of the settings."""
    return {name: recipe for name, recipe in parts.models.names.items() if recipe in parts.embedders}


async def own_embedders(parts: Resources, caller: Caller) -> Mapping[str, ManagedEmbedder]:
    """Return the embedders that a caller's organization brought, by its names for them."""
    return (await parts.providers.models(caller.organization_id)).embedders


async def get_embedder(parts: Resources, caller: Caller, name: str) -> tuple[str, ManagedEmbedder]:
    """Return an embedder and its name, by that or as the list of models has it: the organization's own one first.

    Raises ModelNotFound.
    """
    setting = name.removeprefix(EMBEDDER)
    if (own := (await own_embedders(parts, caller)).get(setting)) is not None:
        return setting, own
    recipe = embedder_names(parts).get(setting)
    if recipe is None:
        raise ModelNotFound(name)
    return setting, parts.embedders[recipe]
