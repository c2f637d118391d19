"""What a connection to a shop is, for whoever writes one: the port `Connector` and how a kind describes itself.

A new connector is one file (or folder) in `aisle/adapters/connectors` and one line in its registry.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, BinaryIO, Protocol, runtime_checkable

from pydantic import BaseModel

from aisle.core.http.egress import EgressRefused, Place
from aisle.core.http.patience import Timing
from aisle.knowledge.structure import FailureReason, ParseFailed
from aisle.sources.oauth.types import OAuthClient, OAuthGrant
from aisle.sources.records import Record, Resource


class Delta(StrEnum):
    """How changes of a resource are found between full reads.

    TIME: by a time of change; CURSOR: by a place in the shop's own feed of changes; CONDITIONAL: by asking each address whether
    it changed; NONE: only by reading all of it.
    """

    TIME = "time"
    CURSOR = "cursor"
    CONDITIONAL = "conditional"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class ResourceRule:
    """How one resource of one platform must be read.

    Attributes:
        delta: How changes are found.
        overlap: Read again before the mark, for marks that are exclusive, coarse or late.
        silent: What changes without moving the mark ("stock", "deletion", "category"); read otherwise or by reconcile.
        lists_ids: Whether `Connector.ids` can list all there is, so that deletions are noticed without reading everything.
    """

    delta: Delta
    overlap: timedelta = timedelta(0)
    silent: tuple[str, ...] = ("deletion",)
    lists_ids: bool = False


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that cannot be understood. id: the shop's, where that much is known. raw: as it came, shortened if it is large."""

    id: str | None
    field: str
    reason: str
    raw: Any


@dataclass(frozen=True, slots=True)
class Page:
    """Some records of a resource, as the shop gives them.

    Attributes:
        records: Each of the resource's type; of two with one id the later stands.
        removed: Ids that the shop says are gone.
        broken: What could not be read; it stops nothing.
        cursor: Where the next page begins, durable text; None after the last one. A killed sync goes on from here.
        mark: Where the next incremental sync begins, durable text; None while it is not known yet. That of the last page counts.
        total: About how many records the whole read will give, where the shop says.
    """

    records: Sequence[Record]
    cursor: str | None = None
    mark: str | None = None
    removed: Sequence[str] = ()
    broken: Sequence[Broken] = ()
    total: int | None = None


def page_of(found: Sequence[Record | Broken], wanted: Sequence[str]) -> Page:
    """Return what `Connector.fetch` gave as a page. Nothing counts as gone while it is unknown which record is broken."""
    records = [one for one in found if not isinstance(one, Broken)]
    broken = [one for one in found if isinstance(one, Broken)]
    named = {one.id for one in found}
    gone = [] if None in named else [one for one in dict.fromkeys(wanted) if one not in named]
    return Page(records, removed=gone, broken=broken)


@dataclass(frozen=True, slots=True)
class Checked:
    """What a first look at the shop found. missing: rights that the credentials lack, by resource, in the shop's words."""

    shop: str
    currency: str | None = None
    time_zone: str | None = None
    counts: Mapping[Resource, int] = field(default_factory=dict)
    missing: Mapping[Resource, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()


class Connector(Protocol):
    """One open connection to one shop. All methods raise only ShopError and its kinds, whatever the shop does."""

    async def check(self) -> Checked:
        """Ask the shop who it is and what the credentials allow; reads nothing else. Raises FixCredentials with what to do."""
        ...

    def pages(self, resource: Resource, mark: str | None, cursor: str | None) -> AsyncIterator[Page]:
        """Read a resource page by page.

        Args:
            resource: One of the kind's.
            mark: Of the last whole read: only what changed since, with the rule's overlap; None: everything.
            cursor: Of the last page that was stored, to go on after a stop; None: from the beginning. It goes with the same mark.

        The pages end by themselves: a shop that repeats a page for ever raises BrokenData. A mark that is taken from a clock is the
        time when the reading began, and travels in the cursor: hours may lie between two pages, and what changed in them must not
        be missed.
        """
        ...

    async def fetch(self, resource: Resource, ids: Sequence[str]) -> Sequence[Record | Broken]:
        """Read some records again by id, as after an event; those that are gone are missing from the answer.

        One that is there and cannot be read is told as Broken, or it would be taken for gone.
        """
        ...

    def ids(self, resource: Resource) -> AsyncIterator[Sequence[str]]:
        """List the ids of all records, for a reconcile; only where the rule says `lists_ids`."""
        ...

    async def close(self) -> None:
        """Let connections go."""
        ...


@dataclass(frozen=True, slots=True)
class Event:
    """A hint from the shop that something changed, read off a verified delivery.

    Attributes:
        resource: None for a delivery that is acknowledged and means nothing to us (a ping).
        ids: What changed.
        removed: Whether it is gone.
        happened_at: As the shop says; None: unknown. Older than what is stored: nothing is done.
        records: The changed records themselves, where the body can be trusted to be complete and current; else they are read again.
        key: The same for repeated deliveries of one event.
    """

    resource: Resource | None
    ids: Sequence[str] = ()
    removed: bool = False
    happened_at: datetime | None = None
    records: Sequence[Record] = ()
    key: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """A raw delivery. headers: names in lower case."""

    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True, slots=True)
class Subscription:
    """A webhook as the shop has it. broken: why it does not work, in words; None: it does."""

    id: str
    topic: str
    address: str
    broken: str | None = None


