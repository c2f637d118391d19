"""Has the ledger told of embedders and rerankers behind an address, which cost somebody money."""

from collections.abc import Mapping

from aisle.bootstrap.known_models import provider_of
from aisle.core.settings import Settings
from aisle.llm.catalogue import ModelCard, load_catalogue
from aisle.llm.gateway import Gateway, Purpose
from aisle.llm.metering import Meter
from aisle.llm.ports import ManagedEmbedder, Reranker
from aisle.llm.watching import WatchedEmbedder, WatchedReranker, behind
from aisle.providers.views import OTHER


def meter_outside(
    settings: Settings,
    names: Mapping[str, str],
    embedders: Mapping[str, ManagedEmbedder],
    rerankers: Mapping[str, Reranker],
    gateway: Gateway,
) -> None:
    """Set their meters. names: of embedders in recipes by those of the settings."""
    catalogue = load_catalogue(settings.models_file)
    for setting, one in settings.embedders.items():
        watched = behind(embedders.get(names.get(setting, "")), WatchedEmbedder)
        if watched is not None:
            provider = provider_of(settings, one)
            card = catalogue.find(provider, one.model)
            watched.meter = Meter(Purpose.EMBED, setting, provider, one.model, card, lambda: gateway.observer)
    reranker = behind(rerankers.get("model"), WatchedReranker)
    if reranker is not None:
        called = settings.rerank_model or "model"
        card = ModelCard(called, OTHER, is_known=False)
        reranker.meter = Meter(Purpose.RERANK, "model", OTHER, called, card, lambda: gateway.observer)
