"""How a kind of connector describes itself, and what it may offer beside."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

from pydantic import BaseModel

from aisle.sources.oauth.types import OAuthGrant
from aisle.sources.ports.hooks import Hooks
from aisle.sources.ports.outside import Outside
from aisle.sources.ports.reading import Connector, ResourceRule
from aisle.sources.ports.setup import Setup
from aisle.sources.records import Resource


class Kind(Protocol):
    """How a connector describes itself, for forms, documentation and the engine. Its models make the form: JSON Schema."""

    name: str  # as in the API: "shopify"
    title: str  # as people say: "Shopify"
    summary: str  # one sentence
    options: type[BaseModel]
    credentials: type[BaseModel]  # secrets are SecretStr
    rules: Mapping[Resource, ResourceRule]  # the capabilities
    hooks: Hooks | None

    def open(self, setup: Setup) -> Connector:
        """Return a connection; nothing is asked yet."""
        ...

    async def detect(self, address: str, outside: Outside) -> Detected | None:
        """Say whether the shop at an address is of this kind. Raises ShopError when it cannot be asked."""
        ...


@runtime_checkable
class Authorizing(Protocol):
    """A kind whose shops people let Aisle into with a browser; its credentials are OAuthCredentials."""

    oauth: OAuthGrant


@runtime_checkable
class Bound(Protocol):
    """A kind that sends its credentials to hosts named in code alone, whatever its options say."""

    hosts: tuple[str, ...]


@runtime_checkable
class Offering(Protocol):
    """Options of a kind that reads something else of each shop: they say what."""

    def offered(self) -> Mapping[Resource, ResourceRule]:
        """Return what can be read with these options; a part of the kind's rules."""
        ...


def offered(kind: Kind, options: BaseModel) -> Mapping[Resource, ResourceRule]:
    """Return what a connection of a kind can read, and how: the kind's rules, unless its options say more."""
    return options.offered() if isinstance(options, Offering) else kind.rules


@runtime_checkable
class Receiving(Protocol):
    """Options of a kind whose shops sign as they like: they say how."""

    def hooks(self) -> Hooks | None:
        """Return what reads these shops' deliveries; None: they send none."""
        ...


def hooks_of(kind: Kind, options: BaseModel) -> Hooks | None:
    """Return what reads the deliveries of a connection: the kind's hooks, unless its options say more."""
    return options.hooks() if isinstance(options, Receiving) else kind.hooks


@dataclass(frozen=True, slots=True)
class Detected:
    """A likely kind. certainty: 0..1. options: those that can be filled in already. evidence: what showed it, in words."""

    kind: str
    certainty: float
    options: Mapping[str, Any]
    evidence: str


# Shows an address to kinds; raises ShopError for one that cannot be asked.
Detecting = Callable[[str, Iterable[Kind], Outside], Awaitable[Sequence[Detected]]]
