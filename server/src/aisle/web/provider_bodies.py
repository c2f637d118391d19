"""Providers as callers send them."""

from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from aisle.core.settings.outside import Key, ModelName
from aisle.llm.catalogue import Ability
from aisle.providers.types import OwnModel, OwnPrice, ProviderKind, Wanted
from aisle.web.text import Storable

MOST_MODELS = 50
# Of these the way of a request is made; a key in their place would change it.
NO_KEY_HEADERS = frozenset(
    {
        "accept", "accept-encoding", "connection", "content-encoding", "content-length", "content-type", "cookie", "expect",
        "host", "keep-alive", "te", "trailer", "transfer-encoding", "upgrade", "user-agent",
    }
)  # fmt: skip
Amount = Annotated[Decimal, Field(ge=0, le=1_000_000, max_digits=20, decimal_places=9)]
Tokens = Annotated[int, Field(ge=1, le=1_000_000_000)]


def _carries_keys(header: str) -> str:
    if header.lower() in NO_KEY_HEADERS or header.lower().startswith(("proxy-", "sec-")):
        raise ValueError("this header cannot carry a key")
    return header


KeyHeader = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,63}$"), AfterValidator(_carries_keys)]


class OwnPriceBody(BaseModel):
    """What a million tokens cost."""

    model_config = ConfigDict(extra="forbid")

    input: Amount
    output: Amount
    cached_read: Amount | None = None
    cached_write: Amount | None = None
    reasoning: Amount | None = None
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] = "USD"


class OwnModelBody(BaseModel):
    """A model. What is left out is taken from the catalogue of models, where it has it."""

    model_config = ConfigDict(extra="forbid")

    name: ModelName = Field(description="By which assistants and programs name it here.")
    called: ModelName | None = Field(None, description="As the provider calls it; without, the same.")
    shadows: bool = Field(
        False, description="Whether it takes the place of the installation's model of this name."
    )
    context_tokens: Tokens | None = None
    most_output_tokens: Tokens | None = None
    can: frozenset[Ability] = frozenset()
    cannot: frozenset[Ability] = frozenset()
    price: OwnPriceBody | None = None
    dimensions: Annotated[int, Field(ge=1, le=8_192)] | None = Field(
        None, description="Of its vectors: with it, the model embeds, and is asked through /v1/embeddings."
    )

    def model(self) -> OwnModel:
        """Return what the body says."""
        price = OwnPrice(**self.price.model_dump()) if self.price else None
        return OwnModel(
            self.name,
            self.called or self.name,
            self.shadows,
            self.context_tokens,
            self.most_output_tokens,
            self.can,
            self.cannot,
            price,
            self.dimensions,
        )


class ProviderBody(BaseModel):
    """A provider as it is added or changed. Another kind or address drops the key, unless a new one comes with it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[Storable, Field(min_length=1, max_length=100)]
    kind: ProviderKind = Field(description="openai: also every server that speaks like OpenAI's.")
    base_url: Annotated[Storable, Field(min_length=8, max_length=2048)] | None = Field(
        None,
        description="Up to and without `/chat/completions` and the like; without, the kind's own address.",
    )
    key: Key | None = Field(None, description="Never shown again.")
    key_header: KeyHeader | None = Field(
        None, description="Without, the kind's usual one; `api-key` for Azure."
    )
    models: list[OwnModelBody] = Field([], max_length=MOST_MODELS)

    def wanted(self) -> Wanted:
        """Return what the body says, without the key."""
        url = self.base_url.rstrip("/") if self.base_url else None
        return Wanted(self.name, self.kind, url, self.key_header, tuple(one.model() for one in self.models))

    def secret(self) -> str | None:
        """Return the key."""
        return self.key.get_secret_value() if self.key else None


class ProviderKeyBody(BaseModel):
    """A new key; null takes it away."""

    model_config = ConfigDict(extra="forbid")

    key: Key | None


class ProviderStateBody(BaseModel):
    """Whether nobody asks it."""

    model_config = ConfigDict(extra="forbid")

    suspended: bool


class ProviderTestBody(BaseModel):
    """Which of its models is asked; the first one unless said."""

    model_config = ConfigDict(extra="forbid")

    model: ModelName | None = None
