"""One cheap call to a provider, to see whether it works."""

from dataclasses import dataclass

from aisle.core.errors import AisleError, InvalidInput
from aisle.core.http import Timing
from aisle.identity.types import Caller
from aisle.llm.chat import CallLimits, ChatMessage, ChatRequest, Role
from aisle.llm.errors import EmbedderRefused, EmbedderUnavailable
from aisle.llm.gateway import Call, Gateway, Payer, Purpose
from aisle.llm.ports import Embedder, EmbeddingKind
from aisle.providers.errors import ModelNotFound, ProviderSuspended
from aisle.providers.own import OwnModels
from aisle.providers.types import Provider

ASKED = "Answer with the word “yes”."
# Thoughts count, too, and some providers refuse very small limits.
MOST_TOKENS = 64
LIMITS = CallLimits(connect=5.0, first=15.0, between=10.0, total=20.0)


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of it. code: of what went wrong. seconds: until the whole answer, or until it failed."""

    model: str
    works: bool
    code: str | None
    detail: str
    seconds: float


async def try_provider(
    gateway: Gateway,
    caller: Caller,
    provider: Provider,
    models: OwnModels,
    name: str | None,
    request_id: str | None,
    timing: Timing,
) -> Tried:
    """Ask one of a provider's models once, accounted for like any call.

    Args:
        gateway: Whose observer keeps account; routes and fallbacks do not count here.
        provider: Whose model is asked.
        models: Of its organization.
        name: Of the model; None: the first one.

    Raises:
        InvalidInput, ModelNotFound, ProviderSuspended: There is nothing to ask.
        AisleError: What the observer refuses with, such as a spent budget.
    """
    chosen = _chosen(provider, name)
    opened = next((one for one in models.opened if one.provider.id == provider.id), None)
    if opened is not None and chosen in opened.embedders:
        return await _embedded(opened.embedders[chosen], chosen, timing)
    if opened is None or chosen not in opened.endpoints:
        raise ProviderSuspended("Let the provider go on before you try it.")
    alone = gateway.alone(opened.endpoints[chosen], opened.health[chosen])
    call = Call(Purpose.ANALYZE, chosen, Payer.of(caller, request_id))
    begun = timing.now()
    request = ChatRequest(chosen, (ChatMessage(Role.USER, ASKED),), MOST_TOKENS, None, limits=LIMITS)
    try:
        await alone.complete(call, request)
    except AisleError as error:
        if not error.code.startswith("chat_"):
            raise
        return Tried(chosen, False, error.code, error.detail, timing.now() - begun)
    return Tried(chosen, True, None, "The model answered.", timing.now() - begun)


async def _embedded(embedder: Embedder, name: str, timing: Timing) -> Tried:
    """Have one word embedded; what that costs is less than a thing to account for."""
    begun = timing.now()
    try:
        await embedder.embed(["yes"], EmbeddingKind.QUERY)
    except (EmbedderUnavailable, EmbedderRefused) as error:
        return Tried(name, False, error.code, error.detail, timing.now() - begun)
    return Tried(name, True, None, "The model made a vector.", timing.now() - begun)


def _chosen(provider: Provider, name: str | None) -> str:
    names = [one.name for one in provider.models]
    if not names:
        raise InvalidInput("The provider has no models yet: name at least one.")
    if name is not None and name not in names:
        raise ModelNotFound(f"The provider has these models: {', '.join(names)}.")
    return name or names[0]
