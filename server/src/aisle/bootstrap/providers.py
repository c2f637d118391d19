"""From settings to what finds, makes and keeps the models that organizations bring."""

from dataclasses import dataclass
from uuid import UUID

from aisle.adapters.embeddings import EMBEDDERS, EmbedderOptions, RemoteOptions, known_model
from aisle.adapters.llm import CHAT_MODELS, ChatServer
from aisle.bootstrap.chat_models import ChatModels
from aisle.bootstrap.embedders import TEXT_TOKENS
from aisle.core.db import Database
from aisle.core.http import Timing
from aisle.core.http.egress import GuardedFetch, Pace
from aisle.core.settings import Settings
from aisle.core.vault import Vault
from aisle.identity.types import Caller
from aisle.llm.catalogue import load_catalogue
from aisle.llm.chat import ChatModel
from aisle.llm.gateway import Gateway, Reach
from aisle.llm.ports import ManagedEmbedder
from aisle.providers.directory import MakeEmbedder, MakeModel, ProviderDirectory
from aisle.providers.own import OwnModels
from aisle.providers.service import Providers
from aisle.providers.trying import Tried, try_provider
from aisle.providers.types import OwnModel, Server

AT_ONCE = 64  # calls under way at one provider of an organization, in this process


@dataclass(frozen=True, slots=True)
class OwnProviders:
    """Providers of organizations in this process. service: keeps them. directory: finds their models."""

    service: Providers
    directory: ProviderDirectory
    gateway: Gateway
    timing: Timing

    async def models(self, organization_id: UUID) -> OwnModels:
        """Return what an organization brought."""
        return await self.directory.models(organization_id, installation_of(self.gateway))

    async def test(
        self, caller: Caller, provider_id: UUID, model: str | None, request_id: str | None
    ) -> Tried:
        """Ask one of a provider's models once. Raises like `try_provider`, and ProviderNotFound."""
        provider = await self.service.get(caller, provider_id)
        self.service.pace.take(caller.organization_id)
        models = await self.models(caller.organization_id)
        return await try_provider(self.gateway, caller, provider, models, model, request_id, self.timing)


def make_providers(
    settings: Settings, chat: ChatModels, database: Database, vault: Vault, egress: GuardedFetch
) -> OwnProviders:
    """Return them, and let the gateway find their models."""
    timing, gateway = Timing(), chat.gateway
    catalogue = load_catalogue(settings.models_file)
    directory = ProviderDirectory(
        database, vault, make_model(settings, egress), make_embedder(settings, egress), catalogue, timing
    )
    gateway.router.directory = directory
    service = Providers(
        database,
        vault,
        egress,
        Pace(timing.now),
        lambda: chat.gateway.endpoints.keys(),
        lambda organization_id: directory.changed(organization_id, installation_of(gateway)),
    )
    return OwnProviders(service, directory, gateway, timing)


def installation_of(gateway: Gateway) -> Reach:
    """Return what every payer's calls can reach."""
    return Reach(gateway.endpoints, {name: gateway.health(name) for name in gateway.endpoints})


def make_model(settings: Settings, egress: GuardedFetch) -> MakeModel:
    """Return what makes a model of an organization's server: each of its connections passes the egress guard."""

    def make(server: Server) -> ChatModel:
        return CHAT_MODELS[server.kind](
            ChatServer(
                name=f"“{server.name}”",
                base_url=server.url,
                key=server.key,
                key_header=server.key_header,
                first_seconds=settings.chat_first_seconds,
                between_seconds=settings.chat_gap_seconds,
                total_seconds=settings.chat_total_seconds,
                at_once=AT_ONCE,
                dial=egress.dialer(server.url),
                room=server.room,
            )
        )

    return make


def make_embedder(settings: Settings, egress: GuardedFetch) -> MakeEmbedder:
    """Return what makes an embedder of an organization's server; its connections pass the egress guard, too."""

    def make(server: Server, model: OwnModel) -> ManagedEmbedder:
        known = known_model(model.called)
        dimensions = model.dimensions or 0
        where = RemoteOptions(
            base_url=server.url,
            model=model.called,
            dimensions=dimensions,
            shortens=known is not None and known.shortens and dimensions != known.dimensions,
            text_tokens=model.context_tokens or (known.tokens if known else TEXT_TOKENS),
            key=server.key,
            key_header=server.key_header or "Authorization",
            dial=egress.dialer(server.url),
            room=server.room,
        )
        return EMBEDDERS[server.kind](EmbedderOptions(settings.home / "cache", where=where))

    return make
