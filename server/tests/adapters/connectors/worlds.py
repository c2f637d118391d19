"""What each kind of connector is tried in: a kind's world stands in `world_of_<kind>.py` as a function `world() -> World`."""

import importlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from pydantic import BaseModel, SecretStr
from recorded_shop import Hours

from aisle.adapters.connectors import KINDS
from aisle.sources.ports import Connector, Delivery, Kind, Outside, Politeness, Setup
from aisle.sources.records import Resource

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
QUICK = Politeness(at_once=2, per_second=1e6)


@dataclass(frozen=True)
class Signed:
    """A delivery that is genuine. now: when it came, for a platform with a replay window."""

    delivery: Delivery
    secret: str
    now: datetime = NOW
    events: int | None = None  # how many it means; None: not looked at


@dataclass(frozen=True)
class World:
    """A shop to read from.

    Attributes:
        options, credentials: Of the kind's models; the shop lets them in.
        shop: Makes the shop afresh, the same each time.
        wrong: Credentials that the shop refuses; None: the kind has none.
        absent: An id that no resource has.
        least: How many records a full read of each resource gives at least; those not named are not read.
        reads_pages: Whether HTML is what the kind reads.
        secret_in_address: Whether the platform wants secrets in the address.
        deliveries: Genuine ones, where the kind has webhooks.
        tools: What else of a Setup the kind needs, by name.
        is_local: Whether it is read from this machine, so that no answer from outside stands in its place.
    """

    options: BaseModel
    credentials: BaseModel
    shop: Callable[[], Outside]
    least: dict[Resource, int]
    wrong: BaseModel | None = None
    absent: str = "999999"
    reads_pages: bool = False
    secret_in_address: bool = False
    deliveries: Sequence[Signed] = ()
    tools: Mapping[str, Any] = field(default_factory=dict)
    is_local: bool = False


def world_of(name: str) -> World:
    """Return a kind's world. Raises ModuleNotFoundError for a kind that nobody tries."""
    made: World = importlib.import_module(f"world_of_{name.replace('-', '_')}").world()
    return made


async def keep_nothing(_: BaseModel) -> None:
    """Forget renewed credentials."""


def setup(options: BaseModel, credentials: BaseModel, outside: Outside, **other: Any) -> Setup:
    """Return what a connector is opened with: a fixed clock, and no waiting."""
    whole = {"now": lambda: NOW, "keep_credentials": keep_nothing, "timing": Hours().timing} | other
    return Setup(options, credentials, outside, whole.pop("politeness", QUICK), **whole)


def opened(kind: Kind, world: World, outside: Outside | None = None, wrong: bool = False) -> Connector:
    """Return a connector to a world, or to what stands in its place."""
    credentials = world.wrong if wrong and world.wrong else world.credentials
    return kind.open(setup(world.options, credentials, outside or world.shop(), **world.tools))


def secrets_of(model: BaseModel) -> list[str]:
    """Return the secrets that a model holds, those within too."""
    found: list[str] = []
    for value in (getattr(model, name) for name in type(model).model_fields):
        if isinstance(value, SecretStr):
            found.append(value.get_secret_value())
        elif isinstance(value, BaseModel):
            found += secrets_of(value)
    return [secret for secret in found if secret]


def kinds() -> list[str]:
    """Return the names of all kinds."""
    return sorted(KINDS)
