"""Models as callers receive them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from pydantic import BaseModel, Field

from aisle.llm.catalogue import Ability, Price
from aisle.llm.tracking import WINDOW_SECONDS, Spread
from aisle.providers.views import Condition, HealthState, ModelKind, ModelView, Owner


class ModelPrice(BaseModel):
    """What a million tokens cost, from one day (UTC) to another that is not within, for prompts of a size."""

    input: Decimal
    output: Decimal
    cached_read: Decimal | None
    cached_write: Decimal | None
    reasoning: Decimal | None
    currency: str
    since: date
    until: date | None
    above_tokens: int
    up_to_tokens: int | None
    source: str = Field(description="Who says so, and when it was read.")


class ModelAbilities(BaseModel):
    """What is known that it can and cannot do; of others nothing is known, and they are tried."""

    can: list[Ability]
    cannot: list[Ability]


class ModelTrouble(BaseModel):
    """The code of what went wrong with the last try; the list of errors says what it means."""

    code: str
    at: datetime


class ModelHealth(BaseModel):
    """How it is in the process that answered this."""

    state: HealthState
    rest_seconds: float
    trouble: ModelTrouble | None
    in_flight: int


class SecondsSpread(BaseModel):
    """Seconds: mean, median, and what 95 of 100 stayed within."""

    mean: float
    p50: float
    p95: float


class ModelLatency(BaseModel):
    """Of the newest answers within the window, in the process that answered this."""

    window_seconds: float
    answers: int
    first_piece: SecondsSpread | None
    first_piece_moving_average: float | None
    total: SecondsSpread | None


class ModelWeights(BaseModel):
    """The files of a model that runs in the process itself."""

    version: str
    sha256: str
    licence: str


class ModelShown(BaseModel):
    """A model that the caller's organization can use."""

    id: str
    kind: ModelKind
    owner: Owner
    provider: str = Field(description="“local” runs here; “other” is an address of the operator's own.")
    provider_id: UUID | None = Field(description="Of a provider of the organization's own.")
    called: str = Field(description="As its provider calls it.")
    usual: bool = Field(description="Whether it is taken where nothing is chosen.")
    hidden: bool = Field(description="An own model whose name a model of the installation has.")
    known: bool = Field(
        description="Whether its row in the catalogue is its own, and not its family's or none."
    )
    context_tokens: int | None
    most_output_tokens: int | None
    dimensions: int | None
    languages: list[str]
    abilities: ModelAbilities
    price: ModelPrice | None = Field(description="Of today, for small prompts; null where it is not known.")
    prices: list[ModelPrice]
    health: ModelHealth
    latency: ModelLatency
    weights: ModelWeights | None


class ModelsShown(BaseModel):
    """All of them."""

    items: list[ModelShown]


def model_shape(one: ModelView, now: datetime | None = None) -> ModelShown:
    """Return a model in its shape. now: whose day's price is shown; the present one unless said."""
    card, at = one.card, now or datetime.now(UTC)
    today = one.price(at)
    return ModelShown(
        id=one.id,
        kind=one.kind,
        owner=one.owner,
        provider=one.provider,
        provider_id=one.provider_id,
        called=one.called,
        usual=one.is_usual,
        hidden=one.is_hidden,
        known=card.is_known,
        context_tokens=card.context_tokens,
        most_output_tokens=card.most_output_tokens,
        dimensions=one.dimensions,
        languages=list(one.languages),
        abilities=ModelAbilities(can=sorted(card.can), cannot=sorted(card.cannot)),
        price=None if today is None else _price(today),
        prices=[_price(price) for price in card.prices],
        health=_health(one.condition),
        latency=_latency(one.condition),
        weights=ModelWeights.model_validate(one.weights, from_attributes=True) if one.weights else None,
    )


def _price(one: Price) -> ModelPrice:
    return ModelPrice(
        input=one.input,
        output=one.output,
        cached_read=one.cached_read,
        cached_write=one.cached_write,
        reasoning=one.reasoning,
        currency=one.currency,
        since=one.since,
        until=one.until,
        above_tokens=one.above,
        up_to_tokens=one.up_to,
        source=one.source,
    )


def _health(one: Condition) -> ModelHealth:
    trouble = ModelTrouble(code=one.trouble.code, at=one.trouble.at) if one.trouble else None
    return ModelHealth(
        state=one.state, rest_seconds=one.rest_seconds, trouble=trouble, in_flight=one.in_flight
    )


def _latency(one: Condition) -> ModelLatency:
    return ModelLatency(
        window_seconds=WINDOW_SECONDS,
        answers=one.answers,
        first_piece=_spread(one.first),
        first_piece_moving_average=one.moving_first,
        total=_spread(one.total),
    )


def _spread(one: Spread | None) -> SecondsSpread | None:
    return None if one is None else SecondsSpread(mean=one.mean, p50=one.p50, p95=one.p95)