class Hooks(Protocol):
    """A platform's webhooks. Stateless but for the secret and, for the last three methods, the shop's connection."""

    def verify(self, delivery: Delivery, secrets: Sequence[str], now: datetime) -> bool:
        """Whether the delivery was signed with one of the secrets within the replay window, over the raw body, in constant time."""
        ...

    def key(self, delivery: Delivery) -> str:
        """What is the same for repeated deliveries of one event and different for others."""
        ...

    def events(self, delivery: Delivery) -> Sequence[Event]:
        """Read a verified delivery. Raises BrokenData."""
        ...

    def own_secret(self, credentials: Any) -> str | None:
        """What the shop signs with whatever we wish, out of the kind's credentials; None: a secret of our choice.

        "": it has none, for it publishes its keys (`Publishing`).
        """
        ...

    async def subscriptions(self, connector: Connector) -> Sequence[Subscription]:
        """List ours at the shop."""
        ...

    async def subscribe(self, connector: Connector, address: str, secret: str) -> Sequence[Subscription]:
        """Make those that are missing, or mend those that are broken."""
        ...

    async def unsubscribe(self, connector: Connector, ids: Sequence[str]) -> None:
        """Take ours away."""
        ...


@dataclass(frozen=True, slots=True)
class Politeness:
    """How much of the shop's time may be taken. at_once: requests under way; per_second: new ones. The shop sets them."""

    at_once: int = 2
    per_second: float = 4.0


class Convert(Protocol):
    """Makes something else of bytes that nobody trusts, in a process that can reach nothing (`adapters/parsers/converting.py`)."""

    async def __call__(self, converter: str, data: bytes, name: str) -> bytes:
        """Return what was made of a file. Raises ParseFailed."""
        ...


async def convert_nothing(converter: str, data: bytes, name: str) -> bytes:
    """Refuse: where nothing can read files apart, they are not read at all."""
    raise ParseFailed(FailureReason.UNSUPPORTED_TYPE, "there is no sandbox to read it in")


async def nowhere(host: str, port: int) -> Place:
    """Refuse: where nobody checks addresses, no server is connected to but by `Outside`."""
    raise EgressRefused()


@asynccontextmanager
async def nobody_else_renews() -> AsyncIterator[BaseModel | None]:
    """Renew without asking anybody: for connections that are the only ones to their shop."""
    yield None


@dataclass(frozen=True, slots=True)
class Setup:
    """What a connector is opened with.

    Attributes:
        options, credentials: Of the kind's own models.
        outside: What asks addresses: guarded, on the tenant's behalf.
        politeness: Limits that the shop set.
        now: The clock.
        keep_credentials: Stores renewed credentials (rotated tokens) durably before it returns; called within `renewing`.
        renewing: Entered to renew credentials: one connection of a source at a time, in all processes. Gives those that are stored
            now, where another connection has renewed them since this one was opened: they are used, and nothing is renewed; else None.
        timing: What pauses and pace live by; tests bring one that does not sleep.
        convert: What reads pages and workbooks, apart from this process.
        folders: Of this machine, that the operator lets this store read (AISLE_SOURCE_FOLDERS).
        places: Checks where a server may be connected to that does not speak HTTP, by host and port (AISLE_EGRESS_ALLOW).
        allows_plain_http: Whether the operator lets signed requests go without TLS, to shops that have none (AISLE_SOURCE_PLAIN_HTTP).
        oauth_clients: The operator's, by kind, for merchants without one of their own (AISLE_SOURCE_OAUTH_CLIENTS).
        currency: Of the store, for prices that name none where the options say nothing either.
    """

    options: Any
    credentials: Any
    outside: Outside
    politeness: Politeness
    now: Callable[[], datetime]
    keep_credentials: Callable[[BaseModel], Awaitable[None]]
    renewing: Callable[[], AbstractAsyncContextManager[BaseModel | None]] = nobody_else_renews
    timing: Timing = field(default_factory=Timing)
    convert: Convert = convert_nothing
    folders: tuple[Path, ...] = ()
    places: Callable[[str, int], Awaitable[Place]] = nowhere
    allows_plain_http: bool = False
    oauth_clients: Mapping[str, OAuthClient] = field(default_factory=dict)
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """One request. credentials: headers that never follow a redirect to another origin. redirects: followed; 0: one is the answer.
    into: Where a good (2xx) body may be written instead of being kept in memory; it is emptied before. repeatable: may be sent again after a failure."""

    method: str
    url: str
    headers: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict, repr=False)
    body: bytes | None = field(default=None, repr=False)
    most_bytes: int = 32 * 2**20
    seconds: float = 60.0
    redirects: int = 3
    into: BinaryIO | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whatever came back, any status. url: where from in the end. headers: names in lower case."""

    url: str
    status: int
    headers: Mapping[str, str] = field(repr=False)
    body: bytes = field(repr=False)


class Outside(Protocol):
    """The guarded way out, one try a call. Tests bring recorded shops."""

    async def send(self, request: Request) -> Answer:
        """Ask once. Raises RetryLater when no answer came, ShopRefused for an address that may not be asked, BrokenData for too much."""
        ...

    def stream(self, request: Request) -> AsyncIterator[bytes]:
        """Ask once for something large; yields portions of a good (2xx) body. Raises as `send`, and RetryLater when it breaks off."""
        ...


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
class Publishing(Protocol):
    """Hooks of shops that may sign with keys that they publish, in place of a secret."""

    async def published(self, connector: Connector) -> str | None:
        """Return what deliveries are checked with, fetched from the shop; None: a secret. Raises ShopError."""
        ...


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
