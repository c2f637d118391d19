"""A provider that an organization brings, and its models."""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from aisle.core.http import Room
from aisle.llm.catalogue import Ability


class ProviderKind(StrEnum):
    """How its server is spoken to."""

    OPENAI = "openai"
    GEMINI = "gemini"
    ANTHROPIC = "anthropic"


@dataclass(frozen=True, slots=True)
class OwnPrice:
    """What a million tokens cost, as the organization says. What is None costs like others of its kind."""

    input: Decimal
    output: Decimal
    cached_read: Decimal | None = None
    cached_write: Decimal | None = None
    reasoning: Decimal | None = None
    currency: str = "USD"


@dataclass(frozen=True, slots=True)
class OwnModel:
    """A model of a provider.

    Attributes:
        name: By which the organization's calls name it.
        called: As the provider calls it.
        shadows: Whether it is asked where the installation has a model of the name, too.
        context_tokens, most_output_tokens, can, cannot, price: In place of what the catalogue says; None and nothing leave it.
        dimensions: Of its vectors, where it embeds; None: it writes.
    """

    name: str
    called: str
    shadows: bool = False
    context_tokens: int | None = None
    most_output_tokens: int | None = None
    can: frozenset[Ability] = frozenset()
    cannot: frozenset[Ability] = frozenset()
    price: OwnPrice | None = None
    dimensions: int | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A provider as it shall be. base_url: None for the kind's own. key_header: None for the kind's usual one."""

    name: str
    kind: ProviderKind
    base_url: str | None
    key_header: str | None
    models: tuple[OwnModel, ...]


@dataclass(frozen=True, slots=True)
class Provider:
    """A provider as it is kept. The key is not in it.

    Attributes:
        key_tail: The key's last characters, where it is long enough to say them.
        key_set_at: None without a key.
        suspended_at: Its models are asked by nobody since.
    """

    id: UUID
    name: str
    kind: ProviderKind
    base_url: str | None
    key_header: str | None
    key_tail: str | None
    key_set_at: datetime | None
    suspended_at: datetime | None
    created_at: datetime
    models: tuple[OwnModel, ...] = ()


@dataclass(frozen=True, slots=True)
class Server:
    """Where a provider's models are asked, for whoever makes them.

    Attributes:
        name: As messages call it.
        room: For answers of all providers of its organization.
    """

    name: str
    kind: ProviderKind
    url: str
    key: str | None = field(repr=False)
    key_header: str | None
    room: Room = field(repr=False, compare=False)
