"""A model as those who may use it see it: what it is, what it costs, and how it has been."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from aisle.llm.catalogue import Catalogue, ModelCard, Price
from aisle.llm.gateway.endpoints import Endpoint, Health
from aisle.llm.tracking import Spread, Trouble
from aisle.llm.watching import Watch, WatchedEmbedder
from aisle.providers.addresses import prices_of, url_of
from aisle.providers.described import card_of
from aisle.providers.own import Opened, OwnModels
from aisle.providers.types import OwnModel

# Whose names say nothing of an operator's own network.
KNOWN_PROVIDERS = frozenset({"openai", "gemini", "anthropic"})
OTHER = "other"


class ModelKind(StrEnum):
    """What a model does."""

    CHAT = "chat"
    EMBEDDER = "embedder"
    RERANKER = "reranker"
    WRITER = "writer"


class Owner(StrEnum):
    """Who brought it."""

    INSTALLATION = "installation"
    ORGANIZATION = "organization"


class HealthState(StrEnum):
    """unknown: nobody asked it lately. ok: it answered last. troubled: its last try failed. resting: it is left alone."""

    UNKNOWN = "unknown"
    OK = "ok"
    TROUBLED = "troubled"
    RESTING = "resting"


@dataclass(frozen=True, slots=True)
class Condition:
    """How a model has been in this process.

    Attributes:
        state: In one word.
        rest_seconds: For which its breaker leaves it alone.
        trouble: Of its last try.
        in_flight: Calls under way.
        answers: Within the window that the spreads are of.
        moving_first: Seconds to first pieces, a moving average.
        first, total: Spreads of seconds to first pieces and to ends.
    """

    state: HealthState
    rest_seconds: float = 0.0
    trouble: Trouble | None = None
    in_flight: int = 0
    answers: int = 0
    moving_first: float | None = None
    first: Spread | None = None
    total: Spread | None = None

    @classmethod
    def of(cls, health: Health, organization_id: UUID | None) -> "Condition":
        """Return how a model that writes has been, for an organization's calls."""
        track, (first, total), rest = health.track, health.spreads(), health.resting(organization_id)
        state = HealthState.RESTING if rest > 0 else _state(track.trouble, total)
        counts = (track.in_flight, health.answers(), health.first_seconds)
        return cls(state, rest, track.trouble, *counts, first, total)

    @classmethod
    def watched(cls, watch: Watch | None) -> "Condition":
        """Return how an embedder or a reranker has been."""
        if watch is None:
            return cls(HealthState.UNKNOWN)
        _, totals = watch.track.seconds(watch.now())
        trouble, total = watch.track.trouble, Spread.of(totals)
        return cls(
            _state(trouble, total), 0.0, trouble, watch.track.in_flight, len(totals), None, None, total
        )


def _state(trouble: Trouble | None, total: Spread | None) -> HealthState:
    if trouble is not None:
        return HealthState.TROUBLED
    return HealthState.OK if total is not None else HealthState.UNKNOWN


@dataclass(frozen=True, slots=True)
class Weights:
    """Files of a local model. version: of it. sha256: of its largest file. licence: an SPDX name."""

    version: str
    sha256: str
    licence: str


@dataclass(frozen=True, slots=True)
class ModelView:
    """One model.

    Attributes:
        id: The name to call it by; of other kinds than chat with the kind before it.
        called: As its provider calls it.
        provider: Whose prices it has; "local" for what runs in this process, "other" for an address of the operator.
        provider_id: Of the organization's own provider.
        is_usual: Whether it is taken where nothing is chosen.
        is_hidden: An own one whose name the installation's model has.
        dimensions, languages: Of an embedder.
    """

    id: str
    kind: ModelKind
    owner: Owner
    called: str
    provider: str
    card: ModelCard
    condition: Condition
    provider_id: UUID | None = None
    is_usual: bool = False
    is_hidden: bool = False
    dimensions: int | None = None
    languages: tuple[str, ...] = ()
    weights: Weights | None = None

    def price(self, at: datetime) -> Price | None:
        """Return the price of a day for small prompts, None where it is not known."""
        return self.card.price(at.date(), 0)


def of_endpoint(
    endpoint: Endpoint, health: Health, organization_id: UUID | None, *, is_usual: bool = False
) -> ModelView:
    """Return a model of the installation, and how it has been for an organization's calls."""
    provider = endpoint.card.provider
    return ModelView(
        endpoint.name,
        ModelKind.CHAT,
        Owner.INSTALLATION,
        endpoint.called,
        provider if provider in KNOWN_PROVIDERS else OTHER,
        endpoint.card,
        Condition.of(health, organization_id),
        is_usual=is_usual,
    )


def of_own(models: OwnModels, organization_id: UUID) -> list[ModelView]:
    """Return the models that an organization brought and that are not suspended."""
    return [
        ModelView(
            name,
            ModelKind.CHAT,
            Owner.ORGANIZATION,
            endpoint.called,
            endpoint.card.provider,
            endpoint.card,
            Condition.of(one.health[name], organization_id),
            provider_id=one.provider.id,
            is_hidden=models.reach.endpoints.get(name) is not endpoint,
        )
        for one in models.opened
        for name, endpoint in one.endpoints.items()
    ]


def embedders_of(models: OwnModels, catalogue: Catalogue) -> list[ModelView]:
    """Return the models that embed which an organization brought and that are not suspended."""
    return [
        _embedder(one, said, embedder, catalogue)
        for one in models.opened
        for said in one.provider.models
        if (embedder := one.embedders.get(said.name)) is not None
    ]


def _embedder(one: Opened, said: OwnModel, embedder: WatchedEmbedder, catalogue: Catalogue) -> ModelView:
    card = card_of(said, prices_of(url_of(one.provider.kind, one.provider.base_url)), catalogue)
    return ModelView(
        f"{ModelKind.EMBEDDER}:{said.name}",
        ModelKind.EMBEDDER,
        Owner.ORGANIZATION,
        said.called,
        card.provider,
        card,
        Condition.watched(embedder.watch),
        provider_id=one.provider.id,
        dimensions=embedder.dimensions,
    )
