"""How a shop is read: pages of records, and the port `Connector`."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from typing import Any, Protocol

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
